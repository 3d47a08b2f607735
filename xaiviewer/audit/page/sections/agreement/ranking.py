"""Which layer's best map leaves the strongest null farthest behind, and which leaves brightness behind."""

from __future__ import annotations

import math
from collections.abc import Sequence

from xaiviewer.audit.page.blocks import Block, Chart, Folded, Key, Legend, Said, Section
from xaiviewer.audit.page.known import Known, capital, chance
from xaiviewer.audit.page.plots.whiskers import Whisker, whiskers
from xaiviewer.audit.report import BestRow
from xaiviewer.records.pages.making import between, number

_FORM = "{:+.3f}"


def ranking(known: Known) -> Section:
    """Dots with whiskers, the main measure seen, the others folded."""
    blocks: list[Block] = [
        Said(
            "Of every layer the method whose maps lie farthest above the strongest null: the null that scores highest "
            "in that layer, be it the mask at random places, other patients' masks, the picture's own brightness and "
            "edges, or a network that learnt nothing. A full dot survives (q at most .05, interval above 0); at a "
            "hollow one agreement with the mask is no more than that null explains.",
            "lead",
        ),
        Legend([Key("dot", "survives"), Key("hollow", "does not survive")]),
    ]
    for measure in known.measures:
        rows = known.best(measure)
        if not rows:
            continue
        charts = [_ranked(known, measure, rows), *_brightness(known, measure, rows)]
        blocks += charts if measure == known.main else [Folded(capital(known.measure(measure)), charts)]
    if not any(known.best(measure) for measure in known.measures):
        blocks.append(Said("Not measured."))
    return Section("ranking", "Agreement over the strongest null", blocks)


def _ranked(known: Known, measure: str, rows: Sequence[BestRow]) -> Chart:
    ordered = sorted(rows, key=lambda each: -_or_least(each.difference))
    drawn = [
        Whisker(
            f"{each.layer} · {known.method(each.nearest)}",
            each.difference,
            each.low,
            each.high,
            bool(each.method),
            f"{number(each.difference, _FORM)} ({between(each.low, each.high, _FORM)}), {chance('q', each.q)}",
        )
        for each in ordered
    ]
    title = f"{capital(known.measure(measure))} less that of the strongest null"
    nulls = ", ".join(dict.fromkeys(known.null(each.null) for each in rows if each.null))
    return Chart(
        whiskers(drawn, title, f"{known.measure(measure)}: difference, mean over patients, 95 % interval"),
        f"The strongest null is, of one layer or another: {nulls}.",
        title,
    )


def _brightness(known: Known, measure: str, rows: Sequence[BestRow]) -> list[Chart]:
    """The same maps against the brightness of the main sequence; in the network's order, input first."""
    told = [each for each in rows if math.isfinite(each.brightness.value)]
    if not told:
        return []
    drawn = [
        Whisker(
            f"{each.layer} · {known.method(each.nearest)}",
            each.brightness.value,
            each.brightness.low,
            each.brightness.high,
            each.brightness.low > 0 and each.brightness_q <= 0.05,
            f"{number(each.brightness.value, _FORM)} "
            f"({between(each.brightness.low, each.brightness.high, _FORM)}), {chance('q', each.brightness_q)}",
        )
        for each in told
    ]
    title = f"{capital(known.measure(measure))} less that of the main sequence's brightness"
    return [
        Chart(
            whiskers(drawn, title, f"{known.measure(measure)}: difference, mean over patients, 95 % interval"),
            "From the input to the output. The masks were drawn on the main sequence, so that its brightness has an "
            "advantage built in.",
            title,
        )
    ]


def _or_least(value: float) -> float:
    return value if math.isfinite(value) else -math.inf
