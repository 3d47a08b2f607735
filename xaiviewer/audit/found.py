"""What examining one patient gave, and its file: arrays beside plain values, the same bytes for the same values."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.audit.report.entries import LayerEntry
from xaiviewer.audit.report.fields import built, plain
from xaiviewer.errors import ReadError
from xaiviewer.records.arrays import save_arrays

Floats = NDArray[np.float32]

LEVEL = 0.05
"""The p from which on a slice's map is no better than the mask at random places."""

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Shares of a map's maximum, of which for IoU the one is taken that is best on all other patients."""

_ABOUT = "about"


@dataclass(frozen=True)
class NullKey:
    """A null that the patient's maps were held against: its key, kind and how many draws it has."""

    key: str
    kind: str
    draws: int


@dataclass(frozen=True)
class SliceFound:
    """One slice with a lesion: the decision beside the map that opens first.

    Attributes:
        index: counted from 0.
        called: index of the class; `right` whether that is the finding.
        probability, without: of the finding, as it is and with the lesion filled in; NaN where that was not looked at.
        mass, expected, null: relevance mass, the strongest null's, and its key.
        inside: whether the map points into the lesion, within the tolerance; within a cell where the files do not say
            how far pixels lie apart.
        p: of the mass against random places.
        picture: file name of the slice's picture; "" for none.
    """

    index: int
    called: int
    right: bool
    probability: float
    without: float
    mass: float
    expected: float
    null: str
    inside: bool
    p: float
    picture: str

    @property
    def attends(self) -> bool:
        """Whether the map lies in the lesion and beats its nulls there."""
        return self.inside and self.p <= LEVEL and self.mass > self.expected

    @property
    def disagrees(self) -> bool:
        """Whether the decision is right and the map does not attend, or the decision wrong though it does."""
        return self.right != self.attends

    @property
    def gap(self) -> float:
        """How far the mass lies from the strongest null's; nothing where the map is silent."""
        return float(np.nan_to_num(abs(self.mass - self.expected)))


@dataclass(frozen=True)
class About:
    """The plain values of a patient's result.

    Attributes:
        network: name of the pair that judged him; `trained`: whether he trained the classifier.
        weights: SHA-256 of classifier and segmenter.
        classes: names; `finding`: index of the one that is explained.
        threshold: probability above which a slice is called positive.
        methods, layers, measures: of the arrays.
        nulls: of the arrays.
        opening_method, opening_layer: the map of `slices`.
        main_sequence: key of the sequence whose brightness is the brightness null.
        pictured, with_lesion, without_lesion: how many slices hold a picture, a lesion, an empty mask.
        lesion, empty: slices examined.
        correct, judged: of the slices with a drawn mask those that are called rightly, and all.
        shift_px: of each layer, how far the two alignments lie apart.
        sizes: by which part of its radius the region of `CaseFound.tested` was made larger.
        slices: those with a lesion that were examined.
        notices: what the reader should know.
    """

    network: str
    trained: bool
    weights: tuple[str, ...]
    classes: tuple[str, ...]
    finding: int
    threshold: float
    methods: tuple[str, ...]
    layers: tuple[LayerEntry, ...]
    measures: tuple[str, ...]
    nulls: tuple[NullKey, ...]
    opening_method: str
    opening_layer: str
    main_sequence: str
    pictured: int
    with_lesion: int
    without_lesion: int
    lesion: tuple[int, ...]
    empty: tuple[int, ...]
    correct: int
    judged: int
    shift_px: tuple[float, ...]
    sizes: tuple[float, ...]
    slices: tuple[SliceFound, ...]
    notices: tuple[str, ...] = field(default=())


@dataclass(frozen=True, eq=False)
class CaseFound:
    """What examining one patient gave. Scores are means over his slices, as `agreement.nulls.case_nulls` has them.

    Attributes:
        about: plain values; sizes of the axes below.
        observed, p, ceiling: ``[measure, method, layer]``.
        null: ``[measure, null, method, layer]``.
        aligned: ``[alignment, measure, method, layer]``, centred and half-pixel, of `requests.MEASURES`.
        peak, marked: ``[empty slice, method, layer]``, see `agreement.nulls.false_heat`.
        highest: ``[lesion slice, then empty slice, method, layer]``: each map's maximum, 0 where nothing speaks for the
            class.
        local: ``[2, layer]``: share of the change inside the filled lesion, and the region's share of the head.
        reliance: ``[3, slice]``: of slices called positive the probability as it is, without the lesion, and without
            its mirror image (NaN where there is none).
        moved: ``[place]``: on the slice with the largest mask, where it is called positive, without the region as it
            would lie elsewhere; `tested` ``[3 + size]``: as it is, without the region, without all else, and without
            the region in each size. Empty where the slice is called otherwise.
        iou: ``[threshold, method, layer]``: mean IoU at each of `THRESHOLDS`.
    """

    about: About
    observed: Floats
    p: Floats
    ceiling: Floats
    null: Floats
    aligned: Floats
    peak: Floats
    marked: Floats
    highest: Floats
    local: Floats
    reliance: Floats
    moved: Floats
    tested: Floats
    iou: Floats


ARRAYS = tuple(name for name in CaseFound.__dataclass_fields__ if name != _ABOUT)


def as_bytes(found: CaseFound) -> bytes:
    """The file."""
    about = json.dumps(plain(found.about), ensure_ascii=False).encode("utf-8", "replace")
    arrays = [(name, np.asarray(getattr(found, name), dtype=np.float32)) for name in ARRAYS]
    stream = io.BytesIO()
    save_arrays(stream, [(_ABOUT, np.frombuffer(about, dtype=np.uint8)), *arrays])
    return stream.getvalue()


def read_found(file: Path) -> CaseFound:
    """A patient's result.

    Raises:
        ReadError: where the file is not what `as_bytes` wrote.
    """
    try:
        with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as archive:
            about = built(About, json.loads(archive[_ABOUT].tobytes().decode("utf-8")))
            return CaseFound(about, **{name: archive[name] for name in ARRAYS})
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ReadError(f"{file} is damaged; remove it and start the audit again.") from error
