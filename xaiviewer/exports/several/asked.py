"""What is asked of an export: of every case, and which cases these are. Free of torch, for whoever asks."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Choices
from xaiviewer.cohort.plan import Plan
from xaiviewer.errors import XaiViewerError
from xaiviewer.exports.context import Wanted
from xaiviewer.exports.identity import Identity, of_path, pseudonymous, with_name
from xaiviewer.exports.run import Unread
from xaiviewer.exports.verdicts import with_readers
from xaiviewer.ledger.identity import SALT_BYTES
from xaiviewer.ledger.project import Project
from xaiviewer.measurements import Measurement

Marks = Callable[[Case], NDArray[np.bool_] | None]
"""What was marked on a case, bool ``[slice, row, column]`` on its grid; None where nothing was."""


def nothing_marked(_: Case) -> None:
    """Nobody marked anything."""


Drawn = Callable[[Case], tuple[Measurement, ...]]
"""What was drawn on a case to measure it."""


def nothing_drawn(_: Case) -> tuple[Measurement, ...]:
    """Nobody measured anything."""
    return ()


@dataclass(frozen=True)
class Asked:
    """What is asked of every case of an export.

    Attributes:
        plan: of the networks; its layers None for the one that opens first.
        every_layer: whether in place of that one all layers are written.
        hide: whether the patient is taken out.
        project: what readers said, and under which pseudonyms; None for none.
        wanted: what is asked beside.
        salt: where there is no project pseudonyms hold for one export alone.
    """

    plan: Plan
    every_layer: bool = False
    hide: bool = False
    project: Project | None = None
    wanted: Wanted = field(default_factory=Wanted)
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(SALT_BYTES), repr=False)


@dataclass(frozen=True)
class Order:
    """Cases, and what is asked of them.

    Attributes:
        paths: where they lie.
        asked: of each.
        choices: which of their files are taken, where that is not as the plan has it.
        marks: what was marked on them.
        drawn: what was drawn on them to measure it.
    """

    paths: tuple[Path, ...] = field(repr=False)
    asked: Asked
    choices: Mapping[Path, Choices] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    marks: Marks = nothing_marked
    drawn: Drawn = nothing_drawn

    @property
    def alone(self) -> bool:
        """Whether it is one case: then what is wrong with it is wrong with all of the export."""
        return len(self.paths) == 1

    def choices_of(self, path: Path) -> Choices:
        """Which of a case's files are taken."""
        return self.choices.get(path, self.asked.plan.choices)


def identity_of(case: Case, path: Path, asked: Asked) -> Identity:
    """How the case is called."""
    if not asked.hide:
        return with_name(case)
    if asked.project is None:
        return pseudonymous(case, asked.salt, path)
    return with_readers(pseudonymous(case, asked.project.info.salt, path), asked.project)


def unread(path: Path, number: int, error: XaiViewerError, asked: Asked) -> Unread:
    """The case of a number, counted from 0, that is left out, as it may be written."""
    if not asked.hide:
        return Unread(path.name, str(error), error)
    return Unread(f"case {number + 1}", of_path(path.resolve(), asked.salt).scrubbed(str(error)), error)
