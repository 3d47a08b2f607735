"""What is kept of a case once its files are written, for what is about all cases: no volumes are among it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xaiviewer.cohort.summing_up import summed_up
from xaiviewer.exports.context import Context, Reading
from xaiviewer.exports.drawn.pictures import decided, heated_picture, thumbnail
from xaiviewer.exports.measured import MeasuredRow
from xaiviewer.exports.measured import rows_of as measured_of
from xaiviewer.exports.rows import Row, rows_of
from xaiviewer.records.manifest import number
from xaiviewer.records.provenance import weights
from xaiviewer.records.worth import p_words


@dataclass(frozen=True)
class Told:
    """One case in a table.

    Attributes:
        name: as the case is called in the export.
        slices, called: how many slices hold a picture, and how many of these are called the finding.
        finding: its name; of a network that looks for none, the class that is told.
        classes: names of all classes, in the order of the outputs.
        probability: the highest of it, `surest` the slice that has it, from 1.
        mass: the share of the shown map in the clinician's mask on the telling slice; None without one.
        worth: what that is worth beside what knows nothing, in a few words.
        layer, method: of the shown map; "" where there is none.
        words: the case in words.
        requests: what the networks were asked, as plain values.
        models: which weights, by task.
        notices: what the reader should know of the case.
        readings: what readers said.
        head: of the project that holds them.
        rows: of the long table.
        measured: rows of the table of measurements and lesions.
        picture: the telling slice under the shown map, PNG.
    """

    name: str
    slices: int
    called: int
    finding: str
    classes: tuple[str, ...]
    probability: float | None
    surest: int
    mass: float | None
    worth: str
    layer: str
    method: str
    words: str
    requests: tuple[Mapping[str, Any], ...]
    models: Mapping[str, Mapping[str, str]]
    notices: tuple[str, ...]
    readings: tuple[Reading, ...]
    head: str
    rows: tuple[Row, ...]
    measured: tuple[MeasuredRow, ...]
    picture: bytes


def told_of(context: Context) -> Told:
    """What is kept of a case."""
    case, analysis, explained = context.case, context.analysis, context.explained
    chances = {
        index: float(explained.result(index).probabilities[analysis.description.main_class]) for index in case.indices
    }
    of_volume = analysis.description.volumes  # all slices are as probable
    surest = context.telling if of_volume else max(chances, key=lambda index: chances[index])
    layer, mass, worth = context.layer, None, ""
    if layer is not None:
        shown = explained.layer_map(layer, context.telling)
        mass = None if shown.mass is None else number(shown.mass)
        found = None if explained.nulls is None else explained.nulls.get(context.telling)
        worth = "" if mass is None else p_words(found, list(explained.chosen).index(layer))
    return Told(
        name=context.identity.name,
        slices=len(case.indices),
        called=len(decided(context)),
        finding=analysis.description.main_name,
        classes=tuple(analysis.classes),
        probability=number(chances[surest]),
        surest=surest + 1,
        mass=mass,
        worth=worth,
        layer="" if layer is None else analysis.layers[layer].name,
        method="" if layer is None else explained.chosen[layer],
        words=summed_up(explained),
        requests=tuple({"key": each.key, **each.fields()} for each in context.requests),
        models=weights(analysis.models),
        notices=(*case.notices, *analysis.notices),
        readings=context.readings,
        head=context.head,
        rows=tuple(rows_of(context)),
        measured=tuple(measured_of(context)),
        picture=thumbnail(heated_picture(context, context.telling)),
    )
