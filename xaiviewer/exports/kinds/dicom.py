"""DICOM objects among the other forms: what `dicom_objects` can make, with names told before anything is made."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache, partial

from xaiviewer.dicom_objects import kinds as dicom
from xaiviewer.dicom_objects.context import Context as Objects
from xaiviewer.dicom_objects.context import Verdict, agreement_of, answered_of_export
from xaiviewer.dicom_objects.identity import Identity as Mapping
from xaiviewer.exports.context import Context
from xaiviewer.exports.drawn.overlaid import overlay_of
from xaiviewer.exports.drawn.pictures import heat_of
from xaiviewer.exports.drawn.sheets import slice_canvas
from xaiviewer.exports.kind import Kind, Made, unknown_size
from xaiviewer.exports.measured import anything_measured, lesions_of
from xaiviewer.exports.sizes import drawn_px

FOLDER = "dicom"
_KEPT = "dicom"
_MARKS = "marks"


def objects_of(context: Context) -> Objects:
    """What the objects of a case are made of: one for all of them, so that they refer to each other."""
    if _KEPT not in context.kept:
        context.kept[_KEPT] = _objects(context)
    found: Objects = context.kept[_KEPT]
    return found


def _objects(context: Context) -> Objects:
    heat = heat_of(context, context.telling) if context.layer is not None else None
    name = f"slice-{context.telling + 1:03d}"
    pictures = {} if heat is None else {name: slice_canvas(context, context.telling, heat).pixels}
    window = context.appearance.window(context.case.main_volume)  # its series is what the objects are about
    marks = {} if context.marks is None else {_MARKS: context.marks}
    verdicts = (Verdict(e.reader, e.question, e.value, e.at, e.slice) for e in context.readings if e.holds)
    return Objects(
        context.original,
        context.at,
        context.analysis,
        (*answered_of_export(context.explained), *context.answered),
        agreement_of(context.explained, context.answered),
        tuple(verdicts),
        marks,
        pictures,
        (window.centre - window.width / 2, window.centre + window.width / 2),
        context.appearance.inverted,
        overlay_of(context),
        Mapping(context.identity.salt) if context.identity.hidden else None,
        measured=context.measured,
        lesions=lambda: lesions_of(context)[0].rows if anything_measured(context) else (),
        lesion_map=lambda: lesions_of(context)[1],
    )


def _parametric_map(context: Context) -> float:
    layers = [context.analysis.layers[layer].grid for layer in context.explained.chosen]
    cells = sum(math.prod(each) for each in layers) / max(len({*layers}), 1)
    return 12_000 + len(context.case.indices) * (4 * cells + 2_000 * len(layers))


_SIZES: dict[str, Callable[[Context], float]] = {
    "seg": lambda context: 8_000 + len(context.case.indices) * (math.prod(context.case.shape) / 8 + 1_500),
    "pm": _parametric_map,
    "sr": lambda context: 25_000 + 900.0 * len(context.readings),
    "sc": lambda context: 3_000 + 3 * 2.2 * drawn_px(context),
    "pr": lambda context: 5_000 + 150.0 * len(context.case.indices),
    "blend": lambda context: 90_000 + 300.0 * len(context.case.indices),  # most of it describes the colours
    "source": lambda context: 4_000 + 2.0 * math.prod(context.case.shape),
}
"""About how many bytes an object will have; a form that is not among them tells none."""


def _kind(given: dicom.Kind) -> Kind:
    size = _SIZES.get(given.key)

    def make(context: Context) -> Iterator[Made]:
        objects = objects_of(context)

        @cache
        def made() -> dict[str, bytes]:
            return dict(given.make(objects))

        for name in given.names(objects):
            yield Made(f"{FOLDER}/{name}", partial(lambda name: made()[name], name))

    return Kind(
        given.key,
        given.title,
        make,
        lambda context: given.refuses(objects_of(context)),
        warns=lambda context: given.warns(objects_of(context)),
        size=unknown_size if size is None else lambda _, context: size(context),
    )


KINDS = tuple(_kind(each) for each in dicom.KINDS)
"""In the order in which they are listed there."""

KEYS = tuple(each.key for each in KINDS)
"""Of these forms."""
