"""One of the explanations that are compared: which it is, and the slice under its heat."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import cv2
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from xaiviewer.display.picture import Heat, under_heat
from xaiviewer.review import Review, ShownState, Subject
from xaiviewer.review.compared import LEAST, offered, other_layers, seen_by
from xaiviewer.ui.kit import answer_words, beside_words, theme
from xaiviewer.ui.kit.controls import Choice, Elided, column, flat_button, label, row
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.rendering import Kept, Renderer, to_image
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.colour_bar import ColourBar
from xaiviewer.ui.views.compare.drawn import Part
from xaiviewer.ui.views.measuring.tools import Tools
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.views.viewport import Viewport

LETTERS = "ABCDEF"
"""By which the explanations are spoken of."""
_HEADER, _FOOTER = 36, 28
_LEAST_BAR = 64  # of the colours: what stands beside them gives way
_LEAST_VIEW = 88  # sides: six of them and a seventh fit into a small window
_ROOMY = 240  # a picture so wide has room for the window's numbers beside the scale


class ComparedSlice(SliceView):
    """The slice under one explanation's heat."""

    def __init__(
        self,
        review: Review,
        renderer: Renderer,
        viewport: Viewport,
        tools: Tools,
        shows: Callable[[], ShownState],
        missing: Callable[[], str],
        *,
        names: Names,
    ) -> None:
        """`missing` says why there is no map, where that has a reason of its own."""
        super().__init__(review, renderer, viewport, tools, role="heat", names=names)
        self._shows, self._missing = shows, missing
        self.setMinimumSize(_LEAST_VIEW, _LEAST_VIEW)

    def state(self) -> ShownState:
        """What is shown, but for this explanation."""
        return self._shows()

    def message(self) -> str:
        """What the view must say in words."""
        return self._missing() or super().message()

    def corner_words(self) -> str:
        """The window, where there is room; the head of them all names the slice."""
        return self.window_words() if self.width() >= _ROOMY else ""


class ComparedPane(QWidget):
    """A letter, the choice of an explanation, its heat and its colours.

    Signals:
        removed(int): the reader wants one explanation less: this place.
    """

    removed = Signal(int)

    def __init__(self, review: Review, viewport: Viewport, tools: Tools, names: Names, place: int) -> None:
        super().__init__()
        self._review = review
        self._place = place
        self._offered: tuple[Subject, ...] = ()
        self.renderer = Renderer()
        self.view = ComparedSlice(review, self.renderer, viewport, tools, self.shows, self._no_map, names=names)
        self.choice = Choice(tr("Explanation {letter}").format(letter=LETTERS[place]), [])
        self.choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.close_button = flat_button("close", tr("Remove this explanation"))
        self.decided, self.laid, self.trained = Elided("small"), Elided("small"), Elided("caution")
        self.trained.setToolTip(tr("This network was trained on this patient: how sure it is here flatters it."))
        self.colours = ColourBar(review, self.renderer, self.shows)
        theme.follow(self.colours, lambda it: it.setFixedHeight(theme.room(_FOOTER)))
        self.colours.setMinimumWidth(_LEAST_BAR)
        header = QHBoxLayout()
        header.setContentsMargins(8, 0, 4, 0)
        header.setSpacing(8)
        header.addWidget(label(LETTERS[place], "heading"))
        header.addWidget(self.choice, 1)
        header.addWidget(self.close_button)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = column(self, spacing=0)
        top = QWidget()
        theme.follow(top, lambda it: it.setFixedHeight(theme.room(_HEADER)))
        top.setLayout(header)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 0)
        foot.setSpacing(8)
        self.worth = Elided("small")
        foot.addWidget(self.worth)
        foot.addWidget(self.colours, 1)
        layout.addWidget(top)
        for line in (self.decided, self.laid, self.trained):
            layout.addLayout(_line(line))
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        self.choice.activated.connect(self._choose)
        self.close_button.clicked.connect(self._close)
        follow(self.refresh, review.compared.changed, *review.shown.changes)
        self.refresh()

    @property
    def subject(self) -> Subject | None:
        """The explanation; None where there are not so many."""
        subjects = self._review.compared.state.subjects
        return subjects[self._place] if self._place < len(subjects) else None

    def shows(self) -> ShownState:
        """What is shown, but for this explanation in place of the one that the reader looks at."""
        subject = self.subject
        return self._review.shown.state if subject is None else seen_by(self._review.shown.state, subject)

    def part(self) -> Part:
        """Its part of a picture of them all."""
        return Part(f"{LETTERS[self._place]} · {self.choice.currentText()}", self.view, self.colours)

    def told(self) -> str:
        """What it is, in a line."""
        lines = (each.text() for each in (self.decided, self.laid, self.trained) if not each.isHidden())
        return " · ".join(filter(None, (f"{LETTERS[self._place]}: {self.choice.currentText()}", *lines)))

    def refresh(self) -> None:
        """Offer what can be compared now."""
        subject, state = self.subject, self._review.shown.state
        if subject is None or not self._review.compared.state.on:
            return
        known = (*offered(state), *other_layers(state))
        self._offered = known if subject in known else (subject, *known)
        named = [(str(number), answer_words.subject(state, each)) for number, each in enumerate(self._offered)]
        self.choice.offer(named)
        self.choice.set_current(str(self._offered.index(subject)))
        self.worth.say(*beside_words.worth(state, subject))
        self.worth.setToolTip(beside_words.worth_in_full(state, subject))
        self.decided.setVisible(bool(state.trainings) or state.second is not None)
        self.decided.say(*beside_words.decision(state, subject))
        self.laid.setVisible(state.second is not None)
        self.laid.say(*beside_words.layer(state, subject))
        self.trained.setVisible(beside_words.any_trained(state))
        trained = (
            (tr("Trained on this patient"), tr("In its training")) if beside_words.trained(state, subject) else ("",)
        )
        self.trained.say(*trained)
        self.close_button.setEnabled(len(self._review.compared.state.subjects) > LEAST)
        self.view.update()

    def _no_map(self) -> str:
        return beside_words.missing(self._review.shown.state, self.subject)

    def _choose(self) -> None:
        self._review.compared.put(self._place, self._offered[int(self.choice.currentData())])

    def _close(self) -> None:
        self.removed.emit(self._place)


