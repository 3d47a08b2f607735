"""Copies of a network with some of its parts as they were before the training."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from xaiviewer.nets.devices import device_of

_BATCH = nn.modules.batchnorm._BatchNorm  # noqa: SLF001 - the base of its three widths
_NORMALISATION = (_BATCH, nn.GroupNorm, nn.LayerNorm)


@dataclass(frozen=True)
class Part:
    """Some modules of a network that are randomised together.

    Attributes:
        name: of the first.
        members: paths of all of them: a convolution and the normalisation that follows it belong together.
    """

    name: str
    members: tuple[str, ...]


def parts(network: nn.Module, path: str = "") -> tuple[Part, ...]:
    """The network's parts that hold weights, from the logit to the input.

    A part is a child of the network: a stage of a ResNet, its head. Where there is but one child, its children.
    """
    found: list[Part] = []
    children = [
        (path + name, child) for name, child in network.named_children() if any(True for _ in child.parameters())
    ]
    if len(children) == 1:
        name, child = children[0]
        return parts(child, name + ".") or (Part(name, (name,)),)
    for name, child in children:
        if found and isinstance(child, _NORMALISATION):
            found[-1] = Part(found[-1].name, (*found[-1].members, name))
        else:
            found.append(Part(name, (name,)))
    return tuple(reversed(found))


def randomised(
    network: nn.Module, chosen: tuple[Part, ...], *, seed: int = 0, inputs: NDArray[np.float32] | None = None
) -> nn.Module:
    """A deep copy of the network some of whose parts have fresh random weights, drawn as torch draws them for training.

    Args:
        network: left as it is. Neither its device nor how its weights lie in memory has a part in what is drawn.
        chosen: of `parts`.
        seed: of the weights. The global random numbers of torch go on as if nothing had been drawn.
        inputs: ``[slice, channel, size, size]``, whose statistics batch normalisation in these parts then has: as in a
            network that begins to learn. Else it has those of a fresh one, mean 0 and variance 1, which leave next to
            nothing at the end of a deep network.
    """
    other = copy.deepcopy(network).cpu().to(memory_format=torch.contiguous_format)
    members = [other.get_submodule(name) for part in chosen for name in part.members]
    redraw(members, seed)
    other = other.eval().requires_grad_(requires_grad=False).to(device_of(network))
    if inputs is not None:
        _settle(other, [each for member in members for each in member.modules()], inputs)
    return other


def redraw(chosen: Iterable[nn.Module], seed: int) -> None:
    """Give modules, and all within them, fresh random weights where they lie.

    Parameters of modules that do not know how they are drawn, such as a scale of their own, get their values in
    another order.

    Args:
        chosen: on the processor, not channels last: elsewhere other numbers are drawn.
        seed: of the weights. The global random numbers of torch go on as if nothing had been drawn.
    """
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(seed)
        for module in (within for each in chosen for within in each.modules()):
            reset = getattr(module, "reset_parameters", None)
            if reset is not None:
                reset()
                continue
            for values in module.parameters(recurse=False):
                values.copy_(values.flatten()[torch.randperm(values.numel())].view_as(values))


def _settle(network: nn.Module, chosen: Iterable[nn.Module], inputs: NDArray[np.float32]) -> None:
    """Give the batch normalisations among the modules of a network the statistics of slices: one pass forward."""
    normalisations = [each for each in chosen if isinstance(each, _BATCH) and each.track_running_stats]
    several = inputs if len(inputs) > 1 else np.concatenate([inputs, inputs[..., ::-1]])
    momenta = [each.momentum for each in normalisations]
    for each in normalisations:
        each.train()
        each.momentum = None  # the mean of what it sees
    with torch.no_grad():
        network(torch.tensor(np.ascontiguousarray(several), device=device_of(network)))
    for each, momentum in zip(normalisations, momenta, strict=True):
        each.eval()
        each.momentum = momentum
