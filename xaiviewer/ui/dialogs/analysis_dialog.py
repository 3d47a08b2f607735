"""How cases are analysed: how slices are outlined, and which; and what is kept of them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton, QWidget

from xaiviewer.requests import AnalysisSettings
from xaiviewer.ui.kit.controls import Segmented, Slider, column, keep_keys, label, row
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.settings import MOST_MB

_WIDTH = 440
_STEP_MB = 256


class AnalysisDialog(QDialog):
    """Outlines quick or thorough, the probability above which a slice is outlined, and the memory for other cases.

    Attributes:
        settings: what was chosen.
        random_networks: the box that says whether maps are held against networks with random weights, too.
    """

    def __init__(
        self,
        settings: AnalysisSettings,
        packaged: float | None,
        parent: QWidget | None = None,
        *,
        memory_mb: int = 0,
        random_networks: bool = False,
    ) -> None:
        """With what is in use; `packaged` is the gate of the segmenter's package, None while that is not known."""
        super().__init__(parent)
        self.setWindowTitle(tr("How cases are analysed"))
        self.settings = settings
        self._packaged = packaged
        self.outline = Segmented(
            tr("Outline"),
            [
                ("quick", tr("Quick"), tr("One network looks at each slice")),
                (
                    "thorough",
                    tr("Thorough"),
                    tr("Every network of the package looks at each slice and its mirror image"),
                ),
            ],
        )
        self.outline.set_current(settings.outline)
        self.which = Segmented(
            tr("Outlined slices"),
            [
                ("package", tr("As measured"), tr("Above the probability that suited outlines best")),
                ("own", tr("Above my own"), tr("Above a probability of your own")),
                ("all", tr("All"), tr("Whatever the classifier says")),
            ],
        )
        self._kind = "all" if settings.segment_all else "package" if settings.gate is None else "own"
        self.which.set_current(self._kind)
        self.gate = Slider(tr("Probability above which a slice is outlined, per cent"), 100)
        opening = settings.gate if settings.gate is not None else packaged if packaged is not None else 0.5
        self.gate.show_value(round(opening * 100))
        self.random_networks = _of_chance(on=random_networks)
        self._percent = label("", "small")
        self._percent.setFixedWidth(40)
        self.memory = Slider(
            tr("Memory for cases that are not on the screen, quarters of a gigabyte"), MOST_MB // _STEP_MB
        )
        self.memory.show_value(memory_mb // _STEP_MB)
        self._gigabytes = label("", "small")
        self._gigabytes.setFixedWidth(56)
        self.about_memory = label("", "muted", wrap=True)
        self.about_outline, self.about_gate = label("", "muted", wrap=True), label("", "muted", wrap=True)
        self.cancel, self.accept_button = QPushButton(tr("Cancel")), QPushButton(tr("Analyse so"))
        self.accept_button.setProperty("primary", True)
        for button in (self.cancel, self.accept_button):
            button.setAutoDefault(False)
            keep_keys(button)
        self.accept_button.setDefault(True)
        self._lay_out()
        self.outline.chosen.connect(self._take_outline)
        self.which.chosen.connect(self._take_kind)
        self.gate.valueChanged.connect(self._take_gate)
        self.memory.valueChanged.connect(self._refresh)
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        self._refresh()

    def _lay_out(self) -> None:
        layout = column(self, margins=(24, 20, 24, 20), spacing=8)
        layout.addWidget(label(tr("Outline"), "heading"))
        layout.addWidget(self.outline)
        layout.addWidget(self.about_outline)
        layout.addSpacing(8)
        layout.addWidget(label(tr("Outlined slices"), "heading"))
        layout.addWidget(self.which)
        layout.addLayout(row(self.gate, self._percent))
        layout.addWidget(self.about_gate)
        layout.addWidget(label(tr("Chance"), "heading"))
        layout.addWidget(self.random_networks)
        layout.addSpacing(8)
        layout.addWidget(label(tr("Memory"), "heading"))
        layout.addLayout(row(self.memory, self._gigabytes))
        layout.addWidget(self.about_memory)
        layout.addSpacing(8)
        layout.addWidget(
            label(tr("With another outline the open case is analysed anew; the choice is kept."), "small", wrap=True)
        )
        layout.addLayout(row(1, self.cancel, self.accept_button))
        for sentence in (self.about_outline, self.about_gate, self.about_memory):
            sentence.setFixedWidth(_WIDTH)
            sentence.setMinimumHeight(48)  # the longest fits: nothing moves from one choice to the next
            sentence.setAlignment(Qt.AlignmentFlag.AlignTop)

    @property
    def memory_mb(self) -> int:
        """For cases that are not on the screen."""
        return self.memory.value() * _STEP_MB

    def _take_outline(self, key: str) -> None:
        self.settings = replace(self.settings, outline=key)
        self._refresh()

    def _take_kind(self, key: str) -> None:
        self._kind = key
        gate = self.gate.value() / 100 if key == "own" else None
        self.settings = replace(self.settings, gate=gate, segment_all=key == "all")
        self._refresh()

    def _take_gate(self, value: int) -> None:
        self.settings = replace(self.settings, gate=value / 100)
        self._refresh()

    def _refresh(self) -> None:
        thorough = self.settings.outline == "thorough"
        quick = tr("One pass through one network for each outlined slice.")
        mean = tr(
            "The mean of every network of the package, each for the slice and its mirror image: two passes for each "
            "network, so the outlines take that many times as long."
        )
        self.about_outline.setText(mean if thorough else quick)
        self.gate.setEnabled(self._kind == "own")
        self._percent.setText(f"{self.gate.value()} %" if self._kind == "own" else "")
        known = "" if self._packaged is None else f" ({self._packaged * 100:.0f} %)"
        told = {
            "package": tr("Slices whose probability of the finding is above the one measured with the outlines{gate}."),
            "own": tr("A lower one outlines more slices: every further slice costs what the outline of a slice costs."),
            "all": tr("Every slice is outlined, also those without a finding: the dearest, and more false outlines."),
        }
        self.about_gate.setText(told[self._kind].format(gate=known))
        self._gigabytes.setText(tr("{number} GB").format(number=figure(f"{self.memory_mb / 1024:.2f}")))
        some = tr(
            "For the cases you came from, and those you come to next, which are read ahead. The rest is forgotten."
        )
        none = tr("No case is read ahead, and of those you came from only the last one is kept.")
        self.about_memory.setText(some if self.memory_mb else none)


def _of_chance(*, on: bool) -> QCheckBox:
    """Whether maps are held against networks with random weights, too."""
    made = QCheckBox(tr("Also compare maps with networks that have random weights"))
    made.setChecked(on)
    made.setToolTip(
        tr(
            "Ten networks of the same architecture look at each slice you stay with, while nothing else is done: "
            "a few seconds each. Their scores are the band behind the curve."
        )
    )
    keep_keys(made)
    return made
