"""Where a map's badges would stand: that nobody has measured them, what that takes, and a button that does it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from xaiviewer.requests import METHODS
from xaiviewer.review import Review, query, sanity
from xaiviewer.ui.kit import answer_words, sanity_wording
from xaiviewer.ui.kit.controls import keep_keys, label, row
from xaiviewer.ui.kit.signals import follow_later
from xaiviewer.ui.language import tr


class SanityOffer(QWidget):
    """A sentence and, where one case is enough, a button; gone where the checks of the map shown are known."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.sentence = label("", "small", wrap=True)
        self.button = QPushButton(tr("Measure", "sanity checks of a map"))
        self.button.setProperty("compact", True)
        keep_keys(self.button)
        layout = row(self.sentence, self.button)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.button.clicked.connect(self.press)
        follow_later(self, self._refresh, review.shown, but=("appearance",))
        review.work.task_changed.connect(self._refresh)
        self._refresh()

    def press(self) -> None:
        """Measure the map shown on the open case, or stop measuring."""
        about = sanity.subject(self._review.shown.state)
        if self._review.work.state.examining is not None:
            self._review.work.cancel()
        elif about is not None:
            self._review.work.examine(about[0])

    def _refresh(self) -> None:
        state, work = self._review.shown.state, self._review.work.state
        about, going = sanity.subject(state), work.examining is not None
        mine = about is not None and about[0] == work.examining
        self.setVisible(about is not None and sanity.found(state) is None)
        if about is None:
            return
        enough = sanity.measurable(state)
        self.button.setVisible(enough)
        if not enough:
            self.sentence.setText(sanity_wording.several_cases())
            return
        self.sentence.setText(self._progress() if mine else self._price())
        self.button.setText(tr("Cancel") if mine else tr("Measure", "sanity checks of a map"))
        self.button.setAccessibleName(tr("Cancel the sanity checks") if mine else tr("Measure the sanity checks"))
        self.button.setEnabled(mine or (not going and not self._review.work.busy))
        self.button.setToolTip("" if self.button.isEnabled() else tr("When the analysis is done"))

    def _price(self) -> str:
        """What measuring takes: many maps like this one."""
        state = self._review.shown.state
        about = sanity.subject(state)
        assert about is not None
        method = METHODS[about[0].method]
        cost = method.cost(query.input_shape(state, method.task), about[0].values)
        seconds = self._review.work.state.pace.estimate(method, cost)
        if seconds is None:
            told = tr("Measured on request only: that takes about {count} more maps of this case.")
            return told.format(count=sanity.MAPS)
        told = tr("Measured on request only: that takes about {count} more maps of this case, {time}.")
        return told.format(count=sanity.MAPS, time=answer_words.about(seconds * sanity.MAPS))

    def _progress(self) -> str:
        task = self._review.work.state.task
        if task is None or not task.total:
            return tr("Being computed")
        told = tr("Round {done} of {all}").format(done=task.done, all=task.total)
        return told if task.left_s is None else f"{told}, {answer_words.left(task.left_s)}"