class ExtraSlice(SliceView):
    """The slice under what two explanations differ in, or all agree in."""

    def __init__(self, review: Review, viewport: Viewport, tools: Tools, names: Names) -> None:
        self.renderer = Renderer()
        super().__init__(review, self.renderer, viewport, tools, role="heat", names=names)
        self._kept = Kept()
        self.setMinimumSize(_LEAST_VIEW, _LEAST_VIEW)
        review.compared.changed.connect(self.update)

    def message(self) -> str:
        """Why nothing is drawn."""
        mine, found = self._review.compared.state, self._review.compared.state.found
        if found is None:
            told = tr("Comparing…")
            return told if self._review.compared.busy else tr("Fewer than two are computed for this slice")
        if mine.extra == "difference" and found.difference(*mine.pair) is None:
            return tr("One of the two is not computed for this slice")
        if mine.extra == "consensus" and not found.share.any():
            return tr("None of them marks anything")
        return ""

    def corner_words(self) -> str:
        """As of the explanations beside it."""
        return self.window_words() if self.width() >= _ROOMY else ""

    def _picture(self, state: ShownState) -> QImage | None:
        mine, found = self._review.compared.state, self._review.compared.state.found
        if state.case is None or found is None:
            return super()._picture(state) if state.case is None else self.renderer.plain(state)
        polarity = state.appearance.polarity
        values = found.difference(*mine.pair, polarity) if mine.extra == "difference" else found.share
        if values is None or values.shape != state.case.shape:
            return self.renderer.plain(state)
        grey, drawn = self.renderer.grey(state), answer_words.extra_appearance(state.appearance, mine.extra)
        picture: QImage = self._kept.get(
            (grey, found, mine.extra, mine.pair, drawn.colouring, polarity),
            lambda: to_image(cv2.cvtColor(under_heat(grey, Heat(values, 1.0, blank=False), drawn), cv2.COLOR_RGB2BGRA)),
        )
        return picture


class ExtraPane(QWidget):
    """The difference or the consensus, under its name."""

    def __init__(self, review: Review, viewport: Viewport, tools: Tools, names: Names) -> None:
        super().__init__()
        self._review = review
        self.view = ExtraSlice(review, viewport, tools, names)
        self.title = Elided("heading")
        self.detail = Elided("small")
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top, foot = QWidget(), QWidget()
        for widget, height, text in ((top, _HEADER, self.title), (foot, _FOOTER, self.detail)):
            theme.follow(widget, partial(_keep_height, height=height))
            held = QHBoxLayout(widget)
            held.setContentsMargins(8, 0, 8, 0)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            held.addWidget(text, 1)
        layout = column(self, spacing=0)
        layout.addWidget(top)
        self.lines = [Elided("small") for _ in range(3)]  # empty, so that its picture lies as high as theirs
        for line in self.lines:
            layout.addLayout(_line(line))
        layout.addWidget(self.view, 1)
        layout.addWidget(foot)
        review.compared.changed.connect(self.refresh)
        self.refresh()

    def part(self) -> Part:
        """Its part of a picture of them all."""
        return Part(self.title.text(), self.view)

    def told(self) -> str:
        """What it is, in a line."""
        return f"{self.title.text()}: {self.detail.text()}"

    def refresh(self) -> None:
        """Say what it shows."""
        mine, state = self._review.compared.state, self._review.shown.state
        second = state.second is not None
        there = (second or bool(state.trainings), second, beside_words.any_trained(state))
        for line, shown in zip(self.lines, there, strict=True):
            line.setVisible(shown)
        one, other = (LETTERS[place] for place in mine.pair)
        if mine.extra == "difference":
            self.title.setText(tr("{one} minus {other}").format(one=one, other=other))
            told = (
                tr("orange: more in {one}, blue: more in {other}, each as a share of its maximum in the head"),
                tr("orange: more in {one}, blue: more in {other}"),
                tr("orange: {one}, blue: {other}"),
            )
            self.detail.say(*(each.format(one=one, other=other) for each in told))
        else:
            self.title.setText(tr("Consensus"))
            self.detail.say(tr("bright: marked by more of the distinct explanations"), tr("bright: marked by more"))


def _line(text: Elided) -> QHBoxLayout:
    """A line of a pane, which gives way to its width."""
    text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    line = row(text)
    line.setContentsMargins(8, 0, 8, 2)
    return line


def _keep_height(widget: QWidget, *, height: int) -> None:
    widget.setFixedHeight(theme.room(height))
