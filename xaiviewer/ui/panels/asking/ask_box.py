"""Asking a method that costs more about the slice shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from xaiviewer.errors import UsageError
from xaiviewer.requests import METHODS, Partial, Request, Value
from xaiviewer.review import Review, query
from xaiviewer.ui.kit import wording
from xaiviewer.ui.kit.controls import column, keep_keys, label, row
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.panels.asking.parameters import ParameterForm


class AskBox(QWidget):
    """A method's parameters, what they cost, and a button that asks it about the slice shown, or stops that."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.form: ParameterForm | None = None
        self._problem = ""  # with what is filled in
        self._last: dict[str, Mapping[str, Value]] = {}  # what was filled in, by method
        place = QWidget()
        self._place: QVBoxLayout = column(place)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Passes through the network"))
        self.what = label("", "small", wrap=True)
        self.button = QPushButton(tr("Ask"))
        self.button.setProperty("compact", True)
        keep_keys(self.button)
        layout = column(self, spacing=4)
        layout.addWidget(place)
        layout.addWidget(self.bar)
        layout.addLayout(row(self.what, self.button))
        self.button.clicked.connect(self.press)
        shown = review.shown
        follow(self._refresh, shown.display_changed, shown.slice_changed, shown.case_changed, shown.results_changed)
        review.work.task_changed.connect(self._refresh)
        self._refresh()

    def choose(self, method: str) -> None:
        """Look at a method, with the values that were filled in last if it is the same again."""
        if self.form is None or self.form.method.key != method:
            self._fill_in(method, self._last.get(method, {}))
        self._take_form()

    def press(self) -> None:
        """Ask about the slice shown, or stop asking."""
        state = self._review.shown.state
        request = state.request
        if request is None:
            return
        if self._review.work.state.awaits(request, state.slice_index):
            self._review.work.withdraw(request)
        else:
            self._review.work.ask(request, [state.slice_index])

    def _fill_in(self, method: str, values: Mapping[str, Value]) -> None:
        if self.form is not None:
            self.form.hide()  # now, not when the event comes round that deletes it
            self._place.removeWidget(self.form)
            self.form.deleteLater()
        self.form = ParameterForm(METHODS[method], values)
        self.form.changed.connect(self._take_form)
        self._place.addWidget(self.form)

    def _take_form(self) -> None:
        """Look at what is filled in; nothing is asked yet."""
        if self.form is None:
            return
        try:
            request = query.request_of(self._review.shown.state, self.form.method.key, **self.form.values())
        except UsageError as error:
            self._problem = str(error)
            self._refresh()
            return
        self._problem = ""
        if request is not None:
            self._last[request.method] = request.values
            self._review.shown.show_request(request)
        self._refresh()

    def _refresh(self) -> None:
        state = self._review.shown.state
        request = state.request
        self.setVisible(request is not None)
        if request is None:
            return
        if self.form is None or self.form.method.key != request.method:
            self._fill_in(request.method, request.values)
        answer = query.answer_of(state)
        awaited = self._review.work.state.awaits(request, state.slice_index)
        partial = answer if isinstance(answer, Partial) else None
        has_picture = state.case is not None and state.slice_index in state.case.indices
        self.what.setText(self._problem or self._words(request, partial, awaited=awaited, has_picture=has_picture))
        self.bar.setVisible(awaited or partial is not None)
        self.bar.setRange(0, 0 if partial is None else partial.total)
        self.bar.setValue(0 if partial is None else partial.done)
        self.button.setText(tr("Cancel") if awaited else tr("Ask"))
        known = answer is not None and partial is None
        self.button.setEnabled(awaited or (not (known or self._problem) and has_picture))

    def _words(self, request: Request, partial: Partial | None, *, awaited: bool, has_picture: bool) -> str:
        state = self._review.shown.state
        if awaited and partial is None:
            return tr("Waits for its turn")
        if partial is not None:
            told = tr("{done} of {all} passes") if awaited else tr("Stopped at {done} of {all} passes")
            return told.format(done=partial.done, all=partial.total)
        if query.answer_of(state) is not None:
            return tr("This slice is answered")
        if not has_picture:
            return tr("This slice holds no picture")
        cost = METHODS[request.method].cost(query.input_shape(state), request.values)
        return tr("Passes through the network: {cost}").format(cost=wording.passes(cost))
