"""The store of what the reader says: each answer is kept at once, and on the disk a moment later."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.ledger.events import WHOLE_CASE, Place, Screen
from xaiviewer.ledger.forms import FLAG, Form, Question
from xaiviewer.ledger.identity import CaseIdentity
from xaiviewer.ledger.writers import Reader
from xaiviewer.review import query
from xaiviewer.review.failure import Failure
from xaiviewer.review.state import ShownState
from xaiviewer.review.verdicts import jobs
from xaiviewer.review.verdicts.identifying import Identifier
from xaiviewer.review.verdicts.keeper import Keeper
from xaiviewer.review.verdicts.protocols import Showing
from xaiviewer.review.verdicts.seen import screen_of
from xaiviewer.review.verdicts.state import ABOUTS, About, Given, Key, Statement, VerdictsState


@dataclass(frozen=True, eq=False)
class Target:
    """What an answer is about: the case, what of it, and what was to be seen when it was begun."""

    case: Case
    place: Place
    screen: Screen


@dataclass(frozen=True, eq=False)
class _Underway:
    """An answer that is not on the disk: its case, what it answers, and how it becomes a statement."""

    case: Case
    key: Key
    given: Given
    statement: Callable[[CaseIdentity], Statement]


class Verdicts(QObject):
    """Holds the frozen `VerdictsState` and changes it; the file is the keeper's.

    Signals:
        changed(): another state.
        saved(str): an answer about the case of this content is on the disk.
        failed(Failure): something else than an answer could not be done, or an answer that nobody can save was given.
    """

    changed = Signal()
    saved = Signal(str)
    failed = Signal(Failure)

    def __init__(
        self,
        shown: Showing,
        lesion: Callable[[Iterable[str]], str | None],
        parent: QObject | None = None,
    ) -> None:
        """About what is shown; `lesion` names the one that is chosen, like one of those that were answered about."""
        super().__init__(parent)
        self.state = VerdictsState()
        self._showing, self._lesion = shown, lesion
        self._numbers = count(1)
        self._case: weakref.ref[Case] | None = None
        self._early: list[_Underway] = []  # their cases are still being identified
        self._underway: dict[int, _Underway] = {}  # by number
        self._before = 0  # answers that wait since before the program was started
        self.keeper = Keeper(self)
        self.keeper.reported.connect(self._take)
        self._identifier = Identifier(self)
        self._identifier.identified.connect(self._take_identity)
        for signal in shown.changes:
            signal.connect(self._follow)

    def _shown(self) -> ShownState:
        return self._showing.state

    # ---------------------------------------------------------------- the project

    def open(self, path: Path | None = None) -> None:
        """Open a project; None: the personal one, if it was made already."""
        self.keeper.do(jobs.Open(path))

    def make(self, path: Path, name: str = "") -> None:
        """Make a project that asks what is asked now, and open it."""
        self.keeper.do(jobs.Make(path, name, self.state.form))

    def copy_whole(self, path: Path) -> None:
        """Write what is whole of a damaged project to a new file, and go on with that."""
        self.keeper.do(jobs.Rescue(path))

    def ask(self, form: Form) -> None:
        """Ask these questions from now on."""
        if form != self.state.form:
            self.keeper.do(jobs.Ask(form))

    def be(self, reader: Reader) -> None:
        """Somebody answers from now on; answers that waited for that are this reader's."""
        if reader != self.state.reader:
            self._replace(reader=reader)
            self.keeper.do(jobs.Be(reader))
            self._look()

    # ---------------------------------------------------------------- which question

    def activate(self, *, on: bool) -> None:
        """Whether digits answer the current question."""
        self._replace(active=on)

    def step(self, steps: int) -> None:
        """Go on to another question; digits answer it."""
        asked = len(self.state.questions)
        if not asked:
            return
        if not self.state.active:
            self._replace(active=True, at=min(self.state.at, asked - 1))
            return
        self._replace(at=(min(self.state.at, asked - 1) + steps) % asked)

    def select(self, at: int) -> None:
        """Turn to a question."""
        self._replace(at=at, active=True)

    def ask_about(self, about: About) -> None:
        """Ask about the case, or about the slice, lesion or layer shown."""
        if about != self.state.about:
            question = self.state.question
            asked = [each for each in self.state.form.questions if about in each.places]
            at = asked.index(question) if question in asked else 0
            self._replace(about=about, at=at)

    def next_about(self) -> None:
        """Ask about the next of them that there are questions about, and that is there."""
        offered = [each for each in ABOUTS if self.can_ask_about(each)]
        if offered:
            at = offered.index(self.state.about) if self.state.about in offered else -1
            self.ask_about(offered[(at + 1) % len(offered)])

    def can_ask_about(self, about: About) -> bool:
        """Whether there are questions about it, and it is shown."""
        return any(about in each.places for each in self.state.form.questions) and self._place_of(about) is not None

    @property
    def place(self) -> Place | None:
        """What is asked about; None where that is not shown."""
        return self._place_of(self.state.about)

    @property
    def given(self) -> Given | None:
        """The answer to the current question that holds."""
        question, place = self.state.question, self.place
        return None if question is None or place is None else self.state.given(question.key, place)

    def _place_of(self, about: About) -> Place | None:
        state = self._shown()
        if state.case is None:
            return None
        if about == "slice":
            return Place(slice=state.slice_index)
        if about == "lesion":
            lesion = self._lesion(place.lesion for _, place in self.state.history if isinstance(place.lesion, str))
            return None if lesion is None else Place(lesion=lesion)
        if about == "layer":
            layers = query.layers(state)
            return Place(layer=layers[state.layer].name) if state.layer < len(layers) else None
        return WHOLE_CASE

    # ---------------------------------------------------------------- answers

    def expect(self, *, on: bool) -> None:
        """Another case is being opened in the place of the one on the screen, which nobody means any more."""
        self._replace(expecting=on)

    @property
    def answerable(self) -> bool:
        """Whether answers are taken: a case is there, and none is being opened in its place."""
        return self._shown().case is not None and not self.state.expecting

    def digit(self, number: int) -> None:
        """Answer the current question with a digit, and turn to the next one where that settles it."""
        question = self.state.question
        if question is None or self.place is None or not self.answerable:
            return
        value = value_of_digit(question, number, self.given)
        if value is not None:
            self.answer(question.key, value)
            if question.kind != "tags":
                self._replace(at=min(self.state.at + 1, len(self.state.questions) - 1))

    @property
    def target(self) -> Target | None:
        """What an answer that is begun now will be about; None where nothing of it is shown."""
        case, place = self._shown().case, self.place
        return None if case is None or place is None else Target(case, place, screen_of(self._shown()))

    def answer(self, question: str, value: Any, target: Target | None = None) -> None:
        """Answer a question, or (None) withdraw the answer. What is no answer is told of.

        Nothing happens while the case is not there that it would be about.

        Args:
            question: its key.
            value: what it takes.
            target: what the answer is about, where it was begun earlier; by default what is chosen now.
        """
        self._give(question, value, target or (self.target if self.answerable else None))

    def flag(self) -> None:
        """Flag the case, or take the flag off."""
        held = self.state.given(FLAG.key, WHOLE_CASE)
        case = self._shown().case
        if case is not None and self.answerable:
            value = "no" if held is not None and held.value == "yes" else "yes"
            self._give(FLAG.key, value, Target(case, WHOLE_CASE, screen_of(self._shown())))

    def undo(self) -> None:
        """Take back the last answer to the current question: the one before it holds again."""
        question, target = self.state.question, self.target
        if question is None or target is None or not self.answerable:
            return
        standing = taken_back(self.state.history.get((question.key, target.place), ()))
        if standing is not None:
            self._state(question.key, target, standing, undo=True)

    def end(self, until: float | None = None) -> None:
        """Save what waits and wait for the threads to end; see `Keeper.end`."""
        self._identifier.end(until)
        self.keeper.end(until)

    def _give(self, question: str, value: Any, target: Target | None) -> None:
        if target is None:
            return
        try:
            self.state.form.check(question, value, target.place)
        except UsageError as error:
            self.failed.emit(Failure(str(error)))
            return
        held = self.state.given(question, target.place)
        here = target.case is self._shown().case
        if not here or (None if held is None else held.value) != value:
            self._state(question, target, Given(value), undo=False)

    def _state(self, question: str, target: Target, given: Given, *, undo: bool) -> None:
        """Show an answer, and have it saved as soon as its case is identified."""
        number, case = next(self._numbers), target.case

        def statement(identity: CaseIdentity) -> Statement:
            return Statement(number, identity, question, given.value, target.place, target.screen, undo)

        underway = _Underway(case, (question, target.place), given, statement)
        self._underway[number] = underway
        if case is self._shown().case:
            self._replace(history=_with(self.state.history, underway.key, given))
        self._replace(waiting=self._waiting)
        identity = self._identifier.of(case)
        if identity is None:
            self._early.append(underway)
            self._identifier.ask(case)
        else:
            self.keeper.do(jobs.Write(statement(identity)))

    # ---------------------------------------------------------------- what comes back

    @Slot()
    def _follow(self) -> None:
        """Another case may be open: its first question is next, and what was answered about it is looked up."""
        case = self._shown().case
        if case is (None if self._case is None else self._case()):
            self.changed.emit()  # another slice or layer may be asked about
            return
        self._case = None if case is None else weakref.ref(case)
        self._replace(content="", remark="", history={}, at=0)
        self._look()

    def _look(self) -> None:
        case = self._shown().case
        if case is None:
            return
        identity = self._identifier.of(case)
        if identity is None:
            self._identifier.ask(case)
        else:
            self._take_identity(case, identity)

    @Slot(object, object)
    def _take_identity(self, case: Case, identity: CaseIdentity) -> None:
        early = [each for each in self._early if each.case is case]
        self._early = [each for each in self._early if each.case is not case]
        for each in early:
            self.keeper.do(jobs.Write(each.statement(identity)))
        if case is self._shown().case:
            self._replace(content=identity.content)
            if self.keeper.running:
                self.keeper.do(jobs.Look(identity, case.source))

    @Slot(object)
    def _take(self, report: jobs.Report) -> None:
        match report:
            case jobs.Opened():
                self._take_book(report)
            case jobs.Looked():
                if report.content == self.state.content and report.reader == self.state.reader:
                    self._replace(history=self._with_underway(report.history), remark=report.remark)
            case jobs.Saved():
                self._take_saved(report)
            case jobs.Unfit():
                self._underway.pop(report.statement.number, None)
                self._replace(waiting=self._waiting)
                self.failed.emit(Failure(report.sentence))
                self._look()
            case jobs.Waits():
                self._before = report.before
                self._replace(waiting=self._waiting, problem=report.problem)
            case jobs.Refused():
                self.failed.emit(Failure(report.sentence))

    def _take_book(self, report: jobs.Opened) -> None:
        before, now = self.state.book, report.book
        another = before is None or now is None or before.path != now.path
        about, asked = self.state.about, self.state.form
        self._replace(book=now)
        if self.state.form != asked:
            self._replace(at=0)
        if not self.state.questions and self.state.form.questions:
            self._replace(about=next(each for each in ABOUTS if each in self.state.form.questions[0].places))
        if another or about != self.state.about:
            self._look()

    def _take_saved(self, report: jobs.Saved) -> None:
        told = report.statement
        mine = self._underway.pop(told.number, None)
        self._replace(waiting=self._waiting, problem="")
        if told.identity.content == self.state.content:
            key = told.question, told.place
            known = list(self.state.history.get(key, ()))
            open_ = [number for number, each in enumerate(known) if not each.saved]
            if mine is None:  # given before the program was started anew
                self._look()
            elif open_:  # they are saved in the order in which they were given
                known[open_[0]] = report.given
                self._replace(history={**self.state.history, key: tuple(known)})
        self.saved.emit(told.identity.content)

    @property
    def _waiting(self) -> int:
        return len(self._underway) + self._before

    def _with_underway(self, history: Mapping[Key, tuple[Given, ...]]) -> Mapping[Key, tuple[Given, ...]]:
        """What is on the disk, and after it what is not yet."""
        case = self._shown().case
        for each in self._underway.values():
            if each.case is case:
                history = _with(history, each.key, each.given)
        return history

    def _replace(self, **changes: Any) -> None:
        fresh = replace(self.state, **changes)
        if fresh != self.state:
            self.state = fresh
            self.changed.emit()


def _with(history: Mapping[Key, tuple[Given, ...]], key: Key, given: Given) -> Mapping[Key, tuple[Given, ...]]:
    return {**history, key: (*history.get(key, ()), given)}


def value_of_digit(question: Question, number: int, given: Given | None) -> Any:
    """The answer that a digit gives to a question; None where it gives none."""
    match question.kind:
        case "choice":
            return question.choices[number - 1] if 1 <= number <= len(question.choices) else None
        case "scale":
            return number if question.fits(number) else None
        case "tags" if 1 <= number <= len(question.choices):
            word, held = question.choices[number - 1], list(given.value) if given is not None else []
            return [each for each in held if each != word] if word in held else [*held, word]
    return None


def taken_back(history: tuple[Given, ...]) -> Given | None:
    """What holds once the last answer is taken back; None where there is none to take back."""
    stack: list[Given] = []
    for each in history:
        if each.taken_back and stack:
            stack.pop()
        elif not each.taken_back:
            stack.append(each)
    if not stack:
        return None
    return Given(stack[-2].value if len(stack) > 1 else None, taken_back=True)
