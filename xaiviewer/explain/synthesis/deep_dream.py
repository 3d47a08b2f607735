"""Deep Dream: what a layer sees in a slice, exaggerated.

Mordvintsev, Olah and Tyka, "Inceptionism: going deeper into neural networks" (2015). The slice itself climbs, from a
small size, where coarse structures form, to its own; what was dreamt at one size is carried to the next as the
difference from the slice, which keeps its sharpness.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.network import Network
from xaiviewer.explain.synthesis.aim import Aim, aim_of
from xaiviewer.explain.synthesis.canvas import Range
from xaiviewer.requests import Partial, Request, Synthesis

_SHOWN_EVERY = 4  # steps: about a second with a ResNet-50
_LEAST_CELLS = 2  # of the layer along a side at the smallest size


class DeepDream:
    """Lets a slice climb a layer's activations."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | Synthesis]:
        """See `Explainer`.

        Raises:
            UsageError: for more octaves than the layer's grid allows.
        """
        values, aim = request.values, aim_of(self._network, request)
        sizes = self._sizes(request, slices.inputs.shape[-1], slices.inputs.shape[1])
        steps, count = int(values["steps"]), len(slices.indices)
        passes = len(sizes) * steps + 2
        for place, index in enumerate(slices.indices):
            if cancelled():
                raise Cancelled
            dream = _Dream(request, aim, self._network, slices, place)
            done = 1
            for size in sizes:
                dream.begin(size)
                for _ in range(steps):
                    progress(place * passes + done, count * passes)
                    if cancelled():
                        raise Cancelled
                    now = dream.step()
                    done += 1
                    if done % _SHOWN_EVERY == 0:
                        shown = Synthesis(request, index, dream.picture(), True, dream.before, now)
                        yield Partial(shown, done, passes)
            after = dream.value()
            progress((place + 1) * passes, count * passes)
            yield Synthesis(request, index, dream.picture(), True, dream.before, after)

    def _sizes(self, request: Request, size: int, channels: int) -> list[int]:
        """Sides of the picture, the smallest first."""
        values = request.values
        octaves, scale = int(values["octaves"]), float(values["octave_scale"])
        sizes = [round(size / scale**number) for number in reversed(range(octaves))]
        layer = self._network.all_layers.layers[self._network.layer(values["layer"])]
        if sizes[0] < _LEAST_CELLS * layer.stride:
            raise UsageError(
                f"With {octaves} octaves the slice would shrink to {sizes[0]} pixels, fewer than {_LEAST_CELLS} cells "
                f"of {layer.name}; choose fewer octaves, or an earlier layer."
            )
        if sizes[0] < size and not self._takes(sizes[0], channels):
            raise UsageError(
                f"With {octaves} octaves the slice would shrink to {sizes[0]} pixels, which this network cannot take; "
                "choose fewer octaves."
            )
        return sizes

    def _takes(self, size: int, channels: int) -> bool:
        """Whether the network can be given pictures of a side: some have a least one."""
        try:
            with torch.inference_mode():
                self._network.module(self._network.tensor(np.zeros((1, channels, size, size), np.float32)))
        except torch.OutOfMemoryError:
            raise
        except (RuntimeError, ValueError):
            return False
        return True


class _Dream:
    """One slice on its way up.

    Attributes:
        before: what is raised, of the slice itself.
    """

    def __init__(self, request: Request, aim: Aim, network: Network, slices: Slices, place: int) -> None:
        values, head = request.values, slices.heads[place]
        self._aim, self._step_size, self._jitter = aim, float(values["step_size"]), int(values["jitter"])
        self._random = np.random.default_rng([request.seed or 0, slices.indices[place]])
        self._slice = network.tensor(slices.inputs[place])[None]
        self._limits = Range.of(slices.inputs[place], head, network.device)
        allowed = head if values["head_only"] and head.any() else np.ones_like(head)
        self._allowed = network.tensor(allowed.astype(np.float32))[None, None]
        self._base = self._dreamt = self._slice
        self._open = self._allowed
        self.before = self.value()

    def begin(self, size: int) -> None:
        """Go on at another size with what was dreamt so far."""
        change = _resized(self._dreamt - self._base, size)
        self._base, self._open = _resized(self._slice, size), _resized(self._allowed, size)
        self._dreamt = self._base + change

    def step(self) -> float:
        """One step, and what was raised before it."""
        shift = tuple(self._random.integers(-self._jitter, self._jitter + 1, 2).tolist())
        with torch.enable_grad():
            shown = torch.roll(self._dreamt, shift, (2, 3)).requires_grad_()
            raised = self._aim(shown)
            (up,) = torch.autograd.grad(raised.number, shown)
        up = torch.roll(up, (-shift[0], -shift[1]), (2, 3)) * self._open
        length = float(up.abs().sum() / self._open.sum() / up.shape[1])
        if length > 0:
            self._dreamt = self._limits.clipped(self._dreamt + up * (self._step_size / length))
        return raised.told

    def value(self) -> float:
        """What is raised, of the picture as it is."""
        with torch.inference_mode():
            return self._aim(self._dreamt).told

    def picture(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        """The slice and what was dreamt so far, at the slice's own size."""
        size = self._slice.shape[-1]
        dreamt = self._slice + self._allowed * _resized(self._dreamt - self._base, size)
        return self._limits.clipped(dreamt)[0].cpu().numpy()


def _resized(picture: Tensor, size: int) -> Tensor:
    if picture.shape[-1] == size:
        return picture
    shrinks = size < picture.shape[-1]
    return functional.interpolate(picture, (size, size), mode="bilinear", align_corners=False, antialias=shrinks)
