"""Networks whose answer is known, and slices to ask them about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn

from xaiviewer.explain import EXPLAINERS, Network, Slices
from xaiviewer.requests import Explanation, Partial, Request

SIDE = 32


class Counted(nn.Module):
    """Counts the pictures that pass."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def logit(self, images: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        self.seen += len(images)
        logit = self.logit(images)
        return torch.stack([torch.zeros_like(logit), logit], dim=1)


class Additive(Counted):
    """A weight for each pixel: logits ``[0, 1 + weights x inputs]``."""

    def __init__(self, weights: NDArray[np.float32]) -> None:
        super().__init__()
        self.weights = torch.from_numpy(weights)

    def logit(self, images: torch.Tensor) -> torch.Tensor:
        return 1 + (images.double() * self.weights).sum((1, 2, 3)).float()


class Planted(Counted):
    """Sees a bright patch alone, and squashes what it sees."""

    def __init__(self, patch: tuple[slice, slice]) -> None:
        super().__init__()
        self.patch = patch

    def logit(self, images: torch.Tensor) -> torch.Tensor:
        return 4 * torch.tanh(images[:, :, self.patch[0], self.patch[1]].mean((1, 2, 3)))


@pytest.fixture(scope="session")
def patch() -> tuple[slice, slice]:
    return np.s_[8:16, 16:24]


@pytest.fixture
def planted(patch: tuple[slice, slice]) -> Planted:
    return Planted(patch)


@pytest.fixture(scope="session")
def weights() -> NDArray[np.float32]:
    return (np.random.default_rng(1).standard_normal((3, SIDE, SIDE)) / 8).astype(np.float32)


@pytest.fixture
def additive(weights: NDArray[np.float32]) -> Additive:
    return Additive(weights)


@pytest.fixture(scope="session")
def material(patch: tuple[slice, slice]) -> Slices:
    """One slice: a head with a bright patch."""
    image = (np.random.default_rng(2).standard_normal((3, SIDE, SIDE)) / 4).astype(np.float32)
    image[:, *patch] += 2
    head = np.zeros((SIDE, SIDE), dtype=bool)
    head[2:30, 3:29] = True
    return Slices((7,), image[None], head[None], ("t1", "flair", "t1c"))


Run = Callable[..., list[Partial | Explanation]]


@pytest.fixture(scope="session")
def run() -> Run:
    """All that a method says of slices; every filling is zero unless another is wanted."""

    def answers(network: nn.Module | Network, slices: Slices, method: str, **options: Any) -> Any:
        asked = {name: options.pop(name) for name in ("progress", "cancelled") if name in options}
        asked = {"progress": lambda done, total: None, "cancelled": lambda: False, **asked}
        request = Request.of(method, network="w", class_index=1, **{"filling": "zero", **options})
        known = network if isinstance(network, Network) else Network(network, slices.inputs.shape[-1])
        return list(EXPLAINERS[method](known).explain(request, slices, asked["progress"], asked["cancelled"]))

    return answers
