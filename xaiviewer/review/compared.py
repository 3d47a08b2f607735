"""Which explanations are compared, and what they have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from xaiviewer.requests import METHODS, ONE_PASS_METHODS, Answers, Request
from xaiviewer.review import beside, query
from xaiviewer.review.derived.comparison import Comparison, Marking, compared
from xaiviewer.review.mapped import laid_map
from xaiviewer.review.state import Ensemble, LayerSelection, ShownState
from xaiviewer.review.threads.jobs import JobContext, JobRunner

LEAST, MOST = 2, 6
"""How many explanations are compared."""

Extra = Literal["none", "difference", "consensus"]
"""What stands beside them."""

_Looked = tuple[int, str | None]

_MAPS = (Answers.EVERY_LAYER, Answers.MAP, Answers.REGIONS)


@dataclass(frozen=True)
class Subject:
    """One of the explanations.

    Attributes:
        method: key of one of the methods that come with every slice; "" where another was asked.
        layer: index of the layer, of the network that is asked.
        request: what was asked beyond these.
        network: package of another network than the loaded one; see `ShownState.second`, `ShownState.trainings`. Its
            layer is the one beside `layer`, which is still the loaded network's.
    """

    method: str
    layer: int
    request: Request | None = None
    network: Path | None = None


@dataclass(frozen=True)
class ComparedState:
    """What is compared; replaced whole at every change.

    Attributes:
        on: whether the comparison is on the screen.
        subjects: the explanations, side by side.
        pair: places of the two that are held against each other.
        extra: what stands beside them.
        marking: what counts as marked, for their consensus.
        found: what they have in common on the slice shown; None until it is known.
    """

    on: bool = False
    subjects: tuple[Subject, ...] = ()
    pair: tuple[int, int] = (0, 1)
    extra: Extra = "none"
    marking: Marking = field(default_factory=Marking)
    found: Comparison | None = None


def seen_by(state: ShownState, subject: Subject) -> ShownState:
    """What is shown, but for one explanation in place of the one that the reader looks at."""
    ensemble: Ensemble = "own"
    if beside.is_second(state, subject.network):
        return _drawn_alike(beside.seen(state, subject.method, subject.layer), state)
    if subject.network is not None:  # one that is not there any longer has no map, and never the loaded one's
        known = state.trainings
        ensemble = known.index(subject.network) if subject.network in known else len(known)
    before = replace(state, selection=LayerSelection(), layer=subject.layer, request=subject.request, ensemble=ensemble)
    made = query.method_of(before, subject.layer) == subject.method  # the others' maps are of the methods shown
    shown_now = ensemble != "own" and made
    if subject.request is None and not shown_now:
        before = replace(before, method=subject.method)
    return _drawn_alike(before, state)


def _drawn_alike(seen: ShownState, state: ShownState) -> ShownState:
    """The same in the polarity in which such maps are drawn."""
    polarity = state.appearance.polarity
    if query.opens_signed(seen) != query.opens_signed(state):
        polarity = state.resting_polarity
    return replace(seen, appearance=replace(state.appearance, polarity=polarity))


def subject_of(state: ShownState) -> Subject | None:
    """What the reader looks at, as one of the explanations; None where that is no map of one layer or of the input."""
    if state.analysis is None:
        return None
    if state.request is not None and query.kind(state) in _MAPS:
        return Subject("", state.layer, state.request)
    method = query.method_of(state, state.layer)
    return None if method is None or state.request is not None else Subject(method, state.layer)


def offered(state: ShownState) -> tuple[Subject, ...]:
    """What can be compared: the layer shown as other networks have it, every method of it, what else was asked."""
    analysis = state.analysis
    if analysis is None:
        return ()
    layer = own_layer(state)
    asked = dict.fromkeys(request for request, _ in state.answers)
    further = [each for each in asked if METHODS[each.method].answers in _MAPS and _of_class(state, each)]
    method = query.method_of(replace(state, request=None), layer)
    second = () if state.second is None else (state.second.package,)
    others = dict.fromkeys((*second, *state.trainings))
    return (
        *(Subject(method, layer, network=each) for each in others if method is not None),
        *(Subject(each, layer) for each in ONE_PASS_METHODS if each in analysis.methods),
        *(Subject(each, layer, network=it) for it in second for each in analysis.methods if each != method),
        *(Subject("", _layer(state, each), each) for each in further),
    )


def other_layers(state: ShownState) -> tuple[Subject, ...]:
    """The last layer of every part of the network but the layer shown, under the method that is shown there."""
    if state.analysis is None or not query.walks(state) or state.request is not None:
        return ()
    last = {layer.part: index for index, layer in enumerate(state.analysis.layers)}
    found = ((query.method_of(state, index), index) for index in last.values() if index != own_layer(state))
    return tuple(Subject(method, index) for method, index in found if method is not None)


def own_layer(state: ShownState) -> int:
    """Index of the loaded network's current layer."""
    of_loaded = state.analysis is None or query.network(state) is state.analysis.description
    return state.layer if of_loaded else state.resting_layer


