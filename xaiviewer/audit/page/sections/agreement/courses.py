"""What the maps get in every layer, and what the nulls get there."""

from __future__ import annotations

import math
from collections.abc import Sequence

from xaiviewer.audit.page.blocks import Beside, Block, Chart, Folded, Key, Legend, Said, Section
from xaiviewer.audit.page.known import Known, capital
from xaiviewer.audit.page.plots.lines import Line, over_layers
from xaiviewer.audit.report import SurvivalRow

_KINDS = {
    "picture": ("hard", "the picture itself: brightness, asymmetry, edges, usual place"),
    "placements": ("moved", "the mask at random places"),
    "masks": ("masks", "masks of other slices and patients"),
    "networks": ("networks", "networks that learnt nothing of it"),
    "chance": ("even", "a uniform map"),
}
"""How the nulls of a kind are drawn, and what they are; of several the highest in each layer."""

_CEILING, _OUTLINE = "ceiling", "outline"


def courses(known: Known) -> Section:
    """The main measure large, the others small and folded."""
    blocks: list[Block] = [
        Said(
            "Of every layer the maps of the method that comes out best over the strongest null. Where the line lies "
            "below one of the others, that null explains the agreement; such layers have hollow dots.",
            "lead",
        )
    ]
    seen = [measure for measure in known.measures if known.best(measure) and known.survival(measure)]
    marks: dict[str, str] = {}
    large: list[Block] = []
    small: list[Block] = []
    for measure in seen:
        lines = [each for each in _lines(known, measure) if any(math.isfinite(value) for value in each.values)]
        marks |= {each.mark: each.name for each in lines}
        title = capital(known.measure(measure))
        main = measure == known.main
        drawn = over_layers(known.layers, lines, f"{title} over the layers", (1080, 380) if main else (530, 260))
        (large if main else small).append(Chart(drawn, "", title))
    if not seen:
        return Section("layers", "From layer to layer", [*blocks, Said("Not measured.")])
    blocks += [Legend([Key(mark, name) for mark, name in marks.items()]), *large]
    if small:
        blocks.append(Folded("Other measures", [Beside(small)]))
    return Section("layers", "From layer to layer", blocks)


def _lines(known: Known, measure: str) -> list[Line]:
    """The maps, then the nulls of every kind, then what could be reached."""
    names = [layer.name for layer in known.report.layers]
    best = {each.layer: each for each in known.best(measure)}
    methods = [best[name].nearest if name in best else "" for name in names]
    observed = [best[name].observed if name in best else math.nan for name in names]
    dots = [name in best and bool(best[name].method) for name in names]
    lines = [Line("the maps", observed, "line", dots=dots)]
    by_kind: dict[str, list[list[float]]] = {}
    for null, kind in known.nulls_of(measure):
        rows = known.survival(measure, null)
        found = [rows.get((method, name)) for method, name in zip(methods, names, strict=True)]
        by_kind.setdefault(kind, []).append([math.nan if row is None else row.expected for row in found])
    lines += [Line(words, _highest(by_kind[kind]), mark) for kind, (mark, words) in _KINDS.items() if kind in by_kind]
    if _OUTLINE in by_kind:
        lines.append(
            Line(
                "the model's own outline: no null, but what a map that draws could get",
                _highest(by_kind[_OUTLINE]),
                "outline",
            )
        )
    strongest = known.survival(measure)
    found = [strongest.get((method, name)) for method, name in zip(methods, names, strict=True)]
    lines.append(Line("the most that a map on this grid can get", _ceiling(found), _CEILING))
    return lines


def _highest(curves: Sequence[Sequence[float]]) -> list[float]:
    return [
        max((value for value in values if math.isfinite(value)), default=math.nan)
        for values in zip(*curves, strict=True)
    ]


def _ceiling(rows: Sequence[SurvivalRow | None]) -> list[float]:
    return [math.nan if row is None else row.ceiling for row in rows]
