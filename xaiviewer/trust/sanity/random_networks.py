"""A network as it would be had it learned nothing: its architecture with random weights, one seed after the other.

Adebayo et al., "Sanity checks for saliency maps" (2018). Weights are drawn as torch draws them for training. A batch
normalisation of a network that is being trained sees the batch's own mean and variance, whereas one that has just been
made divides by 1: at the end of a deep network next to nothing would be left, and the maps of such a network would
tell of that, not of its random weights. So the statistics are those of some of the case's own slices.
"""

from __future__ import annotations

import copy

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from xaiviewer.explain import Network
from xaiviewer.trust.sanity.randomise import redraw

_Normalisation = nn.modules.batchnorm._BatchNorm  # noqa: SLF001 - the base of its three widths


class RandomNetworks:
    """One copy of a network, which takes on the weights of any seed.

    One at a time: a ResNet-50 is 94 MB, ten of them beside the one that is asked would take a gigabyte, and drawing the
    weights anew takes about as long as a pass. Of each seed the statistics alone are kept, which take a pass over
    several slices.
    """

    def __init__(self, network: Network) -> None:
        """Of the architecture of `network`, which stays as it is."""
        self._network = network.like(copy.deepcopy(network.module))
        self._device = network.device
        self._normalisations = [
            each for each in self._network.module.modules() if isinstance(each, _Normalisation) and _counts(each)
        ]
        self._inputs: Tensor | None = None
        self._statistics: dict[int, list[tuple[Tensor, Tensor]]] = {}

    def settle(self, inputs: NDArray[np.float32]) -> None:
        """From now on batch normalisation knows these slices ``[slice, channel, size, size]``: those of one case.

        Of a network of volumes they are the case's volume, ``[1, channel, ...]``, which it sees mirrored, too: a layer
        of a single cell has no variance in one volume.
        """
        several = inputs if len(inputs) > 1 else np.concatenate([inputs, inputs[..., ::-1]])
        self._inputs = self._network.tensor(np.ascontiguousarray(several))
        self._statistics.clear()

    def of_seed(self, seed: int) -> Network:
        """The network with the weights of a seed, until another one is asked for; equal seeds give equal weights."""
        # Numbers are drawn in the order of memory: on the processor and row by row, wherever the network lies and how.
        module = self._network.module.cpu().to(memory_format=torch.contiguous_format)
        redraw([module], seed)
        _shuffle(module, seed)
        module.to(self._device)
        if self._network.channels_last:
            module.to(memory_format=torch.channels_last)
        if self._inputs is not None:
            self._normalise(seed, self._inputs)
        return self._network

    def _normalise(self, seed: int, inputs: Tensor) -> None:
        """Give batch normalisation the statistics of the slices, each behind those before it."""
        if seed not in self._statistics:
            for each in self._normalisations:
                each.reset_running_stats()
                each.train()
                each.momentum = None  # the mean of what it sees
            with torch.no_grad():
                self._network.module(inputs)
            for each in self._normalisations:
                each.eval()
            self._statistics[seed] = [
                (mean.clone(), variance.clone()) for mean, variance in map(_statistics, self._normalisations)
            ]
        for each, (mean, variance) in zip(self._normalisations, self._statistics[seed], strict=True):
            here = _statistics(each)
            here[0].copy_(mean)
            here[1].copy_(variance)


def _counts(module: _Normalisation) -> bool:
    """Whether a normalisation keeps statistics."""
    return module.track_running_stats and module.running_mean is not None and module.running_var is not None


def _statistics(module: _Normalisation) -> tuple[Tensor, Tensor]:
    mean, variance = module.running_mean, module.running_var
    assert mean is not None
    assert variance is not None
    return mean, variance


def _shuffle(network: nn.Module, seed: int) -> None:
    """What knows no way to be drawn, such as a scale of its own, gets its values in another order."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for module in network.modules():
            if hasattr(module, "reset_parameters"):
                continue
            for each in module.parameters(recurse=False):
                order = torch.randperm(each.numel(), generator=generator)
                each.copy_(each.flatten()[order].view_as(each))
