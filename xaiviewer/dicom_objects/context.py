"""What objects are made of: a case, what the networks and the readers said about it, and when that is written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.case.numbering import part_of
from xaiviewer.case.series import ignore
from xaiviewer.dicom_objects.identity import Identity
from xaiviewer.dicom_objects.source import Source, read_source
from xaiviewer.measurements import MapName, Measured, Row
from xaiviewer.records.asked import Answered
from xaiviewer.records.export import ExplainedCase
from xaiviewer.requests import Analysis, LayerMaps
from xaiviewer.requests.nulls import Nulls


@dataclass(frozen=True)
class Agreement:
    """How well one layer's maps of the case agree with the clinician's mask.

    Attributes:
        method, layer: whose maps: key of the method and name of the layer.
        measure: key of the score, such as "mass".
        score: the mean over the slices with a mask.
        p: how often the mask at a random place scores as high; None where that was not measured.
        strongest: what the strongest null gets, and which it is; None where that was not measured.
        part: the slices of the mean, where it is not that of all with a mask, see `numbering.part_of`.
    """

    method: str
    layer: str
    measure: str
    score: float
    p: float | None = None
    strongest: tuple[float, str] | None = None
    part: tuple[int, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What a reader answered, as the ledger has it.

    Attributes:
        reader: a pseudonym, never a name.
        question, value: what was asked and what was answered, in words.
        at: when, UTC, as the ledger writes it.
        slice: which it is about, counted from 0; None: the whole case.
    """

    reader: str
    question: str
    value: str
    at: str
    slice: int | None = None


@dataclass(frozen=True)
class Step:
    """What of a map is drawn with one opacity.

    Attributes:
        ranges: lowest and highest of its values, both included; one pair for each sign that is drawn.
        opacity: 0..1.
        indices: the slices of the case.
    """

    ranges: tuple[tuple[float, float], ...]
    opacity: float
    indices: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Overlay:
    """How one layer's map lies over the images.

    Attributes:
        method, layer: whose map: key of the method and name of the layer.
        ends: the values at the first and the last colour.
        colours: uint8 ``[entry, (red, green, blue)]``, evenly between `ends`.
        steps: what is drawn, the one after the other; no value of a slice is in two. None where nothing is drawn.
    """

    method: str
    layer: str
    ends: tuple[float, float]
    colours: NDArray[np.uint8]
    steps: tuple[Step, ...]


@dataclass(frozen=True, eq=False)
class Context:
    """All that one case's objects are made of. Equal contexts give equal bytes.

    Attributes:
        case: as the readers gave it.
        at: the time of the export as clocks show it here, as all times in DICOM; part of every UID that is made.
        analysis: what the networks said; None where none was asked.
        answered: the maps that were asked for.
        agreement, verdicts: what the report says.
        measured: what was drawn on slices to measure it, with its figures.
        lesions: makes the rows of the list of lesions.
        lesion_map: names the map that their shares are of.
        marks: by pseudonym of the reader, what was painted, bool ``[slice, row, column]`` on the case's grid.
        pictures: by name of the file without its suffix, views as uint8 ``[row, column, (red, green, blue)]``.
        window: lowest and highest grey value as shown; None: as the files have it.
        inverted: whether bright is shown as dark.
        overlay: the map that lies over the images, or why none can; "" where nobody asked.
        identity: takes the patient out of everything; None: objects belong to the patient of the source.
        check: called before every object; what it raises ends the making.
    """

    case: Case
    at: datetime
    analysis: Analysis | None = None
    answered: tuple[Answered, ...] = ()
    agreement: tuple[Agreement, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    marks: Mapping[str, NDArray[np.bool_]] = field(default_factory=lambda: MappingProxyType({}))
    pictures: Mapping[str, NDArray[np.uint8]] = field(default_factory=lambda: MappingProxyType({}))
    window: tuple[float, float] | None = None
    inverted: bool = False
    overlay: Overlay | str = ""
    identity: Identity | None = None
    check: Callable[[], None] = ignore
    measured: tuple[Measured, ...] = ()
    lesions: Callable[[], tuple[Row, ...]] = tuple
    lesion_map: Callable[[], MapName] = MapName
    kept: dict[str, Any] = field(default_factory=dict, repr=False)
    """Objects that were made already, so that a report refers to them without making them twice."""

    @cached_property
    def source(self) -> Source:
        """The source series' headers, read again.

        Raises:
            UsageError, ReadError: see `read_source`.
        """
        return read_source(self.case)


def answered_of(analysis: Analysis) -> tuple[Answered, ...]:
    """The maps of every layer that an analysis holds, by what was asked."""
    found = []
    for request in analysis.requests:
        maps = {
            index: each
            for index, result in sorted(analysis.slices.items())
            if isinstance(each := result.explanations.get(request), LayerMaps)
        }
        if maps:
            found.append(Answered(request, maps, layers=tuple(range(len(analysis.layers)))))
    return tuple(found)


def answered_of_export(explained: ExplainedCase) -> tuple[Answered, ...]:
    """The same of a case whose maps were gathered for an export; layers that were not chosen are empty maps."""
    nothing = np.zeros((0, 0), dtype=np.float32)
    found = []
    for request in explained.analysis.requests:
        layers = tuple(layer for layer, method in explained.chosen.items() if method == request.method)
        count = range(len(explained.analysis.layers))
        maps = {
            index: LayerMaps(
                request, index, tuple(explained.maps[each][index] if each in layers else nothing for each in count)
            )
            for index in sorted(explained.analysis.slices)
        }
        if layers and maps:
            found.append(Answered(request, maps, layers=layers))
    return tuple(found)


def agreement_of(explained: ExplainedCase, answered: Sequence[Answered] = ()) -> tuple[Agreement, ...]:
    """How well maps, the chosen layers' and those asked for, agree with the mask over the case; () without nulls."""
    named = [(explained.analysis.layers[layer].name, method) for layer, method in explained.chosen.items()]
    found = _agreement(named, explained.of_case)
    for each in answered:
        named = [(layer, each.request.method) for layer in each.layers_of_maps(explained.analysis)]
        found += _agreement(named, each.worth.of_case, part_of(explained.case, each.worth.scores))
    return tuple(found)


def _agreement(named: Sequence[tuple[str, str]], nulls: Nulls | None, part: tuple[int, ...] = ()) -> list[Agreement]:
    """Of maps by layer and method, in the order of the nulls."""
    found = []
    for place, (layer, method) in enumerate(named):
        for measure, compared in () if nulls is None else nulls.comparisons.items():
            score, p, bar = (float(each[place]) for each in (compared.observed, compared.p, compared.strongest))
            if np.isfinite(score):
                strongest = (bar, compared.strongest_keys[place]) if np.isfinite(bar) else None
                found.append(Agreement(method, layer, measure, score, p if np.isfinite(p) else None, strongest, part))
    return found
