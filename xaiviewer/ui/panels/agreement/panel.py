"""How far the map shown agrees with the clinician's mask: over the layers, and score by score."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from xaiviewer.review import Review, faithful, query
from xaiviewer.ui.kit import null_wording, theme, wording
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import keep_keys, label
from xaiviewer.ui.kit.section import Section
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.panels.agreement.curve import AgreementCurve
from xaiviewer.ui.panels.agreement.scores import ScoreList


class AgreementPanel(Section):
    """The curve over all layers above the six scores of the current one.

    Signals:
        matters_asked(): whether the place that the map marks matters to the network.
    """

    matters_asked = Signal()

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(tr("Agreement with the clinician's mask"), parent)
        self._review = review
        # Room for it from the start: the views beside this panel must not jump when the first score comes.
        self.remark.setMinimumWidth(theme.text_width(theme.SMALL, [_chance(0.0)]))
        self.curve = AgreementCurve(review)
        self.scores = ScoreList(review)
        self._caption = label("", "small", wrap=True)
        self.verdict = label(" ", "small")
        self.body.addWidget(self.curve, 1)
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.scores)
        self.matters = QPushButton(tr("Does the marked place matter?"))
        self.matters.setToolTip(with_key("layer.matters"))
        self.matters.setProperty("compact", True)
        keep_keys(self.matters)
        self.body.addWidget(self._caption)
        self.body.addWidget(self.matters)
        self.body.addStretch(0)
        self.curve.layer_chosen.connect(review.shown.show_layer)
        self.scores.score_chosen.connect(review.shown.set_score)
        self.matters.clicked.connect(self.matters_asked)
        follow(self._refresh, *review.shown.changes)
        self._refresh()

    def _refresh(self) -> None:
        state = self._review.shown.state
        chance = query.chance(state)
        name = wording.score_name(state.score)
        self.remark.setToolTip(tr("The curve shows the {score} of every layer.").format(score=name))
        fused = state.selection.scope != "layer" and state.analysis is not None
        one_map = query.one_map(state)
        alone = tr("Scores are of the current layer alone, not of the fusion.")
        of_map = tr("Scores are of the map that was asked for: of what speaks for the class.")
        self._caption.setText(of_map if one_map else alone)
        self._caption.setVisible((fused or one_map) and query.scores(state, state.layer) is not None)
        self.matters.setEnabled(faithful.key_of(state) is not None)
        self.verdict.setText(null_wording.verdict(state) or " ")  # its line stays: nothing jumps
        # Of the six scores the mass alone has a chance level.
        self.remark.setText("" if chance is None or state.score != "mass" else _chance(chance))


def _chance(value: float) -> str:
    return tr("chance {value}").format(value=figure(f"{value:.3f}"))
