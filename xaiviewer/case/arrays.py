"""Read-only arrays: a frozen dataclass does not freeze the arrays it holds."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Return a view of `array` (any shape, any type) that cannot be written to."""
    view = np.asarray(array).view()
    view.setflags(write=False)
    return view
