"""Which texts are written on the pictures: a button with a menu of switches."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QToolButton

from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import flat_button
from xaiviewer.ui.kit.on_pictures import PARTS, OnPictures
from xaiviewer.ui.language import tr


class TextsMenu(QMenu):
    """A line for each text, and one for all of them."""

    def __init__(self, pictures: OnPictures) -> None:
        super().__init__(tr("Text on the pictures"))
        self._pictures = pictures
        self.every = self.addAction(with_key("overlay.text"))
        self.every.setCheckable(True)
        self.every.triggered.connect(pictures.toggle)
        self.addSeparator()
        self.parts = {key: self.addAction(tr(title)) for key, title in PARTS.items()}
        for key, action in self.parts.items():
            action.setCheckable(True)
            action.triggered.connect(partial(self._switch, key))
        self.aboutToShow.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Tick what is written."""
        self.every.setChecked(self._pictures.on)
        for key, action in self.parts.items():
            action.setChecked(self._pictures.chosen(key))

    def _switch(self, part: str) -> None:
        self._pictures.switch(part, on=self.parts[part].isChecked())


def texts_button(pictures: OnPictures) -> QToolButton:
    """Opens the menu."""
    button = flat_button("text", tr("Text on the pictures"))
    menu = TextsMenu(pictures)
    menu.setParent(button, menu.windowFlags())
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
    return button