def _of_class(state: ShownState, request: Request) -> bool:
    return METHODS[request.method].task == "segmentation" or request.class_index == state.explained_class


def _layer(state: ShownState, request: Request) -> int:
    """The layer that a request's map is of, or, where it has one of every layer, the current one."""
    looking = replace(state, request=request)
    named = query.asked_layer(looking)
    same = query.network(looking) is query.network(state)
    return named if named is not None else state.layer if same else state.resting_layer


class Compared(QObject):
    """Holds the frozen `ComparedState`; what the explanations have in common is found on a thread of its own.

    Signals:
        changed(): another state.
    """

    changed = Signal()

    def __init__(
        self, shown: Callable[[], ShownState], changes: tuple[SignalInstance, ...], parent: QObject | None = None
    ) -> None:
        """A comparison of what `shown` holds, which `changes` tell of."""
        super().__init__(parent)
        self.state = ComparedState()
        self._shown = shown
        self._asked: tuple[object, ...] = ()
        self._laid: object = None
        self._looked: _Looked = (0, None)  # at what was shown
        self._awaits = False  # opens by itself as soon as the networks have answered
        self._runner = JobRunner(self, name="xaiviewer-comparison")
        self._runner.reported.connect(self._take)
        for signal in changes:
            signal.connect(self._refresh)

    @property
    def busy(self) -> bool:
        """Whether something is still being compared."""
        return self._runner.busy

    @property
    def shows_second(self) -> bool:
        """Whether one of the explanations on the screen is the second network's."""
        return self.state.on and any(beside.is_second(self._shown(), each.network) for each in self.state.subjects)

    def open(self) -> None:
        """Show the comparison: as it was left, else what is looked at beside what differs from it most likely."""
        state = self._shown()
        if state.analysis is None:
            return
        known = [each for each in self.state.subjects if _still(state, each)]
        here, further = subject_of(state), offered(state)
        asked = [each for each in further if each.request is not None]
        others = [each for each in further if each.network is not None]
        if others and not any(each.network for each in known):
            known = []  # two networks are what is compared from now on
        for each in (here, *others, *asked, *further):
            if each is not None and each not in known and len(known) < LEAST:
                known.append(each)
        self._replace(on=True, subjects=tuple(known), pair=self._pair(len(known)))

    def open_once_known(self) -> None:
        """Show the comparison now, else as soon as the networks have answered about the open case or the next one."""
        self._awaits = True
        self._refresh()

    def close(self) -> None:
        """Show the one explanation again."""
        self._awaits = False
        self._replace(on=False, found=None)

    def add(self, subject: Subject) -> None:
        """Another explanation beside those that are there, if there is room."""
        if len(self.state.subjects) < MOST:
            self._replace(subjects=(*self.state.subjects, subject))

    def put(self, place: int, subject: Subject) -> None:
        """Another explanation in the place of one."""
        subjects = list(self.state.subjects)
        subjects[place] = subject
        self._replace(subjects=tuple(subjects))

    def remove(self, place: int) -> None:
        """One explanation less, of more than two."""
        subjects = self.state.subjects
        if len(subjects) > LEAST:
            self._replace(subjects=subjects[:place] + subjects[place + 1 :], pair=self._pair(len(subjects) - 1))

    def set_pair(self, one: int, other: int) -> None:
        """Hold these two against each other."""
        self._replace(pair=(one, other))

    def show(self, extra: Extra) -> None:
        """What stands beside the explanations."""
        self._replace(extra=extra)

    def mark(self, marking: Marking) -> None:
        """What counts as marked."""
        self._replace(marking=marking)

    def end(self, until: float | None = None) -> None:
        """Wait for the thread to end; see `JobRunner.close`."""
        self._runner.close(until)

    # ---------------------------------------------------------------- inside

    def _pair(self, count: int) -> tuple[int, int]:
        one, other = self.state.pair
        return (one, other) if max(one, other) < count else (0, 1)

    def _replace(self, **changes: Any) -> None:
        fresh = replace(self.state, **changes)
        if fresh != self.state:
            self.state = fresh
            self.changed.emit()
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Compare anew where something is another than before."""
        if self._awaits and self._shown().analysis is not None:
            self._awaits = False
            self.open()
        state, mine = self._shown(), self.state
        now = _looked(state)
        followed, self._looked = _followed(state, mine.subjects, self._looked, now), now
        if followed != mine.subjects:
            self._replace(subjects=followed)
            return
        if not mine.on:
            return
        if state.analysis is not None and any(each.network and not _still(state, each) for each in mine.subjects):
            self.open()  # another network was refused, or taken away
            return
        if state.case is None or state.analysis is None:
            self._asked = ()
            self._replace(found=None)
            return
        laid = [laid_map(seen_by(state, each)) for each in mine.subjects]
        head = state.analysis.head
        inside = np.ones(state.case.shape, dtype=bool) if head is None else head[state.slice_index]
        maps = tuple((id(each.values), each.placement) if each is not None else None for each in laid)
        asked = (id(state.case), state.slice_index, maps, mine.marking)
        if asked == self._asked:
            return
        self._asked, self._laid = asked, (state.case, laid)  # held, so that no other takes its identity

        def work(context: JobContext) -> None:
            context.report((asked, compared(laid, inside, mine.marking)))

        self._runner.submit(work)

    @Slot(object)
    def _take(self, report: object) -> None:
        assert isinstance(report, tuple)
        asked, found = report
        if asked == self._asked and self.state.on:
            self._replace(found=found)


def _looked(state: ShownState) -> _Looked:
    """At which layer of the loaded network the reader looks, and by which of the methods that come with every slice."""
    layer = own_layer(state)
    return layer, query.method_of(replace(state, request=None), layer)


def _followed(state: ShownState, subjects: tuple[Subject, ...], before: _Looked, now: _Looked) -> tuple[Subject, ...]:
    """Where two networks are compared, the subjects with the layer and the method looked at in place of those before.

    Both go with him; another layer or method that he chose for one of them stays.
    """
    if state.analysis is None or not any(beside.is_second(state, each.network) for each in subjects):
        return subjects

    def with_him(subject: Subject) -> Subject:
        if subject.request is not None or subject.layer != before[0]:
            return subject
        method = now[1] if subject.method == before[1] else None
        return replace(subject, layer=now[0], method=method or subject.method)

    return tuple(with_him(each) for each in subjects)


def _still(state: ShownState, subject: Subject) -> bool:
    """Whether a subject of a comparison that was left makes sense now: its network and class are those shown."""
    request = subject.request
    if request is not None:
        description = state.analysis.description_of(request) if state.analysis is not None else None
        same = description is not None and description.identity.sha256 == request.network
        return same and _of_class(state, request)
    known = subject.network is None or subject.network in state.trainings or beside.is_second(state, subject.network)
    return known and state.analysis is not None and subject.layer < len(state.analysis.layers)
