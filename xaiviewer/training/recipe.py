"""How a network is trained, and what differs between the networks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from torch import Tensor, nn

from xaiviewer.training.patients import Patient


@dataclass(frozen=True)
class Recipe:
    """How a network is trained: one-cycle AdamW, averaged weights, an input that grows.

    Attributes:
        sizes: (share of the epochs, input size in pixels) in order: small inputs first, the final size last.
        rate: the highest learning rate.
        average: decay of the weights' moving average, per step.
        patience: epochs without a better validation score before training stops; counted at the final size only.
        warm_up: share of the training in which the learning rate rises.
    """

    epochs: int
    sizes: tuple[tuple[float, int], ...]
    batch: int
    rate: float
    weight_decay: float
    average: float
    patience: int
    warm_up: float = 0.1

    @property
    def final_size(self) -> int:
        """Input size of the trained network, in pixels."""
        return self.sizes[-1][1]

    def size_at(self, epoch: int) -> int:
        """Input size of an epoch."""
        passed = 0.0
        for share, size in self.sizes:
            passed += share
            if epoch < round(passed * self.epochs):
                return size
        return self.final_size

    def rate_at(self, share: float) -> float:
        """Learning rate at a share of the training: linear warm-up, then cosine to zero (Smith and Topin 2018)."""
        if share < self.warm_up:
            return self.rate * share / self.warm_up
        return self.rate * 0.5 * (1 + math.cos(math.pi * (share - self.warm_up) / (1 - self.warm_up)))


class Task(Protocol):
    """What differs between the networks."""

    @property
    def recipe(self) -> Recipe:
        """How it is trained."""

    @property
    def score(self) -> str:
        """Which of the validation scores selects the weights; higher is better."""

    def draw(self, patients: Sequence[Patient], random: np.random.Generator) -> list[tuple[int, int]]:
        """The (patient, slice) pairs of one epoch, in order."""

    def loss(self, outputs: Tensor, masks: Tensor, labels: Tensor) -> Tensor:
        """Loss of a batch."""

    def validate(self, network: nn.Module, patients: Sequence[Patient]) -> dict[str, float]:
        """Scores on patients that do not train."""
