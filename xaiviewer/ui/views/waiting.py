"""What a view says in place of what is not there yet: which stage it waits for, and how long already."""

from __future__ import annotations

import time

from xaiviewer.requests import Answers, method_title
from xaiviewer.review import Review, ShownState, Task, query
from xaiviewer.ui.language import later, tr

_LONG_S = 1.0
"""From which on it is told how long: a number that comes and goes at once is only seen to flicker."""

_AWAITED = later("Waiting for the networks")
"""`Work`'s stage while the networks are in the middle of a pass for something else."""


def spent(task: Task | None) -> str:
    """How long a stage has taken so far, to be put behind its words; "" where that is short."""
    seconds = 0.0 if task is None else time.monotonic() - task.since
    return "" if seconds < _LONG_S else tr(" · {seconds} s").format(seconds=int(seconds))


def for_case(review: Review, *, heat: bool) -> str:
    """In a view of a case that is not read yet; `heat` in the one under the heat map."""
    state, work, shelf = review.shown.state, review.work.state, review.shelf.state
    if shelf.current is None or (state.glimpse is None and heat):
        return ""
    if work.opening is not None and work.opening != shelf.current:
        return "" if heat else for_next(review)
    if work.opening is None:
        failed = shelf.entry is not None and shelf.entry.status == "failed"
        return tr("This case could not be opened") if failed else tr("Reading was stopped")
    task = work.reading
    if state.glimpse is None or task is None:
        return tr("Opening the case") + spent(task)
    if heat:
        return tr("The heat map follows when all slices are read")
    told = tr("Reading {done} of {all}").format(done=task.done, all=task.total)
    return (told if task.total else tr("Reading the other slices")) + spent(task)


def for_next(review: Review) -> str:
    """In a view of the case that is open, while another one is being opened; "" where none is."""
    work = review.work.state
    if work.opening is None or work.opening == review.shelf.state.current:
        return ""
    return tr("Opening another case") + spent(work.reading)


def for_heat(review: Review, state: ShownState) -> str:
    """In a view of what `state` says, where its heat map is not known yet."""
    work = review.work.state
    task = work.computing
    asked = state.request is not None and work.awaits(state.request, state.slice_index)
    if task is not None and task.text == _AWAITED and not asked:
        return tr("The networks are still busy with another case") + spent(task)
    if state.analysis is None:
        return tr("Not analysed") if task is None else tr("The networks are being loaded") + spent(task)
    if state.request is not None and query.kind(state) is not Answers.SEQUENCES:
        told = tr("{method} comes next") if asked else tr("{method}: not computed for this slice")
        return told.format(method=method_title(state.request.method)) + (spent(task) if asked else "")
    if state.ensemble != "own" and query.reproduced(state) is None and query.result(state) is not None:
        return tr("The maps of the other networks come next")
    return _for_maps(state, task)


def _for_maps(state: ShownState, task: Task | None) -> str:
    """Where the maps of the slice shown are to be made."""
    assert state.analysis is not None
    known = query.result(state) is not None
    label = tr(state.analysis.classes[state.analysis.class_index])
    if task is None:
        return tr("The heat map for {label} was not made").format(label=label) if known else tr("Not analysed")
    if task.index is None:
        told = tr("The heat map for {label} comes next").format(label=label) if known else tr(task.text)
    elif task.index == state.slice_index:
        told = tr("The heat map for {label} is being made").format(label=label) if known else tr("Analysing this slice")
    else:
        told = tr("Slice {number} is being analysed, this one is next").format(number=task.index + 1)
    return told + spent(task)
