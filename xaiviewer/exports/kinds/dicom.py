"""DICOM objects among the other forms: what `dicom_objects` can make, with names told before anything is made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from xaiviewer.dicom_objects import kinds as dicom
from xaiviewer.dicom_objects.context import Context as Objects
from xaiviewer.dicom_objects.context import Verdict, agreement_of, answered_of_export
from xaiviewer.dicom_objects.identity import Identity as Mapping
from xaiviewer.exports.context import Context
from xaiviewer.exports.drawn.overlaid import overlay_of
from xaiviewer.exports.drawn.pictures import heat_of
from xaiviewer.exports.drawn.sheets import slice_canvas
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.exports.measured import anything_measured, lesions_of

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


def _kind(given: dicom.Kind) -> Kind:
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
    )


KINDS = tuple(_kind(each) for each in dicom.KINDS)
"""In the order in which they are listed there."""

KEYS = tuple(each.key for each in KINDS)
"""Of these forms."""
