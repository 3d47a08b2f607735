"""The patients of ``xaiviewer audit``, one after the other or as others finish them; what is done stays done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from xaiviewer.codes import coded
from xaiviewer.cohort.cluster import Doing, Heard, Numbered, on_machines
from xaiviewer.cohort.job import Outcome
from xaiviewer.cohort.machines import Machines
from xaiviewer.cohort.plan import Computing
from xaiviewer.commands.options.progress import Progress
from xaiviewer.errors import UsageError, XaiViewerError

Left = dict[int, str]
"""The patients that were left out, by number, and why."""


def run_jobs(
    jobs: Sequence[Numbered],
    computing: Computing,
    where: Machines | None,
    folder: Path,
    doing: Doing,
    progress: Progress,
) -> Left:
    """Do every job, each of which writes into the folder; say what cannot be done.

    Raises:
        UsageError: for what every other patient would meet, too.
    """
    left: Left = {}
    shares = dict.fromkeys((job.number for job in jobs), 0.0)

    def heard(number: int, share: float, what: str) -> None:
        shares[number] = share
        progress.at(sum(shares.values()), f"case {number + 1}, {what}")

    for outcome in _outcomes(jobs, computing, where, folder, doing, heard):
        heard(outcome.number, 1.0, "done")
        if not outcome.error:
            continue
        if outcome.ends_all:
            raise UsageError(outcome.error)
        left[outcome.number] = outcome.error
        progress.say(f"xaiviewer: case {outcome.number + 1}: {coded(XaiViewerError(outcome.error))}")
    return left


def _outcomes(
    jobs: Sequence[Numbered],
    computing: Computing,
    where: Machines | None,
    folder: Path,
    doing: Doing,
    heard: Heard,
) -> Iterator[Outcome]:
    if not jobs:
        return
    if where is not None:
        yield from on_machines(jobs, where, computing, folder.resolve(), heard, doing=doing)
        return
    for job in jobs:

        def tell(share: float, what: str, number: int = job.number) -> None:
            heard(number, share, what)

        yield doing(job, computing, folder, tell)
