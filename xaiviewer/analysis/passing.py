"""How slices of a case go through the classifier, or through another network of its kind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.scene import Maps
from xaiviewer.analysis.answers import together
from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.explain import Network, Slices
from xaiviewer.requests import ModelDescription
from xaiviewer.trust.sanity.maps import head_on, lies


class Passing(ABC):
    """What networks that are held against the classifier need to know of it.

    Attributes:
        description: the classifier, with its layers.
    """

    description: ModelDescription

    @property
    @abstractmethod
    def network(self) -> Network:
        """The classifier, for what takes further passes of it."""

    @abstractmethod
    def seen(self, case: Case, indices: Sequence[int]) -> Slices:
        """Slices as the classifier takes them; UsageError for one without a picture."""

    def whole(self, case: Case) -> Slices:
        """A case as a network of volumes takes it, as if it were one slice.

        Raises:
            UsageError: where the classifier takes slices.
        """
        raise UsageError(f"The network takes slices, one by one, and no volume of {case.name}.")

    def passing_with(self, case: Case, index: int) -> list[int]:
        """The slices that pass through the classifier with one."""
        return together(case, index)

    def inputs(self, case: Case, indices: Sequence[int]) -> NDArray[np.float32]:
        """What the classifier gets of slices, ``[slice, channel, size, size]``.

        Raises:
            UsageError: for a slice without a picture.
        """
        return self.seen(case, indices).inputs

    def in_head(self, case: Case, index: int) -> list[NDArray[np.bool_]]:
        """Of each layer which cells are centred on a slice's head, bool ``[row, column]``.

        Raises:
            UsageError: for a slice without a picture.
        """
        head, layers = self.seen(case, [index]).heads[0], self.description.layers
        return [head_on(lies(layer, self.network, layers), head) for layer in layers]

    def maps_by(
        self, network: Network, case: Case, indices: Sequence[int], class_index: int, methods: Sequence[str]
    ) -> dict[int, Mapping[str, Maps]]:
        """By slice and method the maps of all layers that a network like the classifier gives; one pass.

        Args:
            network: of its architecture and its input.
            case, indices: slices that pass together, see `passing_with`.
            class_index: what is explained.
            methods: of one pass.
        """
        made = network.all_layers(self.inputs(case, indices), class_index, methods).maps
        return {
            index: {method: [maps[place] for maps in made[method]] for method in methods}
            for place, index in enumerate(indices)
        }
