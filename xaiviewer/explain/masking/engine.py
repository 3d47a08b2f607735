"""The one way in which a slice is shown to the network with parts of it absent."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray

from xaiviewer.errors import Cancelled
from xaiviewer.explain.masking.filling import Filling
from xaiviewer.explain.network import Network

TOGETHER = 16
"""Pictures in one pass: more bring nothing on two cores, and would keep the reader waiting who cancels."""

Present = NDArray[np.bool_] | NDArray[np.float32]
"""How much of each pixel is there, 0..1: ``[picture, 1 or channel, 1 or size, 1 or size]``."""


class MaskedForward:
    """One slice, its parts present or absent, on its way through the network in batches.

    Pictures are mixed where the network's weights are, in buffers that are made once.

    Attributes:
        network: that is asked.
        filling: what stands in the place of what is absent.
        passes: how many pictures went through the network.
    """

    def __init__(
        self,
        network: Network,
        image: NDArray[np.float32],
        filling: Filling,
        cancelled: Callable[[], bool],
    ) -> None:
        """One for an image ``[channel, size, size]``; `cancelled` is asked before each batch."""
        self.network = network
        self.filling = filling
        self.passes = 0
        self._cancelled = cancelled
        self._image = network.tensor(image)
        self._covered = network.tensor(filling.picture)
        self._shown = self._image.new_empty((TOGETHER, *image.shape))

    def logits(self, present: Present) -> NDArray[np.float64]:
        """Of every class, ``[picture, class]``, for one batch.

        Raises:
            Cancelled: where the batch is not wanted any more.
        """
        self.ask()
        count = len(present)
        shown = self._shown[:count] if count <= TOGETHER else self._shown.new_empty((count, *self._image.shape))
        weights = torch.from_numpy(present).to(shown.device, torch.float32)
        with torch.inference_mode():
            # exact at both ends: what is wholly there is the slice's own value, to the bit
            torch.lerp(self._absent(present), self._image, weights, out=shown)
            found = self.network.run(shown)
        self.passes += count
        return found

    def ask(self) -> None:
        """Is the next batch still wanted?

        Raises:
            Cancelled: where it is not.
        """
        if self._cancelled():
            raise Cancelled

    def whole(self) -> NDArray[np.float64]:
        """Logits of the slice as it is, ``[class]``."""
        found: NDArray[np.float64] = self.logits(np.ones((1, 1, 1, 1), dtype=bool))[0]
        return found

    def _absent(self, present: Present) -> torch.Tensor:
        """What to mix in: one picture for all, or one for each."""
        if not self.filling.around:
            return self._covered
        return self.network.tensor(np.stack([self.filling.in_painted(each) for each in present]))
