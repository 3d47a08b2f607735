"""Batches of augmented slices."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import torch
from numpy.typing import NDArray

from xaiviewer.training.data.patients import Patient
from xaiviewer.training.recipe import Batch, Task

_View = tuple[NDArray[np.float32], NDArray[np.float32], float, float]  # image, mask, label, chance
_AHEAD = 3  # batches that are made while one trains


def batches(
    task: Task, patients: Sequence[Patient], epoch: int, seed: int, *, threads: int = 1
) -> Iterator[tuple[float, Batch]]:
    """The batches of one epoch, each with the share of the epoch that has passed.

    Every slice has a random generator of its own, made from (seed, epoch, position), so that a resumed run sees
    the same views, whatever the number of `threads` that make the next batches while one trains.
    """
    pairs = task.draw(patients, np.random.default_rng((seed, epoch)))
    size, count = task.recipe.size_at(epoch), task.recipe.batch

    def view(position: int) -> _View:
        patient, index = pairs[position]
        random = np.random.default_rng((seed, epoch, position))
        image, mask = task.view(patients[patient], index, size, random)
        return image, mask, float(patients[patient].labels[index]), float(random.random())

    with ThreadPoolExecutor(threads) as pool:
        starts = range(0, len(pairs) - count + 1, count)
        coming: deque[tuple[int, list[Future[_View]]]] = deque()
        for ahead in starts:
            coming.append((ahead, [pool.submit(view, position) for position in range(ahead, ahead + count)]))
            if len(coming) > _AHEAD:
                start, views = coming.popleft()
                yield start / len(pairs), _together([each.result() for each in views])
        for start, views in coming:
            yield start / len(pairs), _together([each.result() for each in views])


def _together(views: list[_View]) -> Batch:
    images, masks, labels, chance = zip(*views, strict=True)
    pictures, outlines = (torch.from_numpy(np.stack(each)) for each in (images, masks))
    return Batch(pictures, outlines, torch.tensor(labels), torch.tensor(chance))
