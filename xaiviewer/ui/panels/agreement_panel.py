"""How far the map shown agrees with the clinician's mask: over the layers, and score by score."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from xaiviewer.review import ReviewSession, query
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.kit.controls import label
from xaiviewer.ui.kit.section import Section
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.panels.agreement_curve import AgreementCurve
from xaiviewer.ui.panels.score_list import ScoreList


class AgreementPanel(Section):
    """The curve over all layers above the six scores of the current one."""

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(tr("Agreement with the clinician's mask"), parent)
        self._session = session
        # Room for it from the start: the views beside this panel must not jump when the first score comes.
        self.remark.setMinimumWidth(theme.text_width(theme.SMALL, [_chance(0.0)]))
        self.curve = AgreementCurve(session)
        self.scores = ScoreList(session)
        self._caption = label(tr("Scores are of the current layer alone, not of the fusion."), "small", wrap=True)
        self.body.addWidget(self.curve, 1)
        self.body.addWidget(self.scores)
        self.body.addWidget(self._caption)
        self.body.addStretch(0)
        self.curve.layer_chosen.connect(session.show_layer)
        self.scores.score_chosen.connect(session.set_score)
        follow(
            self._refresh, session.display_changed, session.slice_changed, session.results_changed, session.case_changed
        )
        self._refresh()

    def _refresh(self) -> None:
        state = self._session.state
        chance = query.chance(state)
        name = wording.score_name(state.shown.score)
        self.remark.setToolTip(tr("The curve shows the {score} of every layer.").format(score=name))
        fused = state.shown.selection.scope != "layer" and state.analysis is not None
        self._caption.setVisible(fused)
        # Of the six scores the mass alone has a chance level.
        self.remark.setText("" if chance is None or state.shown.score != "mass" else _chance(chance))


def _chance(value: float) -> str:
    return tr("chance {value}").format(value=figure(f"{value:.3f}"))
