"""Which sequence mattered, over the slices of a case or of a cohort: numbers, a table, a picture as SHAP draws it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.evaluation.bootstrap import RESAMPLES, bootstrap_means
from xaiviewer.records import NOTICE
from xaiviewer.records.folders import write_whole
from xaiviewer.records.manifest import as_json, number
from xaiviewer.records.pictures.beeswarm import Dot, Row, beeswarm
from xaiviewer.requests import Analysis, Explanation, SequenceShares, method_title

SCHEMA = 1
SUFFIXES = (".json", ".csv", ".svg")
"""Of the files of a summary, which are named like the method."""

_SEED = 0


@dataclass(frozen=True)
class SliceShares:
    """The shares of one slice.

    Attributes:
        case, index: which slice.
        probability: of the finding.
        base, logit: see `SequenceShares`.
        shares: by channel.
        stand_ins: channels of sequences that the case lacks; their shares are another sequence's, which stood in.
    """

    case: str
    index: int
    probability: float
    base: float
    logit: float
    shares: Mapping[str, float]
    stand_ins: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShareSummary:
    """The shares of many slices that were asked the same.

    Attributes:
        method: key of the method.
        parameters: of the request, with the seed of a random one.
        explained: the class whose logit is shared out.
        finding: the class whose probability colours the picture.
        titles: what each channel is called, by its key, in the channels' order.
        slices: case by case.
    """

    method: str
    parameters: Mapping[str, Any]
    explained: str
    finding: str
    titles: Mapping[str, str]
    slices: tuple[SliceShares, ...]

    @property
    def cases(self) -> tuple[str, ...]:
        """Names of the cases, in order."""
        return tuple(dict.fromkeys(each.case for each in self.slices))

    def mean_absolute(self) -> dict[str, dict[str, float]]:
        """By channel the mean of a share's magnitude over all slices, with its 95 % interval over the cases."""
        sums = np.zeros((len(self.cases), len(self.titles)))
        counts = np.zeros_like(sums)
        place = {name: row for row, name in enumerate(self.cases)}
        for each in self.slices:
            sums[place[each.case]] += [abs(each.shares[channel]) for channel in self.titles]
            counts[place[each.case]] += 1
        value, low, high = bootstrap_means(sums, counts, seed=_SEED)
        return {
            channel: {"value": float(value[at]), "low": float(low[at]), "high": float(high[at])}
            for at, channel in enumerate(self.titles)
        }


def write_shares(case: Case, analysis: Analysis, answers: Sequence[Explanation], folder: Path) -> None:
    """Write the summary of one case beside its manifest, where the answers are shares."""
    found = [each for each in answers if isinstance(each, SequenceShares)]
    if not found:
        return
    write_summary(case_summary(case, analysis, found), folder)


def case_summary(case: Case, analysis: Analysis, found: Sequence[SequenceShares]) -> ShareSummary:
    """The summary of one case; its slices are judged."""
    request, description = found[0].request, analysis.description
    known = description.titles
    main, there = description.main_class, {volume.sequence for volume in case.volumes}
    return ShareSummary(
        request.method,
        {**request.values, **({} if request.seed is None else {"seed": request.seed})},
        analysis.classes[request.class_index],
        description.main_name,
        {channel: known.get(channel, channel) for channel in found[0].channels},
        tuple(
            SliceShares(
                case.name,
                each.index,
                float(analysis.slices[each.index].probabilities[main]),
                each.base,
                each.total,
                dict(zip(each.channels, each.shares.tolist(), strict=True)),
                tuple(channel for channel in each.channels if channel not in there),
            )
            for each in found
        ),
    )


def together(folders: Iterable[Path], method: str) -> ShareSummary | None:
    """The summary over cases whose folders hold one each, every case called like its folder; None where none does."""
    parts = []
    for folder in folders:
        file = folder / f"{method}.json"
        if file.is_file():
            parts.append(_read(json.loads(file.read_text(encoding="utf-8")), folder.name))
    if not parts:
        return None
    first = parts[0]
    slices = tuple(each for part in parts for each in part.slices)
    return ShareSummary(first.method, first.parameters, first.explained, first.finding, first.titles, slices)


