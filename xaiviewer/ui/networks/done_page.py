"""The last page: there is a network, and what can be done with it."""

from __future__ import annotations

import shlex

from PySide6.QtWidgets import QWidget

from xaiviewer.ui.kit.controls import column, label
from xaiviewer.ui.language import tr


class DonePage(QWidget):
    """Tells of the network that was imported."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text, self.more = label("", "title", wrap=True), label("", "muted", wrap=True)
        layout = column(self, spacing=12)
        layout.addWidget(self.text)
        layout.addWidget(self.more)
        layout.addStretch(1)

    def tell(self, name: str, *, outlines: bool, outputs_only: bool, volumes: bool) -> None:
        """What it is called, and what it is good for: one that `outlines`, gives its outputs alone, or decides."""
        self.text.setText(tr("“{name}” is one of your networks now.").format(name=name))
        if outlines:
            told = tr(
                "It outlines beside the classifier in use once it is chosen, by the sequences that it takes itself. "
                "How well it outlines was not measured, and the window says so."
            )
        elif outputs_only:
            told = tr(
                "It gives outputs alone: methods that mask the input explain it, and layers cannot be looked into. How "
                "far its maps and probabilities can be trusted was not measured, and the window says so."
            )
        elif volumes:
            told = tr(
                "It decides once for a whole volume, and its maps are volumes, by Grad-CAM and its kin. How far they "
                "can be trusted was not measured, and the window says so."
            )
        else:
            told = tr(
                "Everything that the program can do works on it: layers, methods, agreement, review, export. How far "
                "its maps and probabilities can be trusted was not measured, and the window says so."
            )
        how = tr("{command} measures it.").format(command=f"xaiviewer model measure {shlex.quote(name)} CASES")
        self.more.setText(told if outlines or volumes else f"{told}\n\n{how}")
