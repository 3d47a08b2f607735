"""The chosen maps by networks that never learned what is looked for, as an examination takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from xaiviewer.analysis.other_networks import Untaught
from xaiviewer.audit.cases.maps import Chosen, Maps
from xaiviewer.case import Case
from xaiviewer.explain.one_pass.rules import RULES


class UntaughtMaps:
    """Asks them for all chosen maps of some slices at once."""

    def __init__(self, untaught: Untaught) -> None:
        self._untaught = untaught

    def __call__(
        self, case: Case, indices: Sequence[int], chosen: Chosen
    ) -> Mapping[int, Mapping[str, Sequence[Maps]]]:
        """Each slice's maps, by the null's key a draw's maps each, in the order of `Chosen.of_maps`.

        Of methods that look for what positions have in common, which take a pass of their own, the maps are blank: they
        have no such null.
        """
        methods = [method for method in chosen.methods if method in RULES]
        if not methods:
            return {}
        blank = [np.zeros(layer.grid, dtype=np.float32) for layer in chosen.layers]
        return {
            index: {
                name: [
                    [each for method in chosen.methods for each in (made[method][name][draw] if method in made else blank)]
                    for draw in range(len(draws))
                ]
                for name, draws in made[methods[0]].items()
            }
            for index, made in self._untaught.maps(case, indices, methods, layers=chosen.indices)
        }
