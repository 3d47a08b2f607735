"""One look for every widget: one grid of 4 px, one accent colour, one dark palette."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from xaiviewer import paths
from xaiviewer.display import palette

GRID = 4
"""Every distance is a multiple of this many logical pixels."""

VIEW = QColor("#000000")
WINDOW = QColor(*palette.BACKGROUND)
PANEL = QColor(*palette.PANEL)
RAISED = QColor("#1e262f")
HOVER = QColor("#28323d")
LINE = QColor(*palette.LINE)
TEXT = QColor(*palette.TEXT)
MUTED = QColor(*palette.MUTED)
FAINT = QColor(*palette.FAINT)
DISABLED = QColor("#4a5561")
ACCENT_DIM = QColor("#1d4656")
CAUTION = QColor(*palette.CAUTION)

HALO = QColor(0, 0, 0, 170)
"""Around thin lines and small text on a picture, so that they stand out from bright tissue."""

CLINICIAN = QColor(*palette.CLINICIAN)
"""The clinician's mask. Cyan against amber stays apart with every common colour-vision deficiency."""
MODEL = QColor(*palette.MODEL)
"""The model's segmentation; its outline is dashed too, so that colour is never the only sign."""
MEASURED = QColor(*palette.MEASURED)
"""What the reader measures."""
MARKS = QColor(*palette.MARKS)
"""What the reader marks."""
ACCENT = CLINICIAN
"""The one accent: whatever the reader chose."""

