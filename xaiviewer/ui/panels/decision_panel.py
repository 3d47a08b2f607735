"""What the networks say about the slice shown."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from xaiviewer.review import Review, agreement, faithful, query
from xaiviewer.ui.kit import doubt_words, null_wording, wording
from xaiviewer.ui.kit.controls import Elided, label
from xaiviewer.ui.kit.section import Section
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.panels.asking.share_bars import ShareBars
from xaiviewer.ui.panels.asking.share_summary import ShareSummary
from xaiviewer.ui.panels.class_bars import MOST, ClassBars


class DecisionPanel(Section):
    """Class probabilities, and how the model's outline compares with the clinician's."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(tr("Decision"), "decision", parent)
        self._review = review
        self.bars = ClassBars(review)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search classes"))
        self.search.setAccessibleName(tr("Search classes"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.bars.search)
        self.search.hide()
        self.shares = ShareBars(review)
        self.summary = ShareSummary(review)
        self._stand_in = label("", "caution")
        self._stand_in.setObjectName("stand-in")
        self._stand_in.setWordWrap(True)
        self._reliance = Elided("small")
        self._reliance.setObjectName("reliance")
        self._reliance.setToolTip(tr(wording.RELIANCE))
        self.outlines = Elided("small")
        self._weights = Elided("small")
        self._weights.setObjectName("weights")
        self._weights.setToolTip(tr("The heat map explains this slice's own share, not that of the adjacent slices."))
        self.body.addWidget(self.search)
        self.body.addWidget(self.bars)
        self.body.addWidget(self.shares)
        self.body.addWidget(self.summary)
        self.body.addWidget(self._stand_in)
        self.body.addWidget(self._reliance)
        self.body.addWidget(self._weights)
        self.body.addWidget(self.outlines)
        self.bars.class_chosen.connect(review.set_class)
        self.summary.slice_chosen.connect(review.shown.show_slice)
        follow(self._refresh, review.shown.slice_changed, review.shown.case_changed, review.shown.results_changed)
        self._refresh()

    def _refresh(self) -> None:
        state = self._review.shown.state
        self.remark.setText(self._explained())
        self.search.setVisible(state.analysis is not None and len(state.analysis.classes) > MOST)
        known = state.analysis is not None  # a network of the reader's own may take whatever there is
        self._stand_in.setText(doubt_words.doubted(state) if known else "")
        self._stand_in.setVisible(bool(self._stand_in.text()))
        self.outlines.say(*self._compare())
        self.outlines.setToolTip(self._gate())
        self._reliance.say(*self._rely())
        self._weights.setText(self._shares())
        self._weights.setVisible(bool(self._weights.text()))

    def _explained(self) -> str:
        """Which class the heat map is about."""
        analysis = self._review.shown.state.analysis
        if analysis is None:
            return ""
        return tr("heat map for {label}").format(label=tr(analysis.classes[analysis.class_index]))

    def _gate(self) -> str:
        """Which slices the model outlines."""
        analysis = self._review.shown.state.analysis
        if analysis is None or analysis.description.finding is None:
            return ""
        name = tr(analysis.description.main_name)
        told = tr("The model outlines slices above a probability of {label} that suits outlines best.")
        return told.format(label=name)

    def _rely(self) -> tuple[str, ...]:
        """The decision without the outlined region, in words, and in fewer ones; empty where none is outlined."""
        state = self._review.shown.state
        found = state.analysis.reliance.get(state.slice_index) if state.analysis is not None else None
        if found is None or state.analysis is None:
            return (" ",)  # room is kept: nothing below moves from slice to slice
        return tuple(told + self._by_chance() for told in wording.without_region(found, state.analysis))

    def _by_chance(self) -> str:
        """How often the same region elsewhere makes it fall as far; "" where that was not asked."""
        state = self._review.shown.state
        tested = faithful.region_test(state)
        if tested is None or state.analysis is None or tested.class_index != state.analysis.description.main_class:
            return ""
        p = null_wording.p_value(tested.found.p)
        return f" ({p})" if p else ""

    def _shares(self) -> str:
        """How much the slice itself and the slices beside it count in the probability; empty where it is alone."""
        state = self._review.shown.state
        if state.case is None or state.analysis is None or state.analysis.neighbours == 0:
            return ""
        if state.slice_index not in state.case.indices:
            return ""
        beside = sum(index in state.case.indices for index in (state.slice_index - 1, state.slice_index + 1))
        share = 100 * state.analysis.neighbours
        if beside == 0:
            return ""
        if beside == 2:
            told = tr("Weighted over 3 slices: this {own} %, adjacent {share} % each")
        else:
            told = tr("Weighted over 2 slices: this {own} %, adjacent {share} %")
        return told.format(own=f"{100 - beside * share:.0f}", share=f"{share:.0f}")

    def _compare(self) -> tuple[str, ...]:
        """Both outlines in words, and in fewer ones for a narrow panel."""
        state = self._review.shown.state
        result = query.result(state)
        if state.case is not None and state.slice_index in state.case.absent:
            return (tr("This slice was not acquired: nothing is said about it."),)
        if state.case is not None and state.slice_index in state.case.blank:
            return (tr("This slice holds no picture: nothing is said about it."),)
        if state.case is None or result is None:
            return (" ",)
        areas = agreement.areas(state)
        if state.case.mask is None:
            return (tr("This case has no clinician's mask."),)
        if areas.clinician is None:
            return (tr("No clinician's mask was drawn for this slice."),)
        if state.analysis is not None and not state.analysis.outlines:
            told: tuple[str, ...] = (
                tr("Outlines: clinician {area} px; no segmenter stands beside this network"),
                tr("Outlines: clinician {area} px; no segmenter"),
                tr("clinician {area} px; no segmenter"),
            )
            return tuple(each.format(area=figure(f"{areas.clinician:,}")) for each in told)
        if areas.model is None:
            told = (
                tr("Outlines: clinician {area} px; model: slice below its threshold"),
                tr("clinician {area} px; model: none"),
            )
            return tuple(each.format(area=figure(f"{areas.clinician:,}")) for each in told)
        told = (
            tr("Outlines: clinician {clinician} px, model {model} px"),
            tr("clinician {clinician} px, model {model} px"),
        )
        clinician, model = figure(f"{areas.clinician:,}"), figure(f"{areas.model:,}")
        overlap = "" if areas.dice is None else ", " + tr("Dice {value}").format(value=wording.score(areas.dice))
        return tuple(each.format(clinician=clinician, model=model) + overlap for each in told)
