"""A picture that is climbed on by its waves, within what a slice's sequences hold.

Olah, Mordvintsev and Schubert, "Feature visualization" (Distill, 2017): steps on the Fourier coefficients, each divided
by its frequency, change coarse structures as soon as fine ones; steps on pixels end in noise that nobody can read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

_DARK = 1e-3  # a range at least: a sequence of one value has none


@dataclass(frozen=True)
class Range:
    """What the pixels of a slice are like, in the network's units: one value per input channel, as ``[channel, 1, 1]``.

    Attributes:
        low, high: the least and the greatest.
        grey: the mean over the head.
        spread: their standard deviation over the head, of all channels together: a number.
    """

    low: Tensor
    high: Tensor
    grey: Tensor
    spread: float

    @classmethod
    def of(cls, image: NDArray[np.float32], head: NDArray[np.bool_], device: torch.device) -> Range:
        """Of a slice as the network takes it; where there is no head, the whole picture counts."""
        inside = (image[:, head] if head.any() else image.reshape(len(image), -1)).astype(np.float64)
        grey, spread = inside.mean(axis=1), max(float(inside.std(axis=1).mean()), _DARK)
        flat = image.reshape(len(image), -1).astype(np.float64)
        low = np.minimum(flat.min(axis=1), grey - _DARK)
        high = np.maximum(flat.max(axis=1), grey + _DARK)
        low, high, grey = (
            torch.tensor(each, dtype=torch.float32, device=device)[:, None, None] for each in (low, high, grey)
        )
        return cls(low, high, grey, spread)

    def within(self, waves: Tensor) -> Tensor:
        """Waves of mean 0 and deviation 1 as a picture: around the grey, bent where they near the range's ends."""
        up, down = self.high - self.grey, self.grey - self.low
        room = torch.where(waves > 0, up, down)
        return self.grey + room * torch.tanh(self.spread * waves / room)

    def clipped(self, picture: Tensor) -> Tensor:
        """A picture within the range."""
        return torch.maximum(torch.minimum(picture, self.high), self.low)


class Canvas:
    """Noise at first; always of the contrast of a slice, so that only what it shows can raise anything.

    Attributes:
        coefficients: what is climbed on, ``[channel, row, column, 2]``.
    """

    def __init__(self, size: int, limits: Range, smoothness: float, random: np.random.Generator) -> None:
        """A square one.

        Args:
            size: of its side.
            limits: it stays within.
            smoothness: the power of a wave's length by which its coefficient is multiplied.
            random: draws the noise.
        """
        self._size, self._limits = size, limits
        device, channels = limits.grey.device, len(limits.grey)
        down, across = np.fft.fftfreq(size)[:, None], np.fft.rfftfreq(size)[None]
        lengths = 1 / np.maximum(np.hypot(down, across), 1 / size)
        self._scale = torch.tensor((lengths / size) ** smoothness, dtype=torch.float32, device=device)
        noise = random.standard_normal((channels, *lengths.shape, 2))
        self.coefficients = torch.tensor(noise, dtype=torch.float32, device=device).requires_grad_()
        self._window = torch.ones((size, size), dtype=torch.bool, device=device)

    def look_through(self, window: Tensor) -> None:
        """Leave grey what lies outside of a window, bool ``[size, size]``: nothing depends on it."""
        self._window = window

    def picture(self) -> Tensor:
        """``[channel, size, size]``, following the coefficients."""
        spectrum = torch.view_as_complex(self.coefficients) * self._scale
        waves = torch.fft.irfft2(spectrum, s=(self._size, self._size)) * self._window
        inside = waves[:, self._window]
        power = inside.square().mean().sqrt().clamp_min(1e-12)
        return self._limits.within(waves / power)
