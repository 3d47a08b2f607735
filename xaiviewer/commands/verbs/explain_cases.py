"""The cases of ``xaiviewer explain``, each into its folder: one after the other, or as others finish them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from xaiviewer.codes import coded
from xaiviewer.cohort.job import Job, Outcome, loaded
from xaiviewer.cohort.machines import Machines
from xaiviewer.cohort.plan import Computing, Plan
from xaiviewer.commands.options import networks
from xaiviewer.commands.options.progress import Progress
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.records.folders import Names, adopt, folder_name, refuse_below_a_file, refuse_existing, replacing

if TYPE_CHECKING:
    from xaiviewer.analysis import Examiner


@dataclass
class Written:
    """Gives each case its folder, and says what became of it."""

    output: Path
    progress: Progress
    alone: bool
    overwrite: bool
    folders: list[Path] = field(default_factory=list)
    names: Names = field(default_factory=Names)

    def target(self, name: str, source: Path) -> Path:
        """The folder for a case.

        Raises:
            UsageError: where something is there that may not be replaced, or the images of the case themselves.
        """
        target = self.output / self.names.distinct(folder_name(name))
        refuse_existing(target, overwrite=self.overwrite)
        place = target.resolve()
        if place in (source.resolve(), *source.resolve().parents):
            raise UsageError(f"{target} holds the images of {name} themselves; name another folder for the output.")
        return target

    def done(self, target: Path, notices: Sequence[str]) -> None:
        """Say that a case was written, and what the reader should know of it."""
        for notice in notices:
            self.progress.say(f"note: {coded(notice)}")
        self.progress.say(f"{target}")
        self.folders.append(target)

    def failed(self, error: XaiViewerError) -> None:
        """Say that a case was left out; where there is no other, or every one would be, that ends it all."""
        if self.alone or isinstance(error, UsageError):
            raise error
        self.progress.say(f"xaiviewer: {coded(error)}")


class _Tell:
    """Shows how far one case is."""

    def __init__(self, progress: Progress, number: int) -> None:
        self._progress, self._number = progress, number

    def __call__(self, share_done: float, doing: str) -> None:
        self._progress.at(self._number + share_done, doing)


def one_after_the_other(found: Sequence[Path], plan: Plan, computing: Computing, written: Written) -> None:
    """Explain every case in this process."""
    analyser: Examiner | None = None
    for number, path in enumerate(found):
        written.progress.at(number, "reading")
        try:
            case = loaded(path, plan.choices, alone=written.alone, nifti=plan.nifti)
            target = written.target(case.name, case.source)
            from xaiviewer.cohort.computation import set_threads  # noqa: PLC0415 - torch takes seconds to import
            from xaiviewer.cohort.explaining import explain_case  # noqa: PLC0415

            set_threads(computing.threads)
            analyser = analyser or networks.load(computing.device, computing.classifier, segmenter=computing.segmenter)
            with replacing(target, overwrite=written.overwrite) as folder:
                notices = explain_case(analyser, case, plan, folder, _Tell(written.progress, number))
        except XaiViewerError as error:
            written.failed(error)
        else:
            written.done(target, notices)


def at_once(found: Sequence[Path], plan: Plan, computing: Computing, where: Machines, written: Written) -> None:
    """Let others explain the cases, and give each its folder in the order in which one process would."""
    from xaiviewer.cohort.cluster import on_machines  # noqa: PLC0415 - dask takes a second to import

    jobs = [Job(number, path.resolve(), plan, alone=written.alone) for number, path in enumerate(found)]
    shares, finished = dict.fromkeys(range(len(found)), 0.0), _InOrder()

    def heard(number: int, share_done: float, doing: str) -> None:
        shares[number] = share_done
        written.progress.at(sum(shares.values()), doing)

    with _staging(written.output) as staging:
        try:
            for outcome in on_machines(jobs, where, computing, staging, heard):
                heard(outcome.number, 1.0, "explaining")
                for each in finished.after(outcome):
                    _adopt(each, staging, written)
        except KeyboardInterrupt:
            for each in finished.waiting():  # what is whole is kept
                _adopt(each, staging, written)
            raise


class _InOrder:
    """Gives what comes in any order in the order of the numbers: cases of one name are numbered by it."""

    def __init__(self) -> None:
        self._waiting: dict[int, Outcome] = {}
        self._next = 0

    def after(self, outcome: Outcome) -> Iterator[Outcome]:
        """Those whose turn has come."""
        self._waiting[outcome.number] = outcome
        while self._next in self._waiting:
            self._next += 1
            yield self._waiting.pop(self._next - 1)

    def waiting(self) -> Iterator[Outcome]:
        """Those whose turn has not come."""
        for number in sorted(self._waiting):
            yield self._waiting.pop(number)


def _adopt(outcome: Outcome, staging: Path, written: Written) -> None:
    """Give a finished case its folder, or say why there is none."""
    made = staging / str(outcome.number)
    try:
        if outcome.error:
            raise UsageError(outcome.error) if outcome.ends_all else XaiViewerError(outcome.error)
        if not (made / "manifest.json").is_file():
            raise UsageError("A worker wrote to a disk of its own; name a folder for --output that all machines share.")
        target = written.target(outcome.name, outcome.source)
        adopt(made, target, overwrite=written.overwrite)
    except XaiViewerError as error:
        written.failed(error)
    else:
        written.done(target, outcome.notices)


@contextmanager
def _staging(output: Path) -> Iterator[Path]:
    """A folder in `output` where others write, gone afterwards with whatever a worker that died left half written."""
    refuse_below_a_file(output / "case")
    made = not output.exists()
    try:
        output.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=".cohort-", dir=output.resolve()))
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}); name another place.") from error
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if made:
            with suppress(OSError):  # it holds the cases
                output.rmdir()
