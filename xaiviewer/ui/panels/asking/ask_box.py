"""Asking a method that costs more: about the slice shown, or about the whole case."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from xaiviewer.errors import UsageError
from xaiviewer.requests import METHODS, Answers, Method, ModelDescription, Partial, Request, Value
from xaiviewer.requests.parameter import SEED
from xaiviewer.requests.request import suited
from xaiviewer.review import Review, query
from xaiviewer.ui.kit import answer_words
from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import Segmented, column, keep_keys, label, row
from xaiviewer.ui.kit.progress_bar import ProgressBar
from xaiviewer.ui.kit.signals import follow_later
from xaiviewer.ui.language import later, tr
from xaiviewer.ui.panels.asking.parameters import ParameterForm

_PRESETS = {"quick": later("Quick"), "": later("Default"), "thorough": later("Thorough")}
_PIXELS = later("pixels of the slice")
"""Unit of a place that can be clicked in the picture."""
CHANNEL_METHOD = "activation-maximisation"
"""What tells what a channel wants to see."""


class AskBox(QWidget):
    """A method's presets and parameters, what they cost, and buttons that ask it of the slice or the case, or stop."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.form: ParameterForm | None = None
        self._problem = ""  # with what is filled in
        self._of: ModelDescription | None = None  # whose layers the form offers
        self._last: dict[str, Mapping[str, object]] = {}  # what was filled in, by method
        self.presets = Segmented(tr("Preset"), [(key, tr(name), "") for key, name in _PRESETS.items()])
        place = QWidget()
        self._place: QVBoxLayout = column(place)
        self.bar = ProgressBar(tr("Passes through the network"))
        self.what = label("", "small", wrap=True)
        self.button = QPushButton(tr("Compute"))
        self.whole = QPushButton(tr("Whole case"))
        self.button.setToolTip(with_key("layer.compute"))
        self.whole.setToolTip(
            with_key("layer.compute-case", tr("All other slices, in the background, the nearest first"))
        )
        for button in (self.button, self.whole):
            button.setProperty("compact", True)
            keep_keys(button)
        layout = column(self, spacing=8)
        layout.addWidget(self.presets)
        layout.addWidget(place)
        layout.addWidget(self.bar)
        layout.addWidget(self.what)
        self.about = AboutButton("asking")
        layout.addLayout(row(self.button, self.whole, self.about))
        self.button.clicked.connect(self.press)
        self.whole.clicked.connect(self.press_whole)
        self.presets.chosen.connect(self._take_preset)
        follow_later(self, self._refresh, review.shown, but=("appearance",))
        review.work.task_changed.connect(self._refresh)
        self._refresh()

    def choose(self, method: str) -> None:
        """Look at a method, with the values that were filled in last if it is the same again."""
        if self.form is None or self.form.method.key != method or self._of != self._network(METHODS[method]):
            self._fill_in(METHODS[method], self._last.get(method, {}))
        self._take_form()

    def ask_channel(self, channel: int) -> None:
        """Ask what a channel of the current layer wants to see."""
        state = self._review.shown.state
        layer = query.layers(state)[state.layer].name
        self.choose(CHANNEL_METHOD)
        if self.form is not None and self.form.method.key == CHANNEL_METHOD:
            self.form.show_values({"target": "channel", "layer": layer, "channel": channel})
            self._take_form()
            state = self._review.shown.state
            if state.request is not None and not self._problem and query.answer_of(state) is None:
                self._review.work.ask(state.request, [state.slice_index])

    def take_pixel(self, row: int, column: int) -> None:
        """A pixel of the slice was clicked: the one that is asked about, where the method asks about one."""
        if self.form is not None and not self.isHidden() and self._takes_pixel():
            self.form.show_values({"row": row, "column": column})
            self._take_form()

    def _takes_pixel(self) -> bool:
        """Whether the form has a place for a pixel of the slice now."""
        fields = {} if self.form is None else {each.name: each for each in self.form.method.parameters}
        places = [fields[axis] for axis in ("row", "column") if axis in fields and fields[axis].unit == _PIXELS]
        return len(places) == 2 and self.form is not None and not self.form.fields["row"].isHidden()

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

    def compute(self) -> None:
        """By a key: as the button would, whose state may lag behind the slice."""
        self._refresh()
        self.button.click()

    def compute_whole(self) -> None:
        """The same of the other button."""
        self._refresh()
        self.whole.click()

    def press_whole(self) -> None:
        """Ask about every slice that has no answer yet, or stop asking."""
        state = self._review.shown.state
        request, case = state.request, state.case
        if request is None or case is None:
            return
        if self._review.work.state.of_case(request) is not None:
            self._review.work.withdraw(request)
        else:
            self._review.work.ask(request, self._missing(request), background=True)

    def _missing(self, request: Request) -> list[int]:
        """The slices that the request has no whole answer for."""
        state = self._review.shown.state
        indices = () if state.case is None else state.case.indices
        return [each for each in indices if not _is_whole(state.answers.get((request, each)))]

    def _fill_in(self, method: Method, values: Mapping[str, object]) -> None:
        if self.form is not None:
            self.form.hide()  # now, not when the event comes round that deletes it
            self._place.removeWidget(self.form)
            self.form.deleteLater()
        state = self._review.shown.state
        asked = self._of = self._network(method)
        layers = () if asked is None else asked.layers
        self.form = ParameterForm(method if asked is None else suited(method, asked), {}, layers)
        here = layers[min(state.layer, len(layers) - 1)].name if layers else ""
        opening = {each.name: here for each in method.parameters if each.kind == "layer" and not each.input_too}
        self.form.show_values({**opening, **values})
        self.form.changed.connect(self._take_form)
        self._place.addWidget(self.form)
        self.presets.setVisible(bool(method.quick or method.thorough))

    def _network(self, method: Method) -> ModelDescription | None:
        """The network that a method is asked of; None where it is not known yet."""
        analysis = self._review.shown.state.analysis
        if analysis is None:
            return None
        return analysis.segmenter if method.task == "segmentation" else analysis.description

    def _take_preset(self, key: str) -> None:
        if self.form is None:
            return
        method = self.form.method
        self.form.show_values({**_defaults(method), **_preset(method, key)})
        self._take_form()

    def _take_form(self) -> None:
        """Look at what is filled in; nothing is asked yet."""
        if self.form is None:
            return
        values = self.form.values()
        try:
            request = query.request_of(self._review.shown.state, self.form.method.key, **values)
        except UsageError as error:
            self._problem = str(error)
            self._refresh()
            return
        self._problem = ""
        if request is not None:
            self._last[request.method] = values
            self._review.shown.show_request(request)
        self._refresh()

    def _refresh(self) -> None:
        state, work = self._review.shown.state, self._review.work.state
        request = state.request
        self.setVisible(request is not None)
        if request is None:
            return
        if self.form is None or self.form.method.key != request.method:
            self._fill_in(METHODS[request.method], _values(request))
        elif not self._problem:
            self.form.show_values(_values(request))
        answer = query.answer_of(state)
        awaited = work.awaits(request, state.slice_index)
        partial = answer if isinstance(answer, Partial) else None
        has_picture = state.case is not None and state.slice_index in state.case.indices
        refused = query.unanswerable(state, METHODS[request.method])
        words = (
            self._problem
            or (refused and tr(refused))
            or self._words(request, partial, awaited=awaited, has_picture=has_picture)
        )
        if self._takes_pixel() and not awaited:
            words += " " + tr("Click the image to choose the pixel.")
        self.what.setText(words)
        done, total = self._done(request, partial, awaited=awaited)
        self.bar.setVisible(awaited or partial is not None)
        self.bar.show_progress(done, total)
        known = _is_whole(answer)
        wrong = bool(self._problem or refused)
        of_case = work.of_case(request)
        self.button.setText(tr("Cancel") if awaited and of_case is None else tr("Compute"))
        self.button.setEnabled((awaited and of_case is None) or not (known or awaited or wrong or not has_picture))
        # What a unit wants to see has little to do with the slice: nobody needs it of all of them.
        self.whole.setVisible(METHODS[request.method].answers is not Answers.SYNTHESIS)
        self.whole.setText(tr("Whole case") if of_case is None else tr("Cancel the case"))
        self.whole.setEnabled(of_case is not None or (not wrong and bool(self._missing(request))))
        self._mark_preset()

    def _done(self, request: Request, partial: Partial | None, *, awaited: bool) -> tuple[int, int]:
        """Passes of this slice, and how many there are; none while that is not known."""
        task = self._review.work.state.task
        if partial is not None:
            return partial.done, partial.total
        mine = task is not None and task.text == METHODS[request.method].title and awaited
        whole = self._review.work.state.of_case(request) is not None
        return (task.done, task.total) if mine and not whole and task is not None else (0, 0)

    def _mark_preset(self) -> None:
        """The preset whose values are filled in, if it is one, and what each of them costs."""
        if self.form is None or self.presets.isHidden():
            return
        method, values = self.form.method, self.form.values()
        button = next((key for key in _PRESETS if _matches(method, key, values)), None)
        for key, name in _PRESETS.items():
            try:
                price = self._price(method, method.complete({**values, **_defaults(method), **_preset(method, key)}))
            except UsageError:
                price = ""
            self.presets.name(key, tr(name), price)
        self.presets.set_only(button)

    def _price(self, method: Method, values: Mapping[str, Value]) -> str:
        state = self._review.shown.state
        cost = method.cost(query.input_shape(state, method.task), values)
        return answer_words.price(cost.forward + cost.backward, self._review.work.state.pace.estimate(method, cost))

    def _words(self, request: Request, partial: Partial | None, *, awaited: bool, has_picture: bool) -> str:
        state, task = self._review.shown.state, self._review.work.state.task
        if awaited and partial is None and (task is None or task.text != METHODS[request.method].title):
            return tr("Queued")
        if partial is not None:
            told = tr("{done} of {all} passes") if awaited else tr("Stopped at {done} of {all} passes")
            told = told.format(done=partial.done, all=partial.total)
            left = None if task is None or not awaited else task.left_s
            return told if left is None else f"{told}, {answer_words.left(left)}"
        if awaited and task is not None:
            return tr("Being computed") if task.left_s is None else answer_words.left(task.left_s)
        if query.answer_of(state) is not None:
            return tr("Computed for this slice")
        if not has_picture:
            return tr("This slice holds no picture")
        return self._price(METHODS[request.method], request.values)


def _is_whole(answer: object) -> bool:
    return answer is not None and not isinstance(answer, Partial)


def _values(request: Request) -> dict[str, object]:
    """What a request's form holds."""
    seed: dict[str, object] = {} if request.seed is None else {SEED.name: request.seed}
    return {**request.values, **seed}


def _preset(method: Method, key: str) -> Mapping[str, Value]:
    return {"quick": method.quick, "thorough": method.thorough}.get(key, {})


def _defaults(method: Method) -> dict[str, Value]:
    """What a preset sets back: whatever one of them sets, and nothing else."""
    touched = {*method.quick, *method.thorough}
    return {each.name: each.default for each in method.parameters if each.name in touched}


def _matches(method: Method, key: str, values: Mapping[str, object]) -> bool:
    wanted = {**_defaults(method), **_preset(method, key)}
    return all(values.get(name) == value for name, value in wanted.items())
