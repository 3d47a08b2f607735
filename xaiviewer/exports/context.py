"""One case with all that was said about it: what every form of export is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.display.appearance import Appearance
from xaiviewer.exports.identity import Identity
from xaiviewer.measurements import MapName, Measured, Table
from xaiviewer.records.asked import Answered
from xaiviewer.records.export import ExplainedCase, telling_slice
from xaiviewer.requests import Analysis, Request

PICTURE_SCALES = (1, 2, 3, 4)
"""How much larger than their smallest size pictures can be drawn."""


@dataclass(frozen=True)
class Reading:
    """What a reader said of the case.

    Attributes:
        reader: a pseudonym, as the project keeps it.
        about: which part of the case, in words.
        question, value: what was asked and what was answered, in words.
        at: when, UTC; moved by the project's days where the export is de-identified.
        holds: False where a later answer has replaced it.
        slice: which it is about, counted from 0; None: the whole case.
    """

    reader: str
    about: str
    question: str
    value: str
    at: str
    holds: bool = True
    slice: int | None = None


@dataclass(frozen=True)
class Wanted:
    """What is asked of an export beside its kinds.

    Attributes:
        scale: how much larger pictures are drawn, one of `PICTURE_SCALES`.
        images: whether the source images are written too, under the same identity as the results.
    """

    scale: int = 1
    images: bool = False


@dataclass(frozen=True, eq=False)
class Context:
    """All that one case's files are made of, with the patient taken out of it already where that was asked for.

    Attributes:
        explained: the case, what the networks said, and the maps of the layers that are written.
        identity: how the case is called in everything that is written.
        original: the case as it was read, for forms that read its files again.
        appearance: how maps are drawn, settled for the case.
        answered: what was asked beyond these maps.
        settings: what was asked of the networks.
        computation: on what it was computed, where that is known.
        readings: what readers said, oldest first.
        head: hash by which the project that holds them can be checked; "" without one.
        marks: what the reader marked, bool ``[slice, row, column]`` on the case's grid; None where nothing is marked.
        measured: what was drawn on slices to measure them, with its figures.
        lesions: makes the table of lesions, and says which map it is of; None: of the map that opens first.
        wanted: what is asked beside.
        at: the time of the export, UTC: of the DICOM objects, which must bear one.
        kept: what forms keep for one another, so that it is not made twice.
    """

    explained: ExplainedCase
    identity: Identity
    original: Case
    appearance: Appearance = field(default_factory=Appearance)
    answered: tuple[Answered, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    computation: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    readings: tuple[Reading, ...] = ()
    head: str = ""
    marks: NDArray[np.bool_] | None = None
    measured: tuple[Measured, ...] = ()
    lesions: Callable[[], tuple[Table, MapName]] | None = field(default=None, repr=False)
    wanted: Wanted = field(default_factory=Wanted)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    kept: dict[str, Any] = field(default_factory=dict, repr=False)

    def as_written(self, sentence: str) -> str:
        """A sentence about the case under the name that it has in the export."""
        if not self.identity.hidden:
            return sentence
        return self.identity.scrubbed(sentence.replace(self.original.name, self.identity.name))

    @property
    def case(self) -> Case:
        """The case as it is written."""
        return self.explained.case

    @property
    def analysis(self) -> Analysis:
        """What the networks said."""
        return self.explained.analysis

    @cached_property
    def telling(self) -> int:
        """The slice that stands for the case."""
        return telling_slice(self.explained)

    @cached_property
    def layer(self) -> int | None:
        """Of the layers that are written the one that opens first; None where none is."""
        chosen = tuple(self.explained.chosen)
        return self.analysis.opening_layer(chosen) if chosen else None

    @property
    def requests(self) -> tuple[Request, ...]:
        """All that the networks were asked and that is written."""
        used = set(self.explained.chosen.values())
        return (
            *(each for each in self.analysis.requests if each.method in used),
            *(each.request for each in self.answered),
        )
