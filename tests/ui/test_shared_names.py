"""Names of the list that begin alike lose that first, so that the patient's number is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from xaiviewer.ui.kit import list_rows, theme
from xaiviewer.ui.panels.worklist.model import SHARED
from xaiviewer.ui.window import MainWindow


@pytest.mark.slow
@pytest.mark.parametrize(
    ("names", "shared"),
    [
        (("TCGA_CS_4941_1996", "TCGA_CS_4942_1997", "TCGA_DU_4943_2000"), 5),
        (("TCGA_CS_4941_1996",), 0),
        (("one", "two"), 0),
        (("patient", "patient 2"), 7),
    ],
)
def test_the_list_knows_what_its_names_share(
    build: Callable[..., MainWindow], fakes: Any, qtbot: QtBot, names: tuple[str, ...], shared: int
) -> None:
    window = build(*map(fakes.make_case, names))
    window.review.shelf.open_paths([Path("all")])
    model = window.cases.view.model()
    qtbot.waitUntil(lambda: model.rowCount() == len(names))
    assert model.index(0, 0).data(SHARED) == shared


def test_a_name_without_room_loses_what_all_share(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    picture = QImage(200, 40, QImage.Format.Format_ARGB32)

    class Painter(QPainter):
        def drawText(self, *given: Any) -> None:  # noqa: N802 - Qt's name
            drawn.append(given[-1])

    painter = Painter(picture)
    name = "TCGA_CS_4941_19960909"
    whole = theme.text_width(theme.BODY, [name])
    for room, shared in ((whole + 2, 5), (whole - 4, 5), (whole - 4, 0), (whole * 2 // 3, 5)):
        list_rows.paint_name(painter, QRectF(0, 0, room, 20), name, shared)
    painter.end()
    assert drawn[:2] == [name, "…CS_4941_19960909"]
    assert drawn[2] != drawn[1]
    assert "…" in drawn[2]
    assert drawn[3].startswith("…CS_4941")  # the patient's number
