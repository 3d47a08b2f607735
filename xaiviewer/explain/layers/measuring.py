"""Where the cells of a layer lie on the input, measured where no graph tells it.

The stride follows from the grids: each is as many times coarser than the next finer one as their sides are; where they
do not divide evenly, the nearest power of two. The centre follows from the gradient of a cell in the middle by the
picture. As long as the pixels that move the cell end inside the picture, it lies in the middle between the outermost
(exact, up to half a pixel). Where they reach the border, it is taken to lie at the centroid of the squared gradient,
which misses by up to a few pixels, as the picture's own noise has it: a third of a stride in a ResNet's last stage.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch
from torch import Tensor

from xaiviewer.errors import ModelError
from xaiviewer.explain.layers.receptive import Spot

_LARGE = 5
"""Times: beyond it a layer does not pool but cuts the picture into patches, by any number."""


def measured(outputs: Iterable[Tensor], images: Tensor, sides: tuple[int, int]) -> list[Spot]:
    """The place of each layer's cells.

    Args:
        outputs: of the layers, in order of execution, ``[1, channel, row, column]``, with their graph.
        images: what went in, ``[1, channel, size, size]``, which the gradient is taken by.
        sides: rows and columns of it that the network looks at.

    Raises:
        ModelError: where cells are not as far apart down as across.
    """
    strides = {sides: (1, 1)}
    spots = []
    for output in outputs:
        grid = (output.shape[2], output.shape[3])
        down, across = strides.setdefault(grid, _stride(grid, strides))
        if down != across:
            raise ModelError(f"A layer has cells {down} x {across} pixels apart; maps need squares.")
        cell = (grid[0] // 2, grid[1] // 2)
        row, column = _middle(output, cell, images)
        spots.append(Spot(grid, (down, across), (row - down * cell[0], column - across * cell[1])))
    return spots


def _stride(grid: tuple[int, int], known: dict[tuple[int, int], tuple[int, int]]) -> tuple[int, int]:
    """Of a grid that was not seen before, from the next finer of those that were."""
    finer = min((each for each in known if each >= grid), default=max(known))
    down, across = (_times(finer[axis], grid[axis]) * known[finer][axis] for axis in (0, 1))
    return down, across


def _times(finer: int, coarser: int) -> int:
    """How many cells of one side make one of the other: 2 where 8 become 3, as a window without padding has it."""
    if finer % coarser == 0:
        return finer // coarser
    times = finer / coarser
    return round(times) if times > _LARGE else max(1, 2 ** round(math.log2(times)))


def _middle(output: Tensor, cell: tuple[int, int], images: Tensor) -> tuple[float, float]:
    """Row and column of the input that a cell is centred on, to half a pixel."""
    values = output[0, :, cell[0], cell[1]]
    signs = 1 - 2 * (torch.arange(len(values), device=values.device) % 2)  # channels alike must not cancel
    (gradient,) = torch.autograd.grad((values * signs).sum(), images, retain_graph=True)
    energy = gradient.double().square().sum((0, 1))
    down, across = (_centre(energy.sum(axis)) for axis in (1, 0))
    return down, across


def _centre(energy: Tensor) -> float:
    """Of what moves a cell, along one axis."""
    moving = torch.nonzero(energy)[:, 0]
    if not len(moving):
        return (len(energy) - 1) / 2  # no pixel moves it for this picture
    first, last = int(moving[0]), int(moving[-1])
    if first > 0 and last < len(energy) - 1:
        return (first + last) / 2
    places = torch.arange(len(energy), dtype=energy.dtype, device=energy.device)
    return round(2 * float((energy * places).sum() / energy.sum())) / 2
