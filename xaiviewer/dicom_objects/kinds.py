"""What can be written as DICOM. Whoever exports asks `refuses` first, shows what `warns` says, and calls `make`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydicom import dcmread
from pydicom.dataset import Dataset

from xaiviewer.dicom_objects.blending import blending, overlaid
from xaiviewer.dicom_objects.capture import capture
from xaiviewer.dicom_objects.context import Context
from xaiviewer.dicom_objects.identity import warnings_of
from xaiviewer.dicom_objects.made import as_bytes, written
from xaiviewer.dicom_objects.measured import undrawn
from xaiviewer.dicom_objects.parametric_map import grids, has_place, parametric_map
from xaiviewer.dicom_objects.presentation import presentation, untellable
from xaiviewer.dicom_objects.report import readers, report
from xaiviewer.dicom_objects.segmentation import makers, segmentation
from xaiviewer.dicom_objects.source import refusal
from xaiviewer.readers.naming.names import unique
from xaiviewer.records.folders import folder_name

_NOT_IN_NAMES = re.compile(r"[^\w.+-]+")

Files = list[tuple[str, bytes]]
"""Names of files, and what they hold. Names never carry a patient's."""


@dataclass(frozen=True)
class Kind:
    """One kind of object.

    Attributes:
        key: as it is typed.
        title: as it is shown.
        names: of the files, in order, told without making them.
        make: the files; UsageError or ReadError with a sentence where they cannot be made.
        refuses: why there would be none, known without making them; "" where there are some.
        warns: what is to be said before they are written.
    """

    key: str
    title: str
    names: Callable[[Context], list[str]]
    make: Callable[[Context], Files]
    refuses: Callable[[Context], str]
    warns: Callable[[Context], list[str]] = lambda _: []


def _kept(context: Context, what: str, make: Callable[[], dict[str, Dataset]]) -> dict[str, Dataset]:
    """Objects of the context, made once."""
    if what not in context.kept:
        context.kept[what] = make()
    found: dict[str, Any] = context.kept[what]
    return found


def _segmentations(context: Context) -> dict[str, Dataset]:
    return _kept(
        context,
        "segmentations",
        lambda: {
            maker: segmentation(context, maker, outlined, number=9101 + place)
            for place, (maker, outlined) in enumerate(makers(context).items())
        },
    )


def _maps(context: Context) -> dict[str, Dataset]:
    return _kept(
        context,
        "maps",
        lambda: {
            each.name: parametric_map(context, each, number=9201 + place) for place, each in enumerate(grids(context))
        },
    )


def _named(wanted: Iterable[str]) -> list[str]:
    """Names of files that every system takes, each another, also where case is ignored."""
    taken, found = list[str](), list[str]()
    for each in wanted:
        name = _NOT_IN_NAMES.sub("_", folder_name(each))
        taken.append(unique(name.casefold(), taken))
        found.append(f"{name}{taken[-1][len(name.casefold()) :]}.dcm")
    return found


def _files(context: Context, made: Mapping[str, Dataset]) -> Files:
    return [(name, as_bytes(context, data)) for name, data in zip(_named(made), made.values(), strict=True)]


def _report_names(context: Context) -> dict[str, str]:
    """The readers' reports: name by reader."""
    return {reader: f"report-{reader}" if reader else "report" for reader in readers(context)}


def _reports(context: Context) -> Files:
    outlines, maps = _segmentations(context), _maps(context)
    made = {
        name: report(context, reader, outlines, maps, number=9301 + place)
        for place, (reader, name) in enumerate(_report_names(context).items())
    }
    return _files(context, made)


def _no_window(context: Context) -> str:
    return _nothing(context, there=context.window is not None, what="window that was set") or untellable(context)


def _blended(context: Context) -> Files:
    maps = overlaid(context)
    assert maps is not None
    return _files(context, {"blending": blending(context, _maps(context)[maps.name])})


def _not_blended(context: Context) -> str:
    if isinstance(context.overlay, str) and context.overlay:
        return refusal(context.case) or context.overlay
    there = overlaid(context) is not None
    return (
        _nothing(context, there=there, what="map that lies over the images")
        or _no_window(context)
        or _no_plane(context)
    )


