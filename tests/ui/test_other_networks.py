"""The panel of the layers draws what a network's description says, from a dozen layers to some 250."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot
from torch import nn
from torchvision import models

from xaiviewer.explain import traced
from xaiviewer.requests import Layer
from xaiviewer.review import query
from xaiviewer.ui.kit import wording
from xaiviewer.ui.panels.heat_panel import scopes
from xaiviewer.ui.panels.network.layout import lay_out
from xaiviewer.ui.start.app import Services, build_window
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

SIZE = 64
NETWORKS = ("vgg19", "resnet18", "densenet121")
LINES = {
    "vgg19": ["Block 1", "Block 2", "Block 3", "Block 4", "Block 5"],
    "resnet18": ["Stem", "Stage 1", "Stage 2", "Stage 3", "Stage 4"],
}


def layers_of(name: str) -> tuple[Layer, ...]:
    network: nn.Module = getattr(models, name)(weights=None, num_classes=3)
    return traced(network.eval().requires_grad_(requires_grad=False), SIZE)[1]


@pytest.fixture(scope="module", params=NETWORKS)
def named(request: pytest.FixtureRequest) -> tuple[str, tuple[Layer, ...]]:
    return request.param, layers_of(request.param)


@pytest.fixture
def window(named: tuple[str, tuple[Layer, ...]], qtbot: QtBot, fakes: Any) -> Any:
    reader = fakes.FakeReader(fakes.make_case("one"))
    classes = ("benign", "malignant", "neither")
    made = build_window(
        Services(reader, lambda: fakes.FakeAnalyser(size=SIZE, layers=named[1], classes=classes, finding=None))
    )
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    made.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=40_000)
    yield made
    made.close()
    made.deleteLater()


def test_every_layer_has_a_cell_of_its_own_within_the_picture(
    window: MainWindow, named: tuple[str, tuple[Layer, ...]]
) -> None:
    name, layers = named
    picture = window.layer.picture
    cells = [picture.cell(index) for index in range(len(layers))]
    assert all(cell.width() >= 3 for cell in cells)
    assert all(picture.rect().toRectF().contains(cell) for cell in cells)
    assert not any(one.intersects(two) for one, two in pairwise(cells))
    assert [picture.layer_at(QPointF(cell.center())) for cell in cells] == list(range(len(layers)))
    assert not picture.grab().isNull()
    assert window.height() <= 900
    if name in LINES:
        assert [line.name for line in lay_out(layers, 44, 300).lines] == LINES[name]


def test_the_whole_group_of_a_layer_is_shown_as_one(window: MainWindow, named: tuple[str, tuple[Layer, ...]]) -> None:
    _, layers = named
    levels = window.review.shown.state.analysis.description.levels
    more = window.heat.more
    offered = [more.scope.itemText(index) for index in range(more.scope.count())]
    assert offered == [text for _, text in scopes(levels)]
    window.review.shown.show_layer(len(layers) // 2)
    more.scope.setCurrentIndex(more.scope.findData("group 0"))
    more.scope.activated.emit(more.scope.currentIndex())
    here = layers[len(layers) // 2].part
    together = sum(layer.part == here for layer in layers)
    assert len(query.shown_layers(window.review.shown.state)) == together > 1


def test_classes_that_are_all_equal_are_all_shown_and_none_is_a_finding(window: MainWindow) -> None:
    state = window.review.shown.state
    assert state.analysis.class_index == 0
    assert window.review.shelf.state.entry.finding == ""
    window.review.set_class(2)
    assert window.review.shown.state.explained_class == 2


def test_long_and_many_parts_flow_over_lines_in_order() -> None:
    many = tuple(
        Layer(f"{part}.{number}", "relu", (8, 8), 4, (f"Part {part}", f"Block {number // 4}"))
        for part in range(12)
        for number in range(20)
    )
    found = lay_out(many, 60, 300)
    places = [(round(cell.top()), cell.left()) for cell in found.cells]
    assert places == sorted(places)
    assert max(cell.right() for cell in found.cells) <= 300
    assert min(np.diff(sorted({cell.top() for cell in found.cells}))) == found.row
    assert found.lines[0].name == "Part 0 – 1"
    assert found.height <= 260


def test_a_network_without_groups_is_one_stretch_of_layers() -> None:
    plain = tuple(Layer(f"conv{number}", "convolution", (8, 8), 4) for number in range(120))
    found = lay_out(plain, 44, 300)
    assert len(found.cells) == 120
    assert {line.name for line in found.lines} == {""}
    assert wording.kind(plain[0]) == "Convolution"
