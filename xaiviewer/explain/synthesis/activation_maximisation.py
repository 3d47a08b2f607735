"""Activation maximisation: noise that climbs until it is what a class, channel or unit responds to most.

Erhan et al., "Visualizing higher-layer features of a deep network" (2009), made legible as Olah et al. (2017) do: by
climbing on waves in place of pixels, by moving the picture before each pass, and by total variation.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from xaiviewer.errors import Cancelled
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.network import Network
from xaiviewer.explain.synthesis.aim import Aim, aim_of
from xaiviewer.explain.synthesis.canvas import Canvas, Range
from xaiviewer.explain.synthesis.movement import Movement, evened, unevenness
from xaiviewer.requests import Partial, Request, Synthesis

_SHOWN_EVERY = 4  # steps: about a second with a ResNet-50


class ActivationMaximisation:
    """Climbs a network's number."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | Synthesis]:
        """See `Explainer`; of a slice the picture has only the range."""
        aim, steps = aim_of(self._network, request), int(request.values["steps"])
        passes, count = steps + 3, len(slices.indices)
        for place, index in enumerate(slices.indices):
            if cancelled():
                raise Cancelled
            limits = Range.of(slices.inputs[place], slices.heads[place], self._network.device)
            ascent = _Ascent(request, aim, limits, slices.inputs.shape[-1], index)
            for step in range(steps):
                progress(place * passes + step + 2, count * passes)
                if cancelled():
                    raise Cancelled
                now = ascent.step()
                if (step + 1) % _SHOWN_EVERY == 0:
                    shown = Synthesis(request, index, ascent.picture(), False, ascent.before, now)
                    yield Partial(shown, step + 3, passes)
            after = ascent.value()
            progress((place + 1) * passes, count * passes)
            yield Synthesis(request, index, ascent.picture(), False, ascent.before, after)


class _Ascent:
    """One picture on its way up.

    Attributes:
        before: what is raised, at the beginning.
    """

    def __init__(self, request: Request, aim: Aim, limits: Range, size: int, index: int) -> None:
        values = request.values
        self._aim, self._limits = aim, limits
        self._random = np.random.default_rng([request.seed or 0, index])
        self._canvas = Canvas(size, limits, float(values["smoothness"]), self._random)
        self._movement = Movement(*(float(values.get(name, 0)) for name in ("jitter", "rotation", "zoom")))
        self._weight = float(values["total_variation"])
        self._climber = torch.optim.Adam([self._canvas.coefficients], lr=float(values["step_size"]))
        self._canvas.look_through(self._seen())
        self.before = self.value()

    def step(self) -> float:
        """One step, and what was raised before it, of the picture as it was moved."""
        with torch.enable_grad():
            picture = self._canvas.picture()
            shown = picture.detach().requires_grad_()
            raised = self._aim(self._movement.moved(shown[None], self._limits.grey, self._random))
            (up,) = torch.autograd.grad(raised.number, shown)
            direction = evened(up)
            if self._weight:
                (rough,) = torch.autograd.grad(unevenness(shown), shown)
                direction = direction - self._weight * rough
            (change,) = torch.autograd.grad(picture, self._canvas.coefficients, -direction)
        self._canvas.coefficients.grad = change
        self._climber.step()
        return raised.told

    def value(self) -> float:
        """What is raised, of the picture as it is."""
        with torch.inference_mode():
            return self._aim(self._canvas.picture()[None]).told

    def picture(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        """The picture so far, ``[channel, size, size]``."""
        with torch.inference_mode():
            return self._canvas.picture().cpu().numpy()

    def _seen(self) -> Tensor:
        """The square around all that is seen by what is raised, bool ``[size, size]``; all where it sees nothing.

        A unit in an early layer sees little. The contrast is that of this square, or all of it would end in one spot.
        """
        with torch.enable_grad():
            shown = self._canvas.picture().detach().requires_grad_()
            (gradient,) = torch.autograd.grad(self._aim(shown[None]).number, shown)
        felt = (gradient != 0).any(dim=0)
        rows, columns = torch.nonzero(felt.any(dim=1)), torch.nonzero(felt.any(dim=0))
        window = torch.zeros_like(felt)
        if not len(rows):
            return ~window
        window[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1] = True
        return window
