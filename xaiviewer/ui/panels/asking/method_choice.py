"""The list of methods, family by family, as they declare themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QWidget

from xaiviewer.requests import METHODS, ONE_PASS_METHODS, Answers, InputShape, Method
from xaiviewer.review import BEST
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Choice
from xaiviewer.ui.kit.wording import passes
from xaiviewer.ui.language import tr

_SHOWN = (Answers.EVERY_LAYER, Answers.MAP, Answers.SEQUENCES)
"""What the window can show so far."""


class MethodChoice(Choice):
    """The best method of the layer first; then every family under its name. Tips tell what a method answers and costs.

    Methods of the one pass are there at once; the others are asked for.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Method"), [(BEST, tr("Best for this layer"))], parent)
        offered = [each for each in METHODS.values() if each.key in ONE_PASS_METHODS or _asked_for(each)]
        for family in dict.fromkeys(each.family for each in offered):
            self._add_heading(family)
            for method in offered:
                if method.family == family:
                    self.addItem(method.title, method.key)
        self._shape: InputShape | None = None
        self.price(InputShape())

    def price(self, shape: InputShape) -> None:
        """Say what each method costs with such an input."""
        if shape == self._shape:
            return
        self._shape = shape
        for line in range(self.count()):
            if self.itemData(line) in METHODS:
                method = METHODS[self.itemData(line)]
                cost = tr("Passes per slice: {cost}.").format(cost=passes(method.cost(shape)))
                tip = "\n".join([tr(method.question), f"{cost} {method.source}.", *map(tr, method.notes)])
                self.setItemData(line, tip, Qt.ItemDataRole.ToolTipRole)

    def _add_heading(self, family: str) -> None:
        told = tr(family)
        self.insertSeparator(self.count())
        self.addItem(told[0].upper() + told[1:])
        heading = self.count() - 1
        self.setItemData(heading, theme.font(theme.SMALL), Qt.ItemDataRole.FontRole)
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        model.item(heading).setEnabled(False)


def _asked_for(method: Method) -> bool:
    return not method.shared and method.answers in _SHOWN
