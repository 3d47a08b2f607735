"""The one style sheet of the window, with the theme's colours and sizes by their roles."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template


def written(roles: Mapping[str, str], sizes: Mapping[str, int], icons: str, check: str) -> str:
    """The sheet in these colours; KeyError where one of them is missing.

    Args:
        roles: "#rrggbb" by role, see `palettes.PALETTES`.
        sizes: pixels of "small", "body" and "title" letters, of a "box" to check,
            of an "icon" and of a "step" up or down.
        icons: folder of the drawings.
        check: file in it of the mark in a box that is checked.
    """
    return _SHEET.substitute(roles, **{name: str(size) for name, size in sizes.items()}, icons=icons, check=check)


_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QWidget#window { background: $window; }
QWidget#panel, QScrollArea#panel, QScrollArea#panel > QWidget > QWidget { background: $panel; }
QScrollArea#form, QScrollArea#form > QWidget > QWidget { background: $panel; }
QScrollArea { border: none; }
QScrollArea#form { border: 1px solid transparent; }
QScrollArea#form:focus { border-color: $accent; }
QLabel[role="heading"] { color: $text; font-size: ${body}px; font-weight: 600; }
QLabel[role="title"] { color: $text; font-size: ${title}px; font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small}px; }
QLabel[role="caution"] { color: $caution; font-size: ${small}px; }
QFrame#rule { background: $line; border: none; max-height: 1px; min-height: 1px; }
QSplitter::handle { background: $line; }

QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 8px; }

QPushButton, QToolButton { background: $raised; border: 1px solid $line; border-radius: 4px;
    padding: 4px 12px; min-height: 18px; }
QToolButton { padding: 4px; icon-size: ${icon}px; }
QPushButton { icon-size: ${icon}px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $faint; }
QPushButton[primary="true"] { background: $accent; border-color: $accent; color: $on_accent;
    font-weight: 600; padding: 4px 16px; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:disabled { background: $raised; border-color: $line; color: $faint; }
QPushButton[primary="true"]:focus { border: 1px solid $text; }
QPushButton[primary="true"]:disabled { background: $line; border-color: $line; color: $faint; }
QToolButton[flat="true"], QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QToolButton[flat="true"]:hover, QPushButton[flat="true"]:hover { background: $hover; }
QToolButton[flat="true"]:checked { background: $accent_dim; }
QToolButton::menu-indicator { image: none; }
QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 4px 16px 4px 28px; border-radius: 4px; }
QMenu::item:disabled { color: $disabled; }
QMenu::item:selected { background: $accent_dim; }
QToolButton[flat="true"]:focus, QPushButton[flat="true"]:focus { border-color: $accent; }
QToolButton[quiet="true"] { color: $muted; font-size: ${small}px; padding: 1px 8px 1px 4px; }
QToolButton[about="true"] { background: transparent; border-radius: 8px; color: $muted;
    border-color: $line; font-size: ${small}px; padding: 0px; min-width: ${box}px; min-height: ${box}px; }
QFrame#about { background: $raised; border: 1px solid $line; }
QToolButton[about="true"]:hover { color: $text; background: $hover; }
QToolButton[about="true"]:focus { border-color: $accent; }
QPushButton[compact="true"] { padding: 4px 4px; }
QPushButton[quiet="true"] { color: $muted; font-size: ${small}px; padding: 4px 8px 4px 0px; }
QPushButton[disclosure="true"] { background: transparent; border-color: transparent; text-align: left;
    padding: 4px 0px; font-weight: 600; }
QPushButton[disclosure="true"]:focus { border-color: $accent; }

QToolButton[segment="true"] { background: $raised; border: 1px solid $line; border-radius: 0px;
    margin-left: -1px; padding: 3px 6px; color: $muted; }
QToolButton[segment="true"][slim="true"] { min-height: 12px; padding: 1px 6px; }
QToolButton[segment="true"]:hover { color: $text; background: $hover; }
QToolButton[segment="true"]:checked { background: $accent_dim; color: $text;
    border-color: $accent_dim; }
QToolButton[segment="true"]:focus { border-color: $accent; }
QToolButton[segment="true"]:disabled { color: $disabled; background: $panel; }
QToolButton[segment="true"][edge="first"] { border-top-left-radius: 4px; border-bottom-left-radius: 4px; }
QToolButton[segment="true"][edge="last"] { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }

QLineEdit { background: $window; border: 1px solid $line; border-radius: 4px; padding: 4px 8px;
    min-height: 20px; selection-background-color: $accent_dim; }
QLineEdit > QToolButton { background: transparent; border: none; padding: 0px; min-height: 0px; }
QLineEdit:focus { border-color: $accent; }

QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border-color: $caution; }

QAbstractSpinBox { background: $window; border: 1px solid $line; border-radius: 4px; padding: 3px 4px 3px 8px;
    min-height: 20px; selection-background-color: $accent_dim; }
QAbstractSpinBox:focus { border-color: $accent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; background: transparent;
    border: none; width: 22px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; padding-top: 3px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; padding-bottom: 3px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url("$icons/step-up.svg"); width: ${step}px; height: ${step}px; }
QAbstractSpinBox::down-arrow { image: url("$icons/step-down.svg"); width: ${step}px; height: ${step}px; }

QComboBox { background: $raised; border: 1px solid $line; border-radius: 4px; padding: 4px 8px;
    min-height: 18px; }
QComboBox:hover { background: $hover; }
QComboBox:focus { border-color: $accent; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line;
    selection-background-color: $accent_dim; outline: none; padding: 4px; }

QCheckBox { spacing: 8px; }
QCheckBox::indicator, QListView::indicator { width: ${box}px; height: ${box}px; border: 1px solid $faint;
    border-radius: 3px; background: $window; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent;
    border-color: $accent; image: url("$icons/$check"); }
QCheckBox::indicator:focus { border-color: $text; }

QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QDialog { background: $panel; }
QListView { background: $panel; border: 1px solid transparent; outline: none; }
QListView:focus { border-color: $accent; }
QListView#labels { background: $window; border: 1px solid $line; border-radius: 4px; padding: 4px; }
QListView#labels:focus { border-color: $accent; }
QListView#labels::item { padding: 0px 8px; border-radius: 4px; }
QListView#pages { background: $window; border: 1px solid $line; border-radius: 4px; padding: 4px; }
QListView#pages:focus { border-color: $accent; }
QListView#pages::item { padding: 0px 8px; border-radius: 4px; color: $text; }
QListView#pages::item:hover { background: $hover; }
QListView#pages::item:selected { background: $accent_dim; }
QListView#labels::item:hover { background: $raised; }
QListView#labels::item:selected { background: $raised; color: $text; }

QPlainTextEdit, QTextEdit#card { background: $window; border: 1px solid $line; border-radius: 4px; padding: 4px;
    selection-background-color: $accent_dim; }
QPlainTextEdit:focus, QTextEdit#card:focus { border-color: $accent; }
QTableView { background: $window; border: 1px solid $line; border-radius: 4px; outline: none;
    selection-background-color: $accent_dim; selection-color: $text; }
QTableView:focus { border-color: $accent; }
QTableView::item { padding: 0px 8px; border: none; }
QTableView::item:selected { background: $accent_dim; }
QTableView[compact="true"] { font-size: ${small}px; }
QTableView[compact="true"]::item { padding: 0px 4px; }
QHeaderView { background: $window; }
QHeaderView::section { background: $window; color: $muted; font-size: ${small}px; border: none;
    border-bottom: 1px solid $line; padding: 4px 11px; }
QTableView[compact="true"] QHeaderView::section { padding: 4px 7px; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 0; }
QScrollBar::handle:vertical { background: $line; border-radius: 4px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: $faint; }
QScrollBar::handle:vertical:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollBar:horizontal { height: 0; }
QScrollArea#panel QScrollBar:horizontal { background: transparent; height: 8px; margin: 0; }
QScrollBar::handle:horizontal { background: $line; border-radius: 4px; min-width: 32px; }

QLabel#capture:focus { border: 1px solid $accent; border-radius: 4px; }
QFrame#card, QFrame#notices { background: $raised; border: 1px solid $line; border-radius: 8px; }
QFrame#card { background: $panel; }
QFrame#notices { border-radius: 0px; }
QFrame#notices QScrollArea, QFrame#notices QScrollArea > QWidget > QWidget { background: $raised; }
QWidget#note { background: rgba(8, 11, 15, 246); }
QWidget#note QLabel[role="small"] { color: $view_muted; }
QWidget#note QLabel[role="caution"] { color: $view_caution; }
QWidget#safety { background: $panel; border-top: 1px solid $line; }
QWidget#banner { background: $caution_ground; border-bottom: 1px solid $caution; }
QWidget#banner[told="true"] { background: $done_ground; border-bottom-color: $accent; }
QTextBrowser#manual { background: $panel; border: none; }
QTextBrowser#manual:focus { border: 1px solid $accent; }
""")