def write_summary(summary: ShareSummary, folder: Path) -> None:
    """Write <method>.json, .csv and .svg; each whole or not at all.

    Raises:
        UsageError: where they cannot be written.
    """
    figures = summary.mean_absolute()
    place = folder / summary.method
    contents = (_json(summary, figures), _csv(summary), _svg(summary, figures))
    for suffix, data in zip(SUFFIXES, contents, strict=True):
        write_whole(place.with_name(summary.method + suffix), data)


def _json(summary: ShareSummary, figures: Mapping[str, Mapping[str, float]]) -> bytes:
    return as_json(
        {
            "schema": SCHEMA,
            "notice": NOTICE,
            "method": summary.method,
            "parameters": dict(summary.parameters),
            "explained_class": summary.explained,
            "finding": summary.finding,
            "channels": dict(summary.titles),
            "cases": len(summary.cases),
            "mean_absolute": {
                channel: {name: number(value) for name, value in figure.items()} for channel, figure in figures.items()
            },
            "interval": f"95 % percentile bootstrap over cases, {RESAMPLES} resamples, seed {_SEED}; null for one case",
            "slices": [
                {
                    "case": each.case,
                    "index": each.index,
                    "probability": number(each.probability),
                    "base": number(each.base),
                    "logit": number(each.logit),
                    "shares": {channel: number(value) for channel, value in each.shares.items()},
                    "another_stands_in_for": list(each.stand_ins),
                }
                for each in summary.slices
            ],
        }
    )


def _read(fields: Mapping[str, Any], case: str) -> ShareSummary:
    return ShareSummary(
        fields["method"],
        fields["parameters"],
        fields["explained_class"],
        fields["finding"],
        fields["channels"],
        tuple(
            SliceShares(
                case,
                each["index"],
                each["probability"],
                each["base"],
                each["logit"],
                each["shares"],
                tuple(each["another_stands_in_for"]),
            )
            for each in fields["slices"]
        ),
    )


def _csv(summary: ShareSummary) -> bytes:
    """One line per slice; `index` is counted from 0, as in the manifest."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["case", "index", "probability", "base", *summary.titles, "logit", "another_stands_in_for"])
    for each in summary.slices:
        figures = [each.probability, each.base, *(each.shares[channel] for channel in summary.titles), each.logit]
        table.writerow([each.case, each.index, *(number(value) for value in figures), " ".join(each.stand_ins)])
    return text.getvalue().encode("utf-8", "replace")


def _svg(summary: ShareSummary, figures: Mapping[str, Mapping[str, float]]) -> bytes:
    chances = np.array([each.probability for each in summary.slices])
    rows = [
        Row(summary.titles[channel], figures[channel], tuple(_dots(summary, channel, chances)))
        for channel in sorted(summary.titles, key=lambda channel: -figures[channel]["value"])
    ]
    cases, slices = len(summary.cases), len(summary.slices)
    over = f"{slices} slices" + (f" of {cases} cases" if cases > 1 else f" of {summary.cases[0]}")
    title = f"{method_title(summary.method)} over {over}"
    for channel, name in summary.titles.items():
        lacking = sum(channel in each.stand_ins for each in summary.slices)
        title += f" · another stands in for {name} on {lacking}" if lacking else ""
    axis = f"what the sequence adds to the logit of “{summary.explained}”"
    return beeswarm(rows, title, axis, f"P({summary.finding})", NOTICE)


def _dots(summary: ShareSummary, channel: str, chances: NDArray[np.float64]) -> Iterable[Dot]:
    for each, chance in zip(summary.slices, chances.tolist(), strict=True):
        told = f"{each.case}, slice {each.index + 1}: {each.shares[channel]:+.3f}, P = {chance:.3f}"
        told += ", of another sequence that stands in" if channel in each.stand_ins else ""
        yield Dot(each.shares[channel], chance, told)
