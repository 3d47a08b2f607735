"""Would another training have looked there? Packages that the layers' maps are held against."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from xaiviewer.review import Review, query
from xaiviewer.ui.kit import theme, training_words
from xaiviewer.ui.kit.controls import Elided, Segmented, column, keep_keys, label, row
from xaiviewer.ui.kit.signals import follow_later
from xaiviewer.ui.language import tr

_LINES = 4


class Trainings(QWidget):
    """Which packages, what is shown of them, and how alike they are in the current layer; folded away until asked for.

    Signals:
        add_asked(): the reader wants another package.
    """

    add_asked = Signal()

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.toggle = QPushButton(tr("Other trainings"))
        self.toggle.setProperty("disclosure", True)
        self.toggle.setCheckable(True)
        self.toggle.setToolTip(tr("Would another training of the network have looked there?"))
        self.names = Elided("small")
        self.add, self.clear = QPushButton(tr("Add…")), QPushButton(tr("None"))
        self.add.setToolTip(tr("The folder of a package of the same kind, such as another fold's"))
        self.clear.setToolTip(tr("Compare with no other network"))
        for button in (self.toggle, self.add, self.clear):
            keep_keys(button)
        self.ensemble = Segmented(
            tr("Map"),
            [
                ("own", tr("This one"), tr("The map of the network that is loaded")),
                ("mean", tr("Mean"), tr("Mean of all maps, each first divided by its root mean square in the head")),
                ("spread", tr("Spread"), tr("Their standard deviation, on that common scale")),
                ("agreed", tr("In common"), tr("Where the place is among the strongest tenth of every network's map")),
            ],
        )
        self.told = label("", "small", wrap=True)
        self.told.setMinimumHeight(_LINES * self.told.fontMetrics().lineSpacing())  # nothing moves with what is told
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body = QWidget()
        inner = column(self.body, spacing=8)
        inner.addLayout(row(self.names, 1, self.add, self.clear))
        inner.addWidget(self.ensemble)
        inner.addWidget(self.told)
        layout = column(self, spacing=4)
        layout.addWidget(self.toggle)
        layout.addWidget(self.body)
        self.toggle.toggled.connect(self._fold)
        self.add.clicked.connect(self.add_asked)
        self.clear.clicked.connect(self._clear)
        self.ensemble.chosen.connect(review.shown.set_ensemble)
        follow_later(self, self._refresh, review.shown, but=("appearance",))
        self._fold()
        self._refresh()

    def _fold(self) -> None:
        unfolded = self.toggle.isChecked()
        self.body.setVisible(unfolded)
        self.toggle.setIcon(theme.icon("down" if unfolded else "right", size=16))

    def _clear(self) -> None:
        self._review.shown.set_trainings(())

    def _refresh(self) -> None:
        state = self._review.shown.state
        chosen = [training_words.package_name(each) for each in state.trainings]
        self.names.say(" · ".join(chosen) or tr("none chosen"))
        self.clear.setEnabled(bool(chosen))
        for_layers = bool(chosen) and state.request is None
        self.ensemble.setEnabled(for_layers)
        self.ensemble.set_current("own" if isinstance(state.ensemble, int) else state.ensemble)
        self.told.setText(self._words(known=for_layers))

    def _words(self, *, known: bool) -> str:
        state = self._review.shown.state
        if not state.trainings:
            return tr("Add packages of the same architecture, trained on other patients or from other weights.")
        if not known:
            return tr("Only maps of layers are compared, not those of methods of many passes.")
        told = training_words.numbers(state)
        if told and state.ensemble != "own":
            told += " " + tr("Scores and chance are of this network's own map.")
        return told or (tr("Compared when the analysis is done.") if query.result(state) is not None else "")
