"""Everything a training run needs to go on where it stopped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from xaiviewer.training.learning.averaging import WeightAverage
from xaiviewer.training.recipe import Recipe


@dataclass
class Run:
    """A training run between two epochs.

    Attributes:
        epoch: the next epoch to train.
    """

    network: nn.Module
    optimiser: torch.optim.Optimizer
    average: WeightAverage
    epoch: int = 0

    @classmethod
    def start(cls, network: nn.Module, recipe: Recipe, device: torch.device) -> Run:
        """A new run. Biases and norms are not decayed: shrinking them regularises nothing."""
        network = network.to(device).to(memory_format=recipe.layout)
        decayed = [p for p in network.parameters() if p.ndim > 1]
        plain = [p for p in network.parameters() if p.ndim <= 1]
        groups = [{"params": decayed, "weight_decay": recipe.weight_decay}, {"params": plain, "weight_decay": 0.0}]
        return cls(network, torch.optim.AdamW(groups), WeightAverage(network, recipe.average))

    def load(self, file: Path, device: torch.device) -> None:
        """Go on from what `save` wrote."""
        state = torch.load(file, map_location=device, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average.network.load_state_dict(state["average"])
        self.average.steps = state["steps"]
        self.epoch = state["epoch"] + 1

    def save(self, file: Path, epoch: int) -> None:
        """Write the run after `epoch`, through a second file: an interrupted write must not cost the run."""
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average.network.state_dict(),
            "steps": self.average.steps,
            "epoch": epoch,
        }
        torch.save(state, file.with_suffix(".new"))
        file.with_suffix(".new").replace(file)
