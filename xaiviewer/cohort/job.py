"""One case of a cohort: what a worker is given, and what it answers. Free of torch: who asks needs no network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from xaiviewer import __version__
from xaiviewer.case import Case, Choices
from xaiviewer.cohort.plan import Plan
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.nets.packages.named import named
from xaiviewer.readers import load_case
from xaiviewer.records.acquired import acquired_grid

_PACKAGES = ("classifier", "segmenter")


@dataclass(frozen=True)
class Job:
    """A case that is to be explained. Its representation names no patient: others may log it.

    Attributes:
        number: by which it is told from the others.
        path: of the case.
        plan: what is asked.
        alone: whether it is the only one.
        version: of the program that asks.
    """

    number: int
    path: Path = field(repr=False)
    plan: Plan = field(repr=False)
    alone: bool = False
    version: str = __version__


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    Attributes:
        number: of the job.
        name: of the case; "" where it could not be read.
        source: the folder or file that it was read from.
        notices: what the reader should know of it.
        error: why it was not explained, a sentence; "" where it was.
        ends_all: whether the error is about what was asked, so that every other case would meet it, too.
    """

    number: int
    name: str = field(default="", repr=False)
    source: Path = field(default=Path(), repr=False)
    notices: tuple[str, ...] = field(default=(), repr=False)
    error: str = field(default="", repr=False)
    ends_all: bool = False


def loaded(
    path: Path, choices: Choices, *, alone: bool, nifti: bool, read: Callable[[Path, Choices], Case] | None = None
) -> Case:
    """The case with the chosen series; beside others, one that lacks them, or what NIfTI needs, is only left out.

    `read` reads it; by default the readers do.

    Raises:
        UsageError: where it is alone and lacks that.
        XaiViewerError: where it cannot be read, or beside others lacks that.
    """
    try:
        case = (read or load_case)(path, choices)
        if nifti:
            acquired_grid(case)
    except UsageError as error:
        if alone:
            raise
        raise XaiViewerError(str(error)) from error
    return case


def weights_in(models: Path) -> tuple[tuple[str, str], ...]:
    """SHA-256 of the weights of each package of a folder, as they name them.

    Raises:
        ModelError: where one cannot be read.
    """
    return tuple((package, named(models / package).sha256) for package in _PACKAGES)
