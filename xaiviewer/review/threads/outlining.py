"""Finds the lesions of a case and what of a map lies in them, on a worker's thread."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.measurements import Lesions, Mapped
from xaiviewer.measurements.outlined import By, Check, Table, lesions_in, table_of
from xaiviewer.review.mapped import measurable, on_pixels
from xaiviewer.review.state import ShownState


class Outlining:
    """Makes the table; outlines that stayed the same are not measured again."""

    def __init__(self) -> None:
        self._kept: dict[By, tuple[Case, tuple[object, ...], Lesions]] = {}

    def table(self, state: ShownState, check: Check) -> Table:
        """The lesions of what is shown; `check` is called now and then, and what it raises ends the search."""
        case = state.case
        assert case is not None

        def mapped(index: int) -> Mapped | None:
            laid = measurable(state, index)
            return None if laid is None else on_pixels(laid, case.shape)

        def find(by: By, parts: tuple[object, ...], outlined: Callable[[], NDArray[np.bool_]]) -> Lesions:
            return self._lesions(by, case, parts, outlined, check)

        slices = {} if state.analysis is None else dict(state.analysis.slices)
        return table_of(case, slices, mapped, check=check, find=find)

    def _lesions(
        self,
        by: By,
        case: Case,
        parts: tuple[object, ...],
        outlined: Callable[[], NDArray[np.bool_]],
        check: Check,
    ) -> Lesions:
        """The lesions of one outline, which is as it was while its `parts` are the same objects."""
        kept = self._kept.get(by)
        if kept is not None and kept[0] is case and list(map(id, kept[1])) == list(map(id, parts)):
            return kept[2]
        found = lesions_in(case, outlined(), check)
        self._kept[by] = case, parts, found
        return found
