"""Themes: every one has every role and is legible; the window follows at run time, with letters of any size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer import ui
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import flat_button, label
from xaiviewer.ui.kit.palettes import CONTRAST, DARK, LEAST, LIGHT, NAMES, PAIRS, PALETTES, contrast
from xaiviewer.ui.window import MainWindow

UI = Path(ui.__file__).parent
MODULES = sorted(UI.rglob("*.py"))


@pytest.fixture(autouse=True)
def _dark_again(qapp: QApplication) -> Iterator[None]:
    yield
    if (theme.look.theme, theme.look.percent) != (DARK, 100):
        theme.apply(qapp)


# ---------------------------------------------------------------- the colours as they are declared


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_is_legible_on_whatever_it_stands_on(name: str) -> None:
    colours = PALETTES[name]
    dull = {
        (role, ground): round(contrast(colours[role], colours[ground]), 2)
        for role, grounds in PAIRS.items()
        for ground in grounds
        if contrast(colours[role], colours[ground]) < LEAST
    }
    assert not dull


def test_contrast_is_what_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


def test_themes_have_the_same_roles_and_a_name_each() -> None:
    assert {frozenset(each) for each in PALETTES.values()} == {frozenset(theme.ROLES)}
    assert NAMES.keys() == PALETTES.keys()


@pytest.mark.parametrize("role", ["clinician", "model", "measured", "marks", "view_text", "plate"])
def test_what_is_drawn_on_pictures_is_the_same_in_every_theme(role: str) -> None:
    assert len({each[role] for each in PALETTES.values()}) == 1


def test_high_contrast_exceeds_the_others_wherever_text_stands() -> None:
    for role in ("text", "muted", "faint"):
        for ground in PAIRS[role]:
            seven = contrast(PALETTES[CONTRAST][role], PALETTES[CONTRAST][ground])
            assert seven >= 7, (role, ground)  # WCAG's level AAA


# ---------------------------------------------------------------- in the code

FIXED = {"theme.py", "palettes.py", "style_sheet.py"}
"""Where colours are made."""
PICTURES_AND_PAPER = {"drawing.py", "outlines.py", "plates.py", "view.py", "printing.py"}
"""What stands on pictures and on paper looks the same in every theme."""


_WRITTEN = re.compile(r"""QColor\(["'\d].*|rgba?\(\d.*|["']#[0-9a-fA-F]{6}["'].*""")
_NAMED = re.compile(r"theme\.[A-Z_]+\.name\(\)")
_MADE = re.compile(
    r"^_?[A-Z_]+\b.*= .*theme\.(?!CLINICIAN\b|MODEL\b|MEASURED|MARKS|VIEW_|HALO)[A-Z_]+\b.*", re.MULTILINE
)
"""A colour in figures; its name, which is of another theme tomorrow; what is made of it when a module is read."""


def test_colours_come_from_the_theme_while_painting() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in MODULES if path.name not in FIXED}
    found = {path: [*_NAMED.findall(text), *_MADE.findall(text)] for path, text in texts.items()}
    for path, text in texts.items():
        found[path] += [] if path.name in PICTURES_AND_PAPER else _WRITTEN.findall(text)
    assert not {str(path.relative_to(UI)): lines for path, lines in found.items() if lines}


# ---------------------------------------------------------------- at run time


def test_a_colour_that_somebody_holds_follows_the_theme(qapp: QApplication) -> None:
    held = theme.TEXT
    theme.apply(qapp, LIGHT)
    assert held.name() == PALETTES[LIGHT]["text"]
    theme.apply(qapp, DARK)
    assert held.name() == PALETTES[DARK]["text"]


def test_a_theme_that_there_is_not_is_the_dark_one(qapp: QApplication) -> None:
    theme.apply(qapp, "sepia", 5000)
    assert theme.look.theme == DARK
    assert theme.look.percent == theme.LARGEST


def test_an_icon_is_painted_in_the_colour_of_now(qapp: QApplication, qtbot: QtBot) -> None:
    button = flat_button("close", "Close")
    qtbot.addWidget(button)
    seen = []
    for name in (DARK, LIGHT):
        theme.apply(qapp, name)
        colours = _colours(button.icon().pixmap(QSize(16, 16), 1.0).toImage())
        seen.append(any(_near(each, theme.MUTED) for each in colours))
    assert seen == [True, True]


def test_whoever_follows_is_dressed_now_and_after_every_change_while_it_lives(qapp: QApplication) -> None:
    widget, dressed = QWidget(), []
    theme.follow(widget, lambda _: dressed.append(theme.look.theme))
    theme.apply(qapp, LIGHT)
    assert dressed == [DARK, LIGHT]
    del widget
    theme.apply(qapp, DARK)
    assert dressed == [DARK, LIGHT]


@pytest.mark.parametrize("percent", [80, 150, 200])
def test_letters_and_what_holds_them_grow_together(qapp: QApplication, qtbot: QtBot, percent: int) -> None:
    told = label("Agreement", "small")
    qtbot.addWidget(told)
    told.show()
    usual = told.sizeHint().height()
    theme.apply(qapp, DARK, percent)
    assert theme.font(theme.BODY).pixelSize() == round(theme.BODY * percent / 100)
    assert told.sizeHint().height() == pytest.approx(usual * percent / 100, abs=3)
    assert theme.px(20) == 20 * percent // 100


# ---------------------------------------------------------------- the window as it is painted


@pytest.mark.slow
@pytest.mark.parametrize("name", PALETTES)
def test_texts_stand_out_in_the_painted_window(window: MainWindow, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, name)
    qapp.processEvents()
    picture = window.grab().toImage()
    told: list[QLabel | QPushButton | QToolButton] = [
        *window.findChildren(QLabel),
        *window.findChildren(QPushButton),
        *window.findChildren(QToolButton),
    ]
    texts = [
        each
        for each in told
        if each.isVisible() and each.isEnabled() and each.text() and each.visibleRegion().boundingRect().height() > 12
    ]
    assert len(texts) > 20
    dull = {}
    for each in texts:
        place = QRect(each.mapTo(window, QPoint()), each.size()).intersected(
            each.visibleRegion().boundingRect().translated(each.mapTo(window, QPoint()))
        )
        colours = _colours(picture.copy(place.intersected(picture.rect())))
        ground = max(colours, key=lambda colour: colours[colour])
        best = max(contrast(ground, colour) for colour in colours)
        if best < LEAST:
            dull[each.text()] = round(best, 2)
    assert not dull


@pytest.mark.slow
def test_in_the_light_theme_pictures_have_neutral_surroundings(window: MainWindow, qapp: QApplication) -> None:
    theme.apply(qapp, LIGHT)
    red, green, blue = theme.VIEW.red(), theme.VIEW.green(), theme.VIEW.blue()
    assert max(red, green, blue) - min(red, green, blue) <= 8
    assert 0.02 < (red + green + blue) / 765 < 0.4
    view = window.slice_frame.view
    picture = view.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 1) == theme.VIEW


@pytest.mark.slow
@pytest.mark.parametrize("percent", [80, 200])
def test_no_line_of_a_list_is_lower_than_its_letters(window: MainWindow, qapp: QApplication, percent: int) -> None:
    theme.apply(qapp, LIGHT, percent)
    qapp.processEvents()
    high = window.fontMetrics().height()
    assert window.cases.view.sizeHintForRow(0) >= 2 * high
    assert window.decision.bars.height() / 2 >= high
    for bar in (window.top, window.safety):
        layout = bar.layout()
        assert layout is not None
        assert bar.height() >= layout.minimumSize().height() - 1


def _colours(picture: QImage) -> dict[str, int]:
    """How many pixels are of each colour."""
    image = picture.convertToFormat(QImage.Format.Format_RGB32)
    words = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    found, numbers = np.unique(words[:, : image.width()] & 0xFFFFFF, return_counts=True)
    return {f"#{colour:06x}": int(number) for colour, number in zip(found.tolist(), numbers.tolist(), strict=True)}


def _near(name: str, colour: QColor) -> bool:
    seen = QColor(name)
    parts = (seen.red() - colour.red(), seen.green() - colour.green(), seen.blue() - colour.blue())
    return max(map(abs, parts)) < 40
