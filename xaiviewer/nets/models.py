"""A network with its weights, ready for inference, and what its package says of it.

A segmenter's package may hold further networks, weights-1.safetensors and so on, which make its outlines together with
the first where a thorough outline is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.devices import device_of
from xaiviewer.nets.inputs.wanted import Preprocessing
from xaiviewer.nets.memory import in_halves
from xaiviewer.requests import KeptAgreement, ModelDescription, ModelIdentity


class Weights(Protocol):
    """Another network of the package, checked and not loaded."""

    @property
    def identity(self) -> ModelIdentity:
        """Which weights these are."""

    def network(self, device: torch.device) -> nn.Module:
        """The network on a device, ready for inference.

        Raises:
            ModelError: where its file is missing by now, or holds other weights.
        """


def _nobody(*_known_as: str) -> bool:
    return False


@dataclass(frozen=True, eq=False)
class Model:
    """A network with its weights, ready for inference.

    Attributes:
        description: all that is known of it without running it, its layers aside.
        network: in evaluation mode, float32, parameters without gradients.
        preprocessing: what its input must look like.
        calibration: from logits to probabilities.
        calibration_of_extracted_brains: the same where the skull was removed; as for whole heads where none was fitted.
        manifest: what was measured of it: "distribution", "favourites", "figures"; of a segmenter its "gate".
        further: of the package's other networks, checked and not loaded.
        agreement: what is kept beside the package of how far its maps leave behind what knows nothing; None where that
            was not measured with these weights.
        notices: what is to be said of it on every case.
        trained_on: whether a patient who goes by one of some names was among those that trained it.
        segmenter: name of the imported network that outlines beside it; "" for none in particular.
        deciding: what decides beside the weights, see `packages.deciding`.
    """

    description: ModelDescription
    network: nn.Module
    preprocessing: Preprocessing
    calibration: Calibration
    calibration_of_extracted_brains: Calibration
    manifest: Mapping[str, Any]
    further: tuple[Weights, ...] = ()
    agreement: KeptAgreement | None = None
    notices: tuple[str, ...] = ()
    trained_on: Callable[..., bool] = _nobody
    segmenter: str = ""
    deciding: Mapping[str, Any] = field(default_factory=dict)

    @property
    def identity(self) -> ModelIdentity:
        """Which weights these are."""
        return self.description.identity

    @property
    def threshold(self) -> float:
        """Probability above which a slice, or a pixel, is called positive."""
        return self.description.threshold

    @cached_property
    def networks(self) -> tuple[nn.Module, ...]:
        """This network and the package's others, which are loaded when they are asked for first.

        Raises:
            ModelError: where one of their files is not what it was.
        """
        return (self.network, *(each.network(self.device) for each in self.further))

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return device_of(self.network)

    def logits(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """A classifier's raw outputs ``[slice, class]`` for ``[slice, sequence, size, size]``; one pass, forward."""

        def once(some: NDArray[np.float32]) -> NDArray[np.float32]:
            with torch.inference_mode():
                found: NDArray[np.float32] = self.network(torch.from_numpy(some).to(self.device)).cpu().numpy()
            return found

        return in_halves(once, inputs)
