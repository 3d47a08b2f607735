"""The long table: a row for each case, slice, layer, method and score, whatever the form it is written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

import numpy as np

from xaiviewer.case.numbering import part_of, runs
from xaiviewer.evaluation.overlap import dice
from xaiviewer.exports.context import Context
from xaiviewer.records.asked import Answered
from xaiviewer.records.manifest import number
from xaiviewer.records.worth import beside_case, beside_slices
from xaiviewer.requests import MEASURES, SequenceShares, SliceResult

WHOLE_CASE = "case"
_TWO = 2  # classes: the probability of one tells the other's


@dataclass(frozen=True)
class Row:
    """One score.

    Attributes:
        case: as the case is called in the export.
        slice: counted from 1, as the window counts; "case" for the whole case; "2–4, 7" for a score that is summed
            over some of the slices with a mask alone, as no others were asked about.
        layer, method: whose map is scored, the layer "input" of one at the input; "" where the score is of no map.
        score: what it is: "probability", "logit", "mask_px", "model_px", "dice" of a slice, of more than two classes
            "probability: " and each one's name; "classifier" and "segmenter" of a case, whose `value` is the name of
            the network, and the same with "_sha256" its weights; "trained_on" of a case whose patient is among those
            that trained the network named in `value`; "peak", a key of
            `MEASURES` or of `FURTHER_MEASURES` of a map; "share: " and a sequence of what was asked about sequences.
        value: of the score; None where it is undefined.
        p, q: how often the mask at a random place scores as high, and the same corrected over layers; None: not
            measured.
        effect: in standard deviations of the random places.
        strongest: what the strongest null gets, `strongest_null` which it is.
        reader: None but for answers of readers, whose `value` may be a word.
    """

    case: str
    slice: int | str
    layer: str
    method: str
    score: str
    value: float | str | None
    p: float | None = None
    q: float | None = None
    effect: float | None = None
    strongest: float | None = None
    strongest_null: str | None = None
    reader: str | None = None

    @property
    def cells(self) -> tuple[Any, ...]:
        """The row as a table holds it."""
        return astuple(self)


COLUMNS = tuple(each.name for each in fields(Row))
_BESIDE = ("p", "q", "effect", "strongest", "strongest_null")


def rows_of(context: Context) -> Iterator[Row]:
    """Every row of a case: slices, then maps, then what else was asked, then the whole case and its readers."""
    for index in context.case.indices:
        yield from _slice(context, context.explained.result(index))
    yield from _maps(context)
    yield from _answers(context)
    yield from _whole(context)
    for each in context.readings:
        if each.holds:
            place = WHOLE_CASE if each.slice is None else each.slice + 1
            yield Row(context.identity.name, place, "", "", f"answer: {each.question}", each.value, reader=each.reader)


def _slice(context: Context, result: SliceResult) -> Iterator[Row]:
    """What is said of a slice without any map."""
    case, main = context.case, context.analysis.description.main_class
    mask, model = case.mask_of(result.index), result.segmentation
    empty, outlines = np.zeros(case.shape, dtype=bool), context.analysis.outlines
    found = {
        "probability": number(result.probabilities[main]),
        "logit": number(result.logits[main]),
        "called": context.analysis.classes[result.predicted],
        "mask_px": None if mask is None else float(np.count_nonzero(mask)),
        "model_px": None if model is None else float(np.count_nonzero(model)),
        "dice": None if mask is None or not outlines else number(dice(empty if model is None else model, mask)),
    }
    if len(context.analysis.classes) > _TWO:  # one probability does not tell the others
        chances = zip(context.analysis.classes, result.probabilities, strict=True)
        found |= {f"probability: {name}": number(chance) for name, chance in chances}
    for score, value in found.items():
        yield Row(context.identity.name, result.index + 1, "", "", score, value)


def _maps(context: Context) -> Iterator[Row]:
    explained, indices = context.explained, context.case.indices
    nulls = explained.nulls or {}
    for place, (layer, method) in enumerate(explained.chosen.items()):
        name = explained.analysis.layers[layer].name
        beside = beside_slices([nulls.get(index) for index in indices], place)
        for order, index in enumerate(indices):
            peak = number(explained.maps[layer][index].max(initial=0))
            yield Row(context.identity.name, index + 1, name, method, "peak", peak)
            for score in MEASURES:
                curve = explained.result(index).curve(method, score)
                if curve is None:
                    continue
                told = {key: beside[score][key][order] for key in _BESIDE}
                yield Row(context.identity.name, index + 1, name, method, score, number(curve[layer]), **told)


def _answers(context: Context) -> Iterator[Row]:
    """What maps that were asked for agree with, and what each sequence adds to the logit."""
    for answered in context.answered:
        yield from _asked_maps(context, answered)
        for index, each in answered.found.items():
            if isinstance(each, SequenceShares):
                told = [("base", each.base), *zip(each.channels, each.shares.tolist(), strict=True)]
                for channel, value in told:
                    score = f"share: {channel}"
                    yield Row(context.identity.name, index + 1, "", each.request.method, score, number(value))


def _asked_maps(context: Context, answered: Answered) -> Iterator[Row]:
    """Scores of maps that were asked for on slices with a mask, then of all of these where that was asked for."""
    name, method, worth = context.identity.name, answered.request.method, answered.worth
    chosen = {(context.analysis.layers[layer].name, method) for layer, method in context.explained.chosen.items()}
    part = part_of(context.case, worth.scores)
    for place, layer in enumerate(answered.layers_of_maps(context.analysis)):
        if (layer, method) in chosen:
            continue  # it is one of the case's own maps
        slices = sorted(worth.scores)
        beside = beside_slices([(worth.nulls or {}).get(index) for index in slices], place)
        for order, index in enumerate(slices):
            for score in MEASURES:
                told = {key: beside[score][key][order] for key in _BESIDE}
                yield Row(name, index + 1, layer, method, score, worth.score(index, score, place), **told)
        for score, entry in (beside_case(worth.of_case, place) or {}).items():
            if len(part) == 1 and score in MEASURES:
                continue  # of the one slice that was asked about, which has told it already
            told = {key: entry[key] for key in _BESIDE}
            yield Row(name, _of(part), layer, method, score, entry["score"], **told)


def _of(part: Sequence[int]) -> int | str:
    """What a sum over slices is about, see `numbering.part_of`."""
    if not part:
        return WHOLE_CASE
    return part[0] + 1 if len(part) == 1 else runs(part)


def _whole(context: Context) -> Iterator[Row]:
    explained = context.explained
    for task, model in explained.analysis.models.items():
        yield Row(context.identity.name, WHOLE_CASE, "", "", task, model.name)
        yield Row(context.identity.name, WHOLE_CASE, "", "", f"{task}_sha256", model.sha256)
    if explained.analysis.trained_on:
        yield Row(context.identity.name, WHOLE_CASE, "", "", "trained_on", "classifier")
    for place, (layer, method) in enumerate(explained.chosen.items()):
        found = beside_case(explained.of_case, place) or {}
        for score, entry in found.items():
            told = {key: entry[key] for key in _BESIDE}
            name = explained.analysis.layers[layer].name
            yield Row(context.identity.name, WHOLE_CASE, name, method, score, entry["score"], **told)
