"""The page's charts, by what stands in them."""

from __future__ import annotations

import math
from xml.etree import ElementTree as ET

import pytest

from xaiviewer.audit.page.plots.lines import Line, over_layers, over_shares
from xaiviewer.audit.page.plots.matrix import MatrixCell, matrix
from xaiviewer.audit.page.plots.whiskers import Whisker, whiskers

NAN = math.nan
LAYERS = [{"name": f"layer{n}", "groups": [f"Stage {n // 2}"], "other_names": {}} for n in range(4)]


def kinds(svg: str, tag: str) -> list[str | None]:
    return [each.get("class") for each in ET.fromstring(svg).iter(tag)]


def test_whiskers_span_the_interval_and_are_left_out_where_there_is_none():
    svg = whiskers([Whisker("a", 0.2, 0.1, 0.3, held=True), Whisker("b", 0.1, NAN, NAN, held=False)], "t", "x")
    lines = [each for each in ET.fromstring(svg).iter("line") if "whisker" in str(each.get("class"))]
    assert len(lines) == 1
    circles = list(ET.fromstring(svg).iter("circle"))
    assert float(lines[0].get("x1", "")) < float(circles[0].get("cx", "")) < float(lines[0].get("x2", ""))
    assert kinds(svg, "circle") == ["dot", "hollow"]


def test_a_row_without_a_figure_keeps_its_name_and_has_no_dot():
    svg = whiskers([Whisker("lost", NAN, NAN, NAN, held=False)], "t", "x")
    assert "lost" in svg
    assert kinds(svg, "circle") == []


@pytest.mark.parametrize("rows", [[], [Whisker("z", 0.0, 0.0, 0.0, held=False)]])
def test_whiskers_of_nothing_or_of_zeros_can_be_drawn(rows):
    ET.fromstring(whiskers(rows, "t", "x"))


def test_zero_is_marked_among_the_whiskers_ticks():
    svg = whiskers([Whisker("a", 0.2, 0.1, 0.3, held=True)], "t", "x")
    assert kinds(svg, "line").count("zero") == 1


def test_a_cell_is_the_fuller_the_farther_from_zero_and_coloured_by_its_side():
    cells = [[MatrixCell(0.4, held=True, told="a"), MatrixCell(-0.2, held=True, told="b")]] + [
        [MatrixCell(NAN, held=False, told="c")] * 2
    ] * 3
    drawn = [
        each for each in ET.fromstring(matrix(LAYERS, ["one", "two"], cells, "t")).iter("rect") if each.get("class")
    ]
    assert [each.get("class") for each in drawn] == ["above", "below"]
    assert float(drawn[0].get("fill-opacity", "")) == pytest.approx(2 * float(drawn[1].get("fill-opacity", "")))


def test_a_line_is_interrupted_where_it_is_undefined():
    line = Line("x", [0.1, NAN, 0.3, 0.4], "line", dots=[True, True, False, True])
    svg = over_layers(LAYERS, [line], "t")
    path = next(each for each in ET.fromstring(svg).iter("path"))
    assert str(path.get("d")).count("M") == 2
    assert kinds(svg, "circle") == ["dot", "hollow", "dot"]


def test_a_band_lies_below_every_line():
    lines = [
        Line("first", [0.1, 0.2], "line", [0.0, 0.1], [0.2, 0.3]),
        Line("second", [0.3, 0.2], "even"),
    ]
    tags = [each.tag for each in ET.fromstring(over_shares([0.0, 1.0], lines, "t", "share")).iter()]
    assert tags.index("polygon") < tags.index("path")


@pytest.mark.parametrize("values", [[NAN, NAN], [0.0, 0.0], [-0.2, 0.1]])
def test_lines_of_any_range_can_be_drawn(values):
    ET.fromstring(over_shares([0.0, 1.0], [Line("x", values, "line")], "t", "share"))
