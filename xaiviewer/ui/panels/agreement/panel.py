"""How far the map shown agrees with the clinician's mask: over the layers, and score by score."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from xaiviewer.review import Review, agreement, faithful, query
from xaiviewer.ui.kit import null_wording, theme, wording
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import Segmented, keep_keys, label
from xaiviewer.ui.kit.section import Section
from xaiviewer.ui.kit.signals import follow_later
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.panels.agreement.curve import AgreementCurve
from xaiviewer.ui.panels.agreement.matrix import AgreementMatrix
from xaiviewer.ui.panels.agreement.null_lines import LineKey
from xaiviewer.ui.panels.agreement.scores import ScoreList

_LINES, _SLIM = 28, 22  # heights: of two small lines, and of a button that is seldom pressed


class AgreementPanel(Section):
    """The curve over all layers above the scores of the current one, of the slice shown or of the whole case.

    Of the case a picture of all layers and slices stands between them.

    Signals:
        matters_asked(): whether the place that the map marks matters to the network.
    """

    matters_asked = Signal()

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(tr("Agreement with the mask"), "agreement", parent)
        self._review = review
        # Room for it from the start: the views beside this panel must not jump when the first score comes.
        theme.follow(self.remark, lambda it: it.setMinimumWidth(theme.text_width(theme.SMALL, [_chance(0.0)]) + 4))
        self.scope = Segmented(
            tr("Agreement of"),
            [
                ("slice", tr("This slice"), tr("How far the maps of the slice shown agree with its mask")),
                (
                    "case",
                    tr("Whole case"),
                    tr(
                        "Means over the slices with a mask; all slices are compared with null models, which takes a "
                        "while and can be stopped"
                    ),
                ),
            ],
        )
        for key in ("slice", "case"):
            self.scope.button(key).setProperty("slim", True)
        self.curve = AgreementCurve(review)
        self.key = LineKey()
        self.matrix = AgreementMatrix(review)
        self.scores = ScoreList(review)
        self._caption = label("", "small", wrap=True)
        self.verdict = label(" ", "small", wrap=True)
        theme.follow(self.verdict, lambda it: it.setMinimumHeight(theme.px(_LINES)))
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.more = QPushButton(tr("More scores"))
        self.more.setProperty("disclosure", True)
        theme.follow(self.more, lambda it: it.setFixedHeight(theme.px(_SLIM)))
        self.more.setCheckable(True)
        keep_keys(self.more)
        self._without = label(tr("This case has no clinician's mask."), "small", wrap=True)
        self.body.addWidget(self._without)
        self.body.addWidget(self.scope)
        self.body.addWidget(self.curve, 1)
        self.matters = QPushButton(tr("Does the marked place matter?"))
        self.matters.setToolTip(with_key("layer.matters"))
        self.matters.setProperty("compact", True)
        keep_keys(self.matters)
        for widget in (self.key, self.matrix, self.verdict, self.scores, self.more, self._caption, self.matters):
            self.body.addWidget(widget)
        self.body.addStretch(0)
        self.scope.chosen.connect(self._choose_scope)
        self.more.toggled.connect(self._unfold)
        self.curve.layer_chosen.connect(review.shown.show_layer)
        self.curve.lines_changed.connect(self.key.name)
        self.matrix.layer_chosen.connect(review.shown.show_layer)
        self.matrix.slice_chosen.connect(review.shown.show_slice)
        self.scores.score_chosen.connect(review.shown.set_score)
        self._unfold(on=False)
        self.matters.clicked.connect(self.matters_asked)
        follow_later(self, self._refresh, review.shown, but=("appearance",))
        self._refresh()

    def _choose_scope(self, key: str) -> None:
        self._review.shown.set_scope("case" if key == "case" else "slice")

    def _unfold(self, on: bool) -> None:  # noqa: FBT001 - a signal's
        self.scores.unfold(on=on)
        self.more.setIcon(theme.icon("down" if on else "right", size=16))

    def _fold(self, *, away: bool) -> None:
        """Of a case without a mask nothing is there to be held against it: it says so, on every slice the same."""
        self._without.setVisible(away)
        for widget in (self.scope, self.curve, self.key, self.verdict, self.scores, self.more):
            widget.setVisible(not away)

    def _refresh(self) -> None:
        state = self._review.shown.state
        of_case = state.scope == "case"
        chance = None if of_case else agreement.chance(state)
        name = wording.score_name(state.score)
        self.remark.setToolTip(tr("The curve shows the {score} of every layer.").format(score=name))
        fused = state.selection.scope != "layer" and state.analysis is not None
        one_map = query.one_map(state)
        alone = tr("Scores are of the current layer alone, not of the fusion.")
        of_map = tr("Scores are of the map that was asked for: of what speaks for the class.")
        self._caption.setText(f"{of_map} {null_wording.without_networks()}" if one_map else alone)
        self._caption.setVisible((fused or one_map) and agreement.scores(state, state.layer) is not None)
        self.matters.setEnabled(faithful.key_of(state) is not None)
        self.scope.set_current(state.scope)
        self.matrix.setVisible(of_case and bool(self.matrix.slices))
        self._fold(away=state.case is not None and state.case.mask is None)
        told = null_wording.verdict(state), null_wording.detail(state)
        self.verdict.setText("\n".join(filter(None, told)) or " ")  # its lines stay: nothing jumps
        # Of the scores the mass alone has a chance level.
        self.remark.setText("" if chance is None or state.score != "mass" else _chance(chance))


def _chance(value: float) -> str:
    return tr("chance {value}").format(value=figure(f"{value:.3f}"))
