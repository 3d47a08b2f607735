"""How cases are analysed: how slices are outlined, and which; and whether chance is asked, too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox

from xaiviewer.requests import AnalysisSettings
from xaiviewer.review import Review
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Segmented, Slider, keep_keys, label, row
from xaiviewer.ui.kit.preference_page import PreferencePage
from xaiviewer.ui.language import tr
from xaiviewer.ui.settings import keep_analysis_settings, keep_random_networks

_PAUSE_MS = 600  # whoever drags on is not done yet: with every change the open case is analysed anew


class AnalysisPage(PreferencePage):
    """Outlines quick or thorough, the probability above which a slice is outlined, and comparison with chance.

    Attributes:
        settings: what was chosen.
        random_networks: the box that says whether maps are held against networks with random weights, too.

    Signals:
        changed(): the reader chose otherwise, and was done with it.
    """

    changed = Signal()

    def __init__(self, settings: AnalysisSettings, packaged: float | None, *, random_networks: bool = False) -> None:
        """With what is in use; `packaged` is the gate of the segmenter's package, None while that is not known."""
        super().__init__()
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
        self.which = Segmented(
            tr("Outlined slices"),
            [
                ("package", tr("As measured"), tr("Above the probability that suited outlines best")),
                ("own", tr("Above my own"), tr("Above a probability of your own")),
                ("all", tr("All"), tr("Whatever the classifier says")),
            ],
        )
        self.outline.set_current(settings.outline)
        self._kind = "all" if settings.segment_all else "package" if settings.gate is None else "own"
        self.which.set_current(self._kind)
        self.gate = Slider(tr("Probability above which a slice is outlined, per cent"), 100)
        opening = settings.gate if settings.gate is not None else packaged if packaged is not None else 0.5
        self.gate.show_value(round(opening * 100))
        self.random_networks = _of_chance(on=random_networks)
        self._percent = label("", "small")
        theme.follow(self._percent, lambda it: it.setFixedWidth(theme.px(40)))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self.outline.chosen.connect(self._take_outline)
        self.which.chosen.connect(self._take_kind)
        self.gate.valueChanged.connect(self._take_gate)
        self._pause.timeout.connect(self.changed)
        self._refresh()

    def _lay_out(self) -> None:
        self.begin(tr("Outline"))
        self.lines.addWidget(self.outline)
        self.about_outline = self.tell("")
        self.begin(tr("Outlined slices"))
        self.lines.addWidget(self.which)
        self.lines.addLayout(row(self.gate, self._percent))
        self.about_gate = self.tell("")
        self.tell(tr("With another outline the open case is analysed anew; the choice is kept."), "small")
        self.begin(tr("Chance"))
        self.lines.addWidget(self.random_networks)
        self.end()
        for sentence in (self.about_outline, self.about_gate):
            # the longest fits: nothing moves from one choice to the next
            theme.follow(sentence, lambda sentence: sentence.setMinimumHeight(theme.px(48)))

    def settle(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.changed.emit()

    def _choose(self, **changes: Any) -> None:
        self.settings = replace(self.settings, **changes)
        self._refresh()
        self._pause.start()

    def _take_outline(self, key: str) -> None:
        self._choose(outline=key)

    def _take_kind(self, key: str) -> None:
        self._kind = key
        self._choose(gate=self.gate.value() / 100 if key == "own" else None, segment_all=key == "all")

    def _take_gate(self, value: int) -> None:
        self._choose(gate=value / 100)

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


def analysis_page(review: Review) -> AnalysisPage:
    """The page for a review."""
    analysis = review.shown.state.analysis
    packaged = analysis.gate if analysis is not None and review.settings.gate is None else None
    page = AnalysisPage(review.settings, packaged, random_networks=review.shown.state.bands)

    def take() -> None:
        keep_analysis_settings(page.settings)
        review.set_analysis(page.settings)

    def take_random() -> None:
        on = page.random_networks.isChecked()
        keep_random_networks(on=on)
        review.shown.set_bands(on=on)

    page.changed.connect(take)
    page.random_networks.toggled.connect(take_random)
    return page


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
