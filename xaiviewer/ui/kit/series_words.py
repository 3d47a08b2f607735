"""What a series is called, and what is said of it in a line."""

from __future__ import annotations

from xaiviewer.case import AUTOMATIC, Case, Series
from xaiviewer.readers.choosing.standing_in import own_name
from xaiviewer.readers.grids.orientation import plane_of
from xaiviewer.review import Task
from xaiviewer.review.series import Offered
from xaiviewer.ui.kit import bearings, sequence_words, wording
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.language import tr


def name(offered: Offered, names: Names) -> str:
    """What a series is called; with names off, by its place: a description may hold whose it is."""
    series = offered.series
    if not names.hidden:
        return series.name
    place = [each.key for each in offered.contents.series].index(series.key) + 1
    return tr("Series {number}").format(number=place)


def plane(series: Series) -> str:
    """In which plane it was acquired; "" where that is not stated."""
    return bearings.plane(plane_of(series.geometry)) if series.geometry.placed else ""


def size(series: Series) -> str:
    """How many pictures it holds, and their plane."""
    there = wording.count(series.shape[0] - len(series.missing), "slice")
    return " · ".join(filter(None, (there, plane(series))))


def use(offered: Offered, case: Case | None) -> str:
    """What the networks take it for; "" where they do not see it. `case` is the open one, as it is told of."""
    if case is not None and case.main_volume.itself:
        return _seen(offered, case)
    own = tr("{sequence} for the networks")
    other = tr("taken for {sequence} by the networks")
    taken = [(key, other if own_name(offered.series, key, AUTOMATIC) else own) for key in _places(offered, case)]
    return ", ".join(told.format(sequence=sequence_words.short(key)) for key, told in taken)


def use_in_short(offered: Offered, case: Case | None) -> str:
    """The same in fewer letters: "T1", or "for T1" of a series that only stands in for it."""
    if case is not None and case.main_volume.itself:
        return tr("seen") if _seen(offered, case) else ""
    standing = tr("for {sequence}")
    taken = [(key, own_name(offered.series, key, AUTOMATIC)) for key in _places(offered, case)]
    named = [(sequence_words.short(key), other) for key, other in taken]
    return ", ".join(standing.format(sequence=name) if other else name for name, other in named)


def _places(offered: Offered, case: Case | None) -> list[str]:
    """The sequences in whose places the network sees the series, see `case.as_told`."""
    volumes = () if case is None else case.volumes
    apart = {each.sequence: each.stands_for for each in volumes if each.stands_for is not None}
    return [place for key in offered.sequences for place in apart.get(key, (key,))]


def _seen(offered: Offered, case: Case) -> str:
    """Of a network that names no sequence: whether it sees the series."""
    return tr("what the network sees") if case.main_volume.sequence in offered.sequences else ""


def study(offered: Offered) -> str:
    """Of which other study it is, by its date where that is stated; "" for the open one."""
    if not offered.prior:
        return ""
    told = date(offered.series)
    return tr("Other study of {date}").format(date=told) if told else tr("Other study")


def study_in_short(offered: Offered) -> str:
    """The same in fewer letters: by its date alone, where that is stated."""
    return (date(offered.series) or tr("Other study")) if offered.prior else ""


def date(series: Series | None) -> str:
    """Year, month and day of its study; "" where the files do not say."""
    return "" if series is None else day(str(series.attributes.get("StudyDate", "")))


def day(stated: str) -> str:
    """The same of a date as DICOM writes it."""
    return f"{stated[:4]}-{stated[4:6]}-{stated[6:]}" if len(stated) == 8 and stated.isdecimal() else ""


def progress(task: Task | None) -> str:
    """How far a series is read."""
    if task is None:
        return tr("Queued")
    text = tr(task.text)
    return f"{text} {task.done} / {task.total}" if task.total else f"{text}…"
