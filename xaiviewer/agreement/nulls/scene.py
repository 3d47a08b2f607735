"""What the maps of a slice are held against, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.moves import INSIDE, PLACEMENTS
from xaiviewer.agreement.nulls.pictures import filled
from xaiviewer.agreement.slices import Marked
from xaiviewer.case import Case, Frame
from xaiviewer.case.frame import Alignment
from xaiviewer.requests import Analysis, Layer
from xaiviewer.requests.measure import THRESHOLD, TOLERANCE

Mask = NDArray[np.bool_]
Maps = Sequence[NDArray[np.float32]]
"""One map per layer, signed, each on its layer's grid."""


@dataclass(frozen=True)
class NullSettings:
    """How scores are held against nulls.

    Attributes:
        placements: random places of the mask.
        seed: of the places.
        inside: share of a moved mask that stays in the head.
        threshold: share of a map's maximum from which a cell is marked; one that was tuned on other patients, see
            `evaluation.tuning`.
        tolerance_mm: how far beside the mask the strongest cell may lie.
        alignment: where cells lie.
    """

    placements: int = PLACEMENTS
    seed: int = 0
    inside: float = INSIDE
    threshold: float = float(THRESHOLD.default)
    tolerance_mm: float = float(TOLERANCE.default)
    alignment: Alignment = "centred"


@dataclass(frozen=True, eq=False)
class Others:
    """What was made elsewhere and serves as a null; nothing of it need be there.

    Attributes:
        masks: by name ("another slice", "another patient"), masks on this slice's pixels that belong elsewhere.
        networks: by name ("random weights", "permuted labels"), the same method's maps by other networks.
    """

    masks: Mapping[str, Sequence[Mask]] = field(default_factory=dict)
    networks: Mapping[str, Sequence[Maps]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Scene:
    """A slice and its mask.

    Attributes:
        index: the slice.
        layers: of the maps.
        frame: where the network's input lies on the slice.
        mask: the clinician's, bool ``[row, column]``.
        head: bool ``[row, column]``, holes and all.
        images: by sequence, ``[row, column]``.
        main: key of the main sequence.
        spacing: of rows and columns in millimetres; None where the files do not say.
        outline: the model's own; None where it drew none.
    """

    index: int
    layers: Sequence[Layer]
    frame: Frame
    mask: Mask
    head: Mask
    images: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    main: str = ""
    spacing: tuple[float, float] | None = None
    outline: Mask | None = None

    @classmethod
    def of(cls, case: Case, analysis: Analysis, index: int, head: Mask) -> Scene | None:
        """A slice of a case; None where it has no mask, or an empty one.

        Args:
            case, analysis: what is looked at.
            index: the slice.
            head: of that slice.
        """
        mask = case.mask_of(index)
        if mask is None or not mask.any():
            return None
        volumes = [volume for volume in case.volumes if index not in volume.absent]
        result = analysis.slices.get(index)
        _, *plane = case.geometry.spacing_mm
        return cls(
            index,
            analysis.layers,
            analysis.frame,
            np.asarray(mask, dtype=bool),
            head,
            {volume.sequence: volume.voxels[index] for volume in volumes},
            case.main_volume.sequence,
            (plane[0], plane[1]) if case.geometry.known else None,
            None if result is None else result.segmentation,
        )

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the slice."""
        rows, columns = self.mask.shape
        return rows, columns

    @cached_property
    def whole_head(self) -> Mask:
        """The head without holes, and with it the mask, should a part of that lie outside."""
        return filled(self.head) | self.mask

    @property
    def chance(self) -> float:
        """The mask's share of the head, as it stands beside the scores."""
        return Marked(self.mask, self.head).chance

    @property
    def millimetres(self) -> tuple[float, float]:
        """The spacing, or pixels where it is not known."""
        return self.spacing or (1.0, 1.0)
