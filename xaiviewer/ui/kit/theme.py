"""One look for every widget: one grid of 4 px, one accent colour, and a theme and a size of letters chosen at run time.

The colours below are the theme's at any moment: a change of theme changes them in place, so that whoever holds one, or
asks for it while painting, has the new one. What is made of them (a pen, a brush, a picture) is made while painting, or
made anew by `follow`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from xaiviewer import paths
from xaiviewer.display import palette
from xaiviewer.ui.kit import style_sheet
from xaiviewer.ui.kit.palettes import DARK, LIGHT, PALETTES

ROLES = {name: QColor(value) for name, value in PALETTES[DARK].items()}
"""The theme's colours by role, those below among them."""

VIEW = ROLES["view"]
"""Around pictures. Text on it, or on a picture, is `VIEW_TEXT`, `VIEW_MUTED` or `VIEW_CAUTION`, whatever the theme."""
VIEW_TEXT, VIEW_MUTED, VIEW_CAUTION = ROLES["view_text"], ROLES["view_muted"], ROLES["view_caution"]
VIEW_FAINT, VIEW_LINE = ROLES["view_faint"], ROLES["view_line"]
WINDOW, PANEL, RAISED, HOVER = ROLES["window"], ROLES["panel"], ROLES["raised"], ROLES["hover"]
LINE = ROLES["line"]
TEXT, MUTED, FAINT, DISABLED = ROLES["text"], ROLES["muted"], ROLES["faint"], ROLES["disabled"]
ACCENT = ROLES["accent"]
"""The one accent: whatever the reader chose."""
ACCENT_DIM = ROLES["accent_dim"]
CAUTION = ROLES["caution"]
FOUND = ROLES["found"]
"""Behind words that were searched for."""

HALO = QColor(0, 0, 0, 170)
"""Around thin lines and small text on a picture, so that they stand out from bright tissue."""

CLINICIAN = ROLES["clinician"]
"""The clinician's mask on a picture. Cyan against amber stays apart with every common colour-vision deficiency."""
MODEL = ROLES["model"]
"""The model's segmentation; its outline is dashed too, so that colour is never the only sign."""
CLINICIAN_SIGN, MODEL_SIGN = ROLES["clinician_sign"], ROLES["model_sign"]
"""The same in a panel, whose ground may be light: of the same hue, and dark enough to be seen."""
_SIGNS = {palette.CLINICIAN: CLINICIAN_SIGN, palette.MODEL: MODEL_SIGN, palette.TEXT: TEXT, palette.MUTED: MUTED}

MEASURED = ROLES["measured"]
"""What the reader measures."""
MARKS = ROLES["marks"]
"""What the reader marks."""

_Owner = TypeVar("_Owner", bound=QObject)

