"""The training loop both networks share: one-cycle AdamW, growing input, averaged weights, checkpoints, resume."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch import Tensor, nn

from xaiviewer.training.augmentation import augmented
from xaiviewer.training.averaging import WeightAverage
from xaiviewer.training.patients import Patient


@dataclass(frozen=True)
class Recipe:
    """How a network is trained.

    Attributes:
        sizes: (share of the epochs, input size in pixels) in order: small inputs first, the final size last.
        patience: epochs without a better validation score before training stops; counted at the final size only.
    """

    epochs: int
    sizes: tuple[tuple[float, int], ...]
    batch: int
    rate: float
    weight_decay: float
    average: float
    patience: int
    warm_up: float = 0.1

    def size_at(self, epoch: int) -> int:
        """Input size of an epoch."""
        passed = 0.0
        for share, size in self.sizes:
            passed += share
            if epoch < round(passed * self.epochs):
                return size
        return self.sizes[-1][1]

    def rate_at(self, progress: float) -> float:
        """Learning rate at a share of the training: linear warm-up, then cosine to zero (Smith and Topin 2018)."""
        if progress < self.warm_up:
            return self.rate * progress / self.warm_up
        return self.rate * 0.5 * (1 + math.cos(math.pi * (progress - self.warm_up) / (1 - self.warm_up)))


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


def fit(
    task: Task,
    network: nn.Module,
    train: Sequence[Patient],
    validation: Sequence[Patient],
    *,
    folder: Path,
    seed: int,
    device: torch.device,
    report: Callable[[str], None],
    progress: Callable[[float], None] = lambda share: None,
) -> nn.Module:
    """Train `network` and return the averaged weights of the best epoch on the validation patients.

    Every epoch ends with a checkpoint in `folder`; a second call with the same folder goes on from there.
    ``history.jsonl`` gets one line per epoch, `report` too; `progress` gets the share of the training that is done.
    """
    recipe = task.recipe
    network = network.to(device).to(memory_format=torch.channels_last)
    decayed = [p for p in network.parameters() if p.ndim > 1]
    plain = [p for p in network.parameters() if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": recipe.weight_decay}, {"params": plain, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=recipe.rate)
    average = WeightAverage(network, recipe.average)
    checkpoint = folder / "checkpoint.pt"
    first, best, best_epoch = 0, -math.inf, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        average.network.load_state_dict(state["average"])
        average.steps, first, best, best_epoch = state["steps"], state["epoch"] + 1, state["best"], state["best_epoch"]
        report(f"resumed after epoch {state['epoch']}")
    for epoch in range(first, recipe.epochs):
        started = time.monotonic()
        losses = []
        network.train()
        for passed, images, masks, labels in _batches(task, train, epoch, seed):
            share = (epoch + passed) / recipe.epochs
            progress(share)
            for group in optimiser.param_groups:
                group["lr"] = recipe.rate_at(share)
            images = images.to(device).contiguous(memory_format=torch.channels_last)
            with torch.autocast(device.type, torch.bfloat16):
                outputs = network(images)
            loss = task.loss(outputs.float(), masks.to(device), labels.to(device))
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            average.update(network)
            losses.append(float(loss.detach()))
        size = recipe.size_at(epoch)
        line: dict[str, float] = {"epoch": epoch, "size": size, "loss": round(float(np.mean(losses)), 4)}
        line["seconds"] = round(time.monotonic() - started)
        if size == recipe.sizes[-1][1] or epoch % 4 == 3:
            scores = task.validate(average.network, validation)
            line |= {name: round(value, 4) for name, value in scores.items()}
            if size == recipe.sizes[-1][1] and scores[task.score] > best:
                best, best_epoch = scores[task.score], epoch
                torch.save(average.network.state_dict(), folder / "best.pt")
        state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "steps": average.steps}
        state |= {"average": average.network.state_dict(), "epoch": epoch, "best": best, "best_epoch": best_epoch}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)  # an interrupted write must not cost the run
        with (folder / "history.jsonl").open("a", encoding="utf-8") as history:
            history.write(json.dumps(line) + "\n")
        report(json.dumps(line))
        if best > -math.inf and epoch - best_epoch >= recipe.patience:
            report(f"no better validation score for {recipe.patience} epochs: stopped")
            break
    average.network.load_state_dict(torch.load(folder / "best.pt", map_location=device, weights_only=True))
    return average.network


def _batches(
    task: Task, patients: Sequence[Patient], epoch: int, seed: int
) -> Iterator[tuple[float, Tensor, Tensor, Tensor]]:
    """Batches of one epoch with the share of it that has passed; the next is made while the last one trains."""
    pairs = task.draw(patients, np.random.default_rng((seed, epoch)))
    size, batch = task.recipe.size_at(epoch), task.recipe.batch
    starts = range(0, len(pairs) - batch + 1, batch)

    def make(start: int) -> tuple[Tensor, Tensor, Tensor]:
        views, masks, labels = [], [], []
        for number in range(start, start + batch):
            patient, index = pairs[number]
            random = np.random.default_rng((seed, epoch, number))
            view, mask = augmented(patients[patient], index, size, random)
            views.append(view)
            masks.append(mask)
            labels.append(int(patients[patient].labels[index]))
        return torch.from_numpy(np.stack(views)), torch.from_numpy(np.stack(masks)), torch.tensor(labels)

    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(make, starts[0])
        for start in starts:
            ready = pending.result()
            if start + 2 * batch <= len(pairs):
                pending = pool.submit(make, start + batch)
            yield start / len(pairs), *ready