def _no_plane(context: Context) -> str:
    """Why the maps lie on no image; asked where the source can be read."""
    if all(context.source.slot_of(index) is not None for index in context.case.indices):
        return ""
    return (
        f"The slices of {context.case.name} are not those that were acquired, so no map lies on an image; write the "
        "maps alone."
    )


def _sources(context: Context) -> Files:
    """The source images without the patient, every file of the series as it is but for that."""
    assert context.identity is not None
    made = []
    for name, header in zip(_source_names(context), context.source.headers, strict=True):
        context.check()
        data = dcmread(context.source.files[str(header.SOPInstanceUID)], force=True)
        made.append((name, written(context.identity.applied(data, ours=False))))
    return made


def _source_names(context: Context) -> list[str]:
    return [f"source-{place:04d}.dcm" for place in range(1, len(context.source.headers) + 1)]


def _nothing(context: Context, *, there: bool, what: str) -> str:
    problem = refusal(context.case)
    return problem or ("" if there else f"{context.case.name} has no {what}, so no such file is written.")


def _no_sources(context: Context) -> str:
    if problem := refusal(context.case):
        return problem
    named = "The source images are there under the patient's name already; they are written only de-identified."
    return named if context.identity is None else ""


def _about_identity(context: Context) -> list[str]:
    return [] if context.identity is None else warnings_of(context.source.lead)


def _about_gaps(context: Context) -> list[str]:
    """Of a map no frame is made up where a slice is missing: a value of 0 would be one."""
    slots = context.source.slots
    if None not in slots:
        return []
    told = (
        f"{context.case.name} lacks slices, so its maps lack frames: what counts frames instead of reading where each "
        "lies (dcmqi does) shows those behind the gap too near."
    )
    return [told]


def _about_pictures(context: Context) -> list[str]:
    if context.identity is None:
        return []
    return ["Pictures hold what was on the screen, names among it; look at them before you hand them on."]


def _about_words(context: Context) -> list[str]:
    if context.identity is None or not context.verdicts:
        return []
    return ["Questions and their choices are kept in the words of the form; look whether they name anybody."]


def _about_measured(context: Context) -> list[str]:
    left = undrawn(context) if context.measured else 0
    told = "Measurements on slices that are no acquired image are not in the report; the tables have them."
    return [told] if left else []


KINDS: tuple[Kind, ...] = (
    Kind(
        "seg",
        "DICOM Segmentation: outlines and marks",
        lambda context: _named(f"segmentation-{maker}" for maker in makers(context)),
        lambda context: _files(
            context, {f"segmentation-{maker}": each for maker, each in _segmentations(context).items()}
        ),
        lambda context: _nothing(context, there=bool(makers(context)), what="outline"),
    ),
    Kind(
        "pm",
        "DICOM Parametric Map: every map on its own grid",
        lambda context: _named(each.name for each in grids(context)),
        lambda context: _files(context, _maps(context)),
        lambda context: _nothing(
            context, there=any(map(has_place, context.answered)), what="maps with a place in space"
        ),
        _about_gaps,
    ),
    Kind(
        "sr",
        "DICOM Structured Report: figures and verdict",
        lambda context: _named(_report_names(context).values()),
        _reports,
        lambda context: _nothing(
            context,
            there=bool(makers(context) or context.agreement or context.verdicts or context.measured),
            what="outline, agreement or verdict",
        ),
        lambda context: [*_about_words(context), *_about_measured(context)],
    ),
    Kind(
        "sc",
        "DICOM Secondary Capture: pictures",
        lambda context: _named(context.pictures),
        lambda context: _files(context, {name: capture(context, name) for name in context.pictures}),
        lambda context: _nothing(context, there=bool(context.pictures), what="picture"),
        _about_pictures,
    ),
    Kind(
        "pr",
        "DICOM Presentation State: the window",
        lambda _: ["window.dcm"],
        lambda context: _files(context, {"window": presentation(context)}),
        _no_window,
    ),
    Kind(
        "blend",
        "DICOM Blending Presentation State: the map over the images",
        lambda _: ["blending.dcm"],
        _blended,
        _not_blended,
    ),
    Kind(
        "source",
        "The source images, de-identified",
        _source_names,
        _sources,
        _no_sources,
        _about_identity,
    ),
)
"""In the order in which they are shown."""