_FAMILIES = ["Inter", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Noto Sans", "Cantarell", "DejaVu Sans Condensed"]

SMALL, BODY, TITLE = 11, 12, 14
"""Sizes of letters as the reader who changes nothing sees them; `px` says how many pixels they are."""

_ICON = 16  # what Qt gives a button's icon
_LINE = 15  # height of a line of body text

SMALLEST, LARGEST = 80, 200
"""Per cent that letters may be made smaller and larger."""


class Look(QObject):
    """What is chosen now.

    Signals:
        changed(): every colour and every size of letters is the new one.

    Attributes:
        theme: key of `palettes.PALETTES`.
        percent: size of letters.
        edition: grows with every change; a picture that was kept of an older one is out of date.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme, self.percent, self.edition = DARK, 100, 0


look = Look()
"""The one look of the program."""


def px(pixels: float) -> int:
    """Logical pixels of what grows with the letters: a line's height, a column's width."""
    return round(pixels * look.percent / 100)


def grown(pixels: float) -> float:
    """The same of what is drawn, to a part of a pixel; nothing is smaller than in letters of the usual size."""
    return pixels * max(look.percent / 100, 1.0)


def room(pixels: int, lines: int = 1) -> int:
    """Logical pixels of what holds lines of text and room around them: the text grows, the room does not."""
    return pixels + lines * (px(_LINE) - _LINE)


@lru_cache(maxsize=16)
def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """The program's font, letters of `size` logical pixels where the reader did not change them."""
    chosen = QFont(QApplication.font())
    chosen.setPixelSize(px(size))
    chosen.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return chosen


def sign(colour: palette.Colour) -> QColor:
    """One of the program's colours as it is drawn in a panel of this theme."""
    return _SIGNS.get(colour) or QColor(*colour)


def text_width(size: int, texts: Iterable[str]) -> int:
    """Logical pixels that the longest of these texts takes: fonts and their widths differ between systems."""
    metrics = QFontMetrics(font(size))
    return max(metrics.horizontalAdvance(text) for text in texts)


def apply(application: QApplication, theme: str = DARK, percent: int = 100) -> None:
    """Give the application palette, font and style sheet; once it has them, whatever is on the screen follows.

    Args:
        application: the one there is.
        theme: key of `palettes.PALETTES`; the dark one where there is none of this name.
        percent: size of letters, within `SMALLEST` and `LARGEST`.
    """
    look.theme = theme if theme in PALETTES else DARK
    look.percent = min(max(percent, SMALLEST), LARGEST)
    look.edition += 1
    for name, value in PALETTES[look.theme].items():
        ROLES[name].setRgb(QColor(value).rgb())
    font.cache_clear()
    application.setStyle("Fusion")
    base = QFont()
    base.setFamilies(_FAMILIES)
    base.setPixelSize(px(BODY))
    application.setFont(base)
    application.setPalette(_roles())
    check = "check-light.svg" if look.theme == LIGHT else "check.svg"
    sizes = {
        "small": px(SMALL),
        "body": px(BODY),
        "title": px(TITLE),
        "box": max(px(14), 14),
        "icon": max(px(_ICON), _ICON),
        "step": round(grown(10)),
    }
    application.setStyleSheet(style_sheet.written(PALETTES[look.theme], sizes, _icons().as_posix(), check))
    look.changed.emit()


@contextmanager
def undressed() -> Iterator[None]:
    """Build a window without the style sheet, which all its widgets get at the end, at once.

    Else Qt looks up the rules of a widget, and of all within it, whenever it is put into another: a window of some
    thousand widgets takes three times as long.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        yield
        return
    written = application.styleSheet()
    application.setStyleSheet("")
    try:
        yield
    finally:
        application.setStyleSheet(written)


def follow(owner: _Owner, dress: Callable[[_Owner], object]) -> None:
    """Dress a widget now, and again after every change of theme or size of letters, as long as it lives.

    Args:
        owner: the widget.
        dress: gives it whatever it keeps of colours and sizes; holds no reference to the widget of its own.
    """
    dress(owner)
    _Follower(owner, dress)


class _Follower(QObject):
    """Lives and dies with what it dresses."""

    def __init__(self, owner: QObject, dress: Callable[[Any], object]) -> None:
        super().__init__(owner)
        self._dress = dress
        look.changed.connect(self._take)

    def _take(self) -> None:
        self._dress(self.parent())


def icon(name: str, colour: QColor = MUTED, size: int = 20) -> QIcon:
    """One of our own drawings, sharp at the screen's pixel ratio, in a colour of the theme: painted as that is now."""
    role = next((role for role, each in ROLES.items() if each is colour), QColor(colour).name())
    return _live(name, role, size)


def pixmap(name: str, colour: QColor = MUTED, size: int = 20) -> QPixmap:
    """The same as a picture of `size` logical pixels, in the colour of this moment."""
    return _pixmap(name, QColor(colour).name(), size)


@lru_cache(maxsize=128)
def _live(name: str, role: str, size: int) -> QIcon:
    return QIcon(_Drawn(name, role, size))


class _Drawn(QIconEngine):
    """An icon that is painted in the colours of now: that of a role, or one that no theme changes."""

    def __init__(self, name: str, role: str, size: int) -> None:
        super().__init__()
        self._name, self._role, self._size = name, role, size

    def _now(self, mode: QIcon.Mode) -> QIcon:
        colour = DISABLED if mode == QIcon.Mode.Disabled else ROLES.get(self._role) or QColor(self._role)
        return QIcon(_pixmap(self._name, colour.name(), max(px(self._size), self._size)))

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:  # noqa: N802 - Qt's name
        return self._now(mode).actualSize(size, _plain(mode), state)

    def availableSizes(  # noqa: N802 - Qt's name
        self, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off
    ) -> list[QSize]:
        return self._now(mode).availableSizes(_plain(mode), state)

    def clone(self) -> QIconEngine:
        return _Drawn(self._name, self._role, self._size)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        self._now(mode).paint(painter, rect, Qt.AlignmentFlag.AlignCenter, _plain(mode), state)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._now(mode).pixmap(size, 1.0, _plain(mode), state)

    def scaledPixmap(  # noqa: N802 - Qt's name
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return self._now(mode).pixmap(size / scale, scale, _plain(mode), state)


def _plain(mode: QIcon.Mode) -> QIcon.Mode:
    """The mode apart from being disabled, which `_Drawn` says by the colour."""
    return QIcon.Mode.Normal if mode == QIcon.Mode.Disabled else mode


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, size: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    """Read once for all the colours and sizes that it is shown in."""
    return (_icons() / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _icons() -> Path:
    return paths.resources() / "icons"


def _roles() -> QPalette:
    roles = QPalette()
    role = QPalette.ColorRole
    for name, colour in {
        role.Window: WINDOW,
        role.WindowText: TEXT,
        role.Base: PANEL,
        role.AlternateBase: RAISED,
        role.Text: TEXT,
        role.Button: RAISED,
        role.ButtonText: TEXT,
        role.BrightText: TEXT,
        role.ToolTipBase: RAISED,
        role.ToolTipText: TEXT,
        role.PlaceholderText: FAINT,
        role.Highlight: ACCENT_DIM,
        role.HighlightedText: TEXT,
        role.Link: ACCENT,
    }.items():
        roles.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        roles.setColor(QPalette.ColorGroup.Disabled, name, FAINT)
    return roles
