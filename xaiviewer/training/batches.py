"""Batches of augmented slices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from xaiviewer.training.augmentation import augmented
from xaiviewer.training.patients import Patient
from xaiviewer.training.recipe import Task


class Batch(NamedTuple):
    """Network inputs ``[n, sequence, size, size]``, masks ``[n, 1, size, size]`` and labels ``[n]``, both in 0..1."""

    images: Tensor
    masks: Tensor
    labels: Tensor


def batches(task: Task, patients: Sequence[Patient], epoch: int, seed: int) -> Iterator[tuple[float, Batch]]:
    """The batches of one epoch, each with the share of the epoch that has passed.

    Every slice has a random generator of its own, made from (seed, epoch, position), so that a resumed run sees
    the same views. The next batch is made while the last one trains.
    """
    pairs = task.draw(patients, np.random.default_rng((seed, epoch)))
    size, count, mixup = task.recipe.size_at(epoch), task.recipe.batch, task.recipe.cycle_at(epoch)[0].mixup
    starts = range(0, len(pairs) - count + 1, count)

    def make(start: int) -> Batch:
        views, masks, labels = [], [], []
        for position in range(start, start + count):
            patient, index = pairs[position]
            random = np.random.default_rng((seed, epoch, position))
            view, mask = augmented(patients[patient], index, size, random)
            views.append(view)
            masks.append(mask)
            labels.append(float(patients[patient].labels[index]))
        batch = Batch(torch.from_numpy(np.stack(views)), torch.from_numpy(np.stack(masks)), torch.tensor(labels))
        return _mixed(batch, mixup, np.random.default_rng((seed, epoch, start, count))) if mixup else batch

    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(make, starts[0])
        for start in starts:
            ready = pending.result()
            if start + 2 * count <= len(pairs):
                pending = pool.submit(make, start + count)
            yield start / len(pairs), ready


def _mixed(batch: Batch, mixup: float, random: np.random.Generator) -> Batch:
    """Every slice blended with another one of the batch, and its mask and label likewise."""
    weight = float(random.beta(mixup, mixup))
    other = torch.from_numpy(random.permutation(len(batch.labels)))
    return Batch(*(weight * each + (1 - weight) * each[other] for each in batch))
