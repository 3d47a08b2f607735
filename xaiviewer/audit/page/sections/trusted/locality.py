"""Is position in a layer position in the image?"""

from __future__ import annotations

import math

from xaiviewer.audit.page.blocks import Block, Cell, Chart, Key, Legend, Said, Section, Table
from xaiviewer.audit.page.known import Known, chance, with_interval
from xaiviewer.audit.page.plots.lines import Line, over_layers
from xaiviewer.audit.report import Figure
from xaiviewer.records.pages.making import number

_HEAD = ("Layer", "Share inside", "The region's share of the head", "Further", "q", "Position means position")


def locality(known: Known) -> Section:
    """Which share of a layer's change stays in the lesion when that is filled in."""
    title = "Where position is no longer position"
    rows = known.report.locality
    if not rows:
        return Section("locality", title, [Said("Not measured.")])
    by_layer = {each.layer: each for each in rows}
    nothing = Figure(math.nan, math.nan, math.nan)
    chosen = [by_layer.get(layer.name) for layer in known.report.layers]
    shares = [nothing if each is None else each.share for each in chosen]
    lines = [
        Line(
            "share of the change inside the lesion",
            [each.value for each in shares],
            "line",
            [each.low for each in shares],
            [each.high for each in shares],
            dots=[each is not None and each.positional for each in chosen],
        ),
        Line(
            "the lesion's share of the head", [math.nan if each is None else each.expected for each in chosen], "even"
        ),
    ]
    blocks: list[Block] = [
        Said(
            "The lesion is filled in, and a layer's activations change. Where most of the change lies in cells inside "
            "the lesion, heat at a place speaks of that place. Where little does, a layer's cell speaks of much more "
            "than of what lies under it, and its map must not be read as a place in the image.",
            "lead",
        ),
        Legend([Key("line", "share of the change inside the lesion"), Key("even", "the lesion's share of the head")]),
        Chart(over_layers(known.layers, lines, "Share of the change inside the lesion over the layers", (1080, 300))),
        Table(
            "Means with 95 % intervals over patients",
            _HEAD,
            [
                (
                    each.layer,
                    with_interval(each.share, "{:.2f}"),
                    number(each.expected),
                    with_interval(each.difference, "{:+.2f}"),
                    chance("q", each.q).removeprefix("q "),
                    Cell("yes") if each.positional else Cell("no", role="caution"),
                )
                for each in chosen
                if each is not None
            ],
        ),
    ]
    return Section("locality", title, blocks)
