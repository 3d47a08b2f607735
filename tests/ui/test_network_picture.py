"""What the lines of the network's picture are called."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from xaiviewer.requests import Layer
from xaiviewer.ui.kit import theme
from xaiviewer.ui.panels.network import picture
from xaiviewer.ui.panels.network.picture import NetworkPicture
from xaiviewer.ui.window import MainWindow

PARTS = [part for number in range(9) for part in [f"Features {number}"] * (2 if number in (0, 8) else 9 + 2 * number)]
"""Those of a network of nine parts, as torchvision's EfficientNet has them."""


@pytest.mark.slow
def test_a_line_of_several_parts_is_called_by_all_its_name(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    layers = tuple(
        Layer(f"features.{at}", "silu", (4, 4), 32, (part, f"Block {at // 6}")) for at, part in enumerate(PARTS)
    )
    shown = window.findChild(NetworkPicture)
    assert shown is not None
    with monkeypatch.context() as another:
        another.setattr(picture, "query", SimpleNamespace(layers=lambda _state: layers))
        shown._rebuild()  # noqa: SLF001 - as where another network comes
    names = [line.name for line in shown._laid.lines if line.name]  # noqa: SLF001
    left = shown.cell(0).left()
    shown._rebuild()  # noqa: SLF001 - before it is painted
    assert any(" – " in name for name in names)
    for name in names:
        assert theme.text_width(theme.SMALL, [name]) <= left - 6, name
