"""The maps of every layer for one slice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen


@dataclass(frozen=True, eq=False)
class Explanation:
    """The maps of one slice by one method.

    Attributes:
        method: key of the method ("grad-cam", "layer-cam", ...).
        class_index: the class whose logit was explained.
        maps: one signed float32 ``[row, column]`` per layer, on that layer's native grid.
    """

    method: str
    class_index: int
    maps: tuple[NDArray[np.float32], ...]

    def __post_init__(self) -> None:
        maps: tuple[NDArray[Any], ...] = tuple(frozen(each) for each in self.maps)
        object.__setattr__(self, "maps", maps)
