"""Beside the questions: what the answers make of a case."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from xaiviewer.nets.imports.preview import Preview
from xaiviewer.ui.kit.controls import column, label
from xaiviewer.ui.language import tr
from xaiviewer.ui.networks.doubts import doubts_of, values_of
from xaiviewer.ui.networks.preview_view import PreviewView


class PreviewSide(QWidget):
    """The preview, of what it is, what is strange about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PreviewView()
        self.about_case = label("", "small", wrap=True)
        self.limits, self.values = label("", "small", wrap=True), label("", "small", wrap=True)
        self.doubts = label("", "caution", wrap=True)
        layout = column(self, spacing=6)
        layout.addWidget(label(tr("What comes of these answers"), "heading"))
        layout.addWidget(self.about_case)
        layout.addWidget(self.view, 1)
        for widget in (self.limits, self.values, self.doubts):
            layout.addWidget(widget)

    def show_preview(self, preview: Preview | None, why: str = "") -> None:
        """Show this, or nothing, and why."""
        self.view.show_preview(preview)
        limits = "" if preview is None else tr(preview.description.outputs_only)
        self.limits.setText(limits)
        self.limits.setVisible(bool(limits))
        self.values.setText("" if preview is None else values_of(preview))
        self.doubts.setText("" if preview is None else "\n".join(doubts_of(preview)))
        of_phantom = tr("On the synthetic head: no decision about it is right or wrong. Open a case to see yours.")
        of_case = tr("On the open case.")
        if preview is not None and preview.description.volumes:
            of_case = tr("On the open case, about which the network decides once: three planes through one place.")
        self.about_case.setText(why if preview is None else of_phantom if preview.synthetic else of_case)
