"""A picture moved a little before each pass: what holds at one place alone is noise, what holds after it is legible."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional


@dataclass(frozen=True)
class Movement:
    """How far at most.

    Attributes:
        shift: pixels.
        turn: degrees.
        zoom: share of the size.
    """

    shift: float
    turn: float
    zoom: float

    def moved(self, picture: Tensor, grey: Tensor, random: np.random.Generator) -> Tensor:
        """A picture ``[1, channel, size, size]`` moved by chance; grey, ``[channel, 1, 1]``, comes in from outside."""
        right, down, turn, zoom = random.uniform(-1, 1, 4).tolist()  # always as many, whatever is used of them
        if not (self.shift or self.turn or self.zoom):
            return picture
        angle, factor = math.radians(self.turn * turn), 1 / (1 + self.zoom * zoom)
        pixels = 2 * self.shift / picture.shape[-1]
        cosine, sine = factor * math.cos(angle), factor * math.sin(angle)
        matrix = [[cosine, -sine, pixels * right], [sine, cosine, pixels * down]]
        grid = functional.affine_grid(picture.new_tensor([matrix]), list(picture.shape), align_corners=False)
        return functional.grid_sample(picture - grey, grid, align_corners=False) + grey


def unevenness(picture: Tensor) -> Tensor:
    """Total variation of ``[channel, row, column]``: what all neighbours differ by (Mahendran and Vedaldi 2015)."""
    down, across = picture.diff(dim=-2).abs().sum(), picture.diff(dim=-1).abs().sum()
    return down + across


def evened(gradient: Tensor) -> Tensor:
    """A gradient with a root mean square of 1, so that a step is as long whatever is climbed; zeros stay zeros."""
    length = gradient.square().mean().sqrt()
    return gradient / length if float(length) > 0 else torch.zeros_like(gradient)