_FAMILIES = ["Inter", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Noto Sans", "Cantarell", "DejaVu Sans Condensed"]

SMALL, BODY, TITLE = 11, 12, 14


@lru_cache(maxsize=16)
def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """The program's font at `size` logical pixels."""
    chosen = QFont(QApplication.font())
    chosen.setPixelSize(size)
    chosen.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return chosen


def text_width(size: int, texts: Iterable[str]) -> int:
    """Logical pixels that the longest of these texts takes: fonts and their widths differ between systems."""
    metrics = QFontMetrics(font(size))
    return max(metrics.horizontalAdvance(text) for text in texts)


def apply(application: QApplication) -> None:
    """Give the application the palette, the font and the style sheet."""
    application.setStyle("Fusion")
    base = QFont()
    base.setFamilies(_FAMILIES)
    base.setPixelSize(BODY)
    application.setFont(base)
    application.setPalette(_roles())
    application.setStyleSheet(_STYLE)


@lru_cache(maxsize=128)
def icon(name: str, colour: str = MUTED.name(), size: int = 20) -> QIcon:
    """One of our own drawings in a colour, sharp at the screen's pixel ratio."""
    made = QIcon(pixmap(name, colour, size))
    made.addPixmap(pixmap(name, DISABLED.name(), size), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=128)
def pixmap(name: str, colour: str = MUTED.name(), size: int = 20) -> QPixmap:
    """The same as a picture of `size` logical pixels."""
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


_STYLE = f"""
QWidget {{ color: {TEXT.name()}; }}
QMainWindow, QWidget#window {{ background: {WINDOW.name()}; }}
QWidget#panel, QScrollArea#panel, QScrollArea#panel > QWidget > QWidget {{ background: {PANEL.name()}; }}
QScrollArea {{ border: none; }}
QLabel[role="heading"] {{ color: {TEXT.name()}; font-size: {BODY}px; font-weight: 600; }}
QLabel[role="title"] {{ color: {TEXT.name()}; font-size: {TITLE}px; font-weight: 600; }}
QLabel[role="muted"] {{ color: {MUTED.name()}; }}
QLabel[role="small"] {{ color: {MUTED.name()}; font-size: {SMALL}px; }}
QLabel[role="caution"] {{ color: {CAUTION.name()}; font-size: {SMALL}px; }}
QFrame#rule {{ background: {LINE.name()}; border: none; max-height: 1px; min-height: 1px; }}
QSplitter::handle {{ background: {LINE.name()}; }}

QToolTip {{ background: {RAISED.name()}; color: {TEXT.name()}; border: 1px solid {LINE.name()}; padding: 4px 8px; }}

QPushButton, QToolButton {{ background: {RAISED.name()}; border: 1px solid {LINE.name()}; border-radius: 4px;
    padding: 4px 12px; min-height: 18px; }}
QToolButton {{ padding: 4px; }}
QPushButton:hover, QToolButton:hover {{ background: {HOVER.name()}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {LINE.name()}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {ACCENT.name()}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {FAINT.name()}; }}
QPushButton[primary="true"] {{ background: {ACCENT.name()}; border-color: {ACCENT.name()}; color: #06222c;
    font-weight: 600; padding: 4px 16px; }}
QPushButton[primary="true"]:hover {{ background: #6fd0ee; }}
QPushButton[primary="true"]:focus {{ border: 1px solid {TEXT.name()}; }}
QToolButton[flat="true"], QPushButton[flat="true"] {{ background: transparent; border-color: transparent; }}
QToolButton[flat="true"]:hover, QPushButton[flat="true"]:hover {{ background: {HOVER.name()}; }}
QToolButton[flat="true"]:checked {{ background: {ACCENT_DIM.name()}; }}
QToolButton::menu-indicator {{ image: none; }}
QMenu {{ background: {RAISED.name()}; border: 1px solid {LINE.name()}; padding: 4px; }}
QMenu::item {{ padding: 4px 16px 4px 28px; border-radius: 4px; }}
QMenu::item:selected {{ background: {ACCENT_DIM.name()}; }}
QToolButton[flat="true"]:focus, QPushButton[flat="true"]:focus {{ border-color: {ACCENT.name()}; }}
QToolButton[quiet="true"] {{ color: {MUTED.name()}; font-size: {SMALL}px; padding: 1px 8px 1px 4px; }}
QToolButton[about="true"] {{ background: transparent; border-radius: 8px; color: {MUTED.name()};
    border-color: {LINE.name()}; font-size: {SMALL}px; padding: 0px; min-width: 14px; min-height: 14px; }}
QFrame#about {{ background: {RAISED.name()}; border: 1px solid {LINE.name()}; }}
QToolButton[about="true"]:hover {{ color: {TEXT.name()}; background: {HOVER.name()}; }}
QToolButton[about="true"]:focus {{ border-color: {ACCENT.name()}; }}
QPushButton[compact="true"] {{ padding: 4px 4px; }}
QPushButton[quiet="true"] {{ color: {MUTED.name()}; font-size: {SMALL}px; padding: 4px 8px 4px 0px; }}
QPushButton[disclosure="true"] {{ background: transparent; border-color: transparent; text-align: left;
    padding: 4px 0px; font-weight: 600; }}
QPushButton[disclosure="true"]:focus {{ border-color: {ACCENT.name()}; }}

QToolButton[segment="true"] {{ background: {RAISED.name()}; border: 1px solid {LINE.name()}; border-radius: 0px;
    margin-left: -1px; padding: 3px 6px; color: {MUTED.name()}; }}
QToolButton[segment="true"][slim="true"] {{ min-height: 12px; padding: 1px 6px; }}
QToolButton[segment="true"]:hover {{ color: {TEXT.name()}; background: {HOVER.name()}; }}
QToolButton[segment="true"]:checked {{ background: {ACCENT_DIM.name()}; color: {TEXT.name()};
    border-color: {ACCENT_DIM.name()}; }}
QToolButton[segment="true"]:focus {{ border-color: {ACCENT.name()}; }}
QToolButton[segment="true"]:disabled {{ color: {DISABLED.name()}; background: {PANEL.name()}; }}
QToolButton[segment="true"][edge="first"] {{ border-top-left-radius: 4px; border-bottom-left-radius: 4px; }}
QToolButton[segment="true"][edge="last"] {{ border-top-right-radius: 4px; border-bottom-right-radius: 4px; }}

QLineEdit {{ background: {WINDOW.name()}; border: 1px solid {LINE.name()}; border-radius: 4px; padding: 4px 8px;
    min-height: 20px; selection-background-color: {ACCENT_DIM.name()}; }}
QLineEdit > QToolButton {{ background: transparent; border: none; padding: 0px; min-height: 0px; }}
QLineEdit:focus {{ border-color: {ACCENT.name()}; }}

QComboBox {{ background: {RAISED.name()}; border: 1px solid {LINE.name()}; border-radius: 4px; padding: 4px 8px;
    min-height: 18px; }}
QComboBox:hover {{ background: {HOVER.name()}; }}
QComboBox:focus {{ border-color: {ACCENT.name()}; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {RAISED.name()}; border: 1px solid {LINE.name()};
    selection-background-color: {ACCENT_DIM.name()}; outline: none; padding: 4px; }}

QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator, QListView::indicator {{ width: 14px; height: 14px; border: 1px solid {FAINT.name()};
    border-radius: 3px; background: {WINDOW.name()}; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {ACCENT.name()};
    border-color: {ACCENT.name()}; image: url("{(paths.resources() / "icons" / "check.svg").as_posix()}"); }}
QCheckBox::indicator:focus {{ border-color: {TEXT.name()}; }}

QProgressBar {{ background: {LINE.name()}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {ACCENT.name()}; border-radius: 2px; }}

QDialog {{ background: {PANEL.name()}; }}
QListView {{ background: {PANEL.name()}; border: 1px solid transparent; outline: none; }}
QListView:focus {{ border-color: {ACCENT.name()}; }}
QListView#labels {{ background: {WINDOW.name()}; border: 1px solid {LINE.name()}; border-radius: 4px; padding: 4px; }}
QListView#labels:focus {{ border-color: {ACCENT.name()}; }}
QListView#labels::item {{ padding: 0px 8px; border-radius: 4px; }}
QListView#labels::item:hover {{ background: {RAISED.name()}; }}
QListView#labels::item:selected {{ background: {RAISED.name()}; color: {TEXT.name()}; }}

QPlainTextEdit {{ background: {WINDOW.name()}; border: 1px solid {LINE.name()}; border-radius: 4px; padding: 4px;
    selection-background-color: {ACCENT_DIM.name()}; }}
QPlainTextEdit:focus {{ border-color: {ACCENT.name()}; }}
QTableView {{ background: {WINDOW.name()}; border: 1px solid {LINE.name()}; border-radius: 4px; outline: none;
    selection-background-color: {ACCENT_DIM.name()}; selection-color: {TEXT.name()}; }}
QTableView:focus {{ border-color: {ACCENT.name()}; }}
QTableView::item {{ padding: 0px 8px; border: none; }}
QTableView::item:selected {{ background: {ACCENT_DIM.name()}; }}
QHeaderView {{ background: {WINDOW.name()}; }}
QHeaderView::section {{ background: {WINDOW.name()}; color: {MUTED.name()}; font-size: {SMALL}px; border: none;
    border-bottom: 1px solid {LINE.name()}; padding: 4px 11px; }}
QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {LINE.name()}; border-radius: 4px; min-height: 32px; }}
QScrollBar::handle:vertical:hover {{ background: {FAINT.name()}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollBar:horizontal {{ height: 0; }}
"""
