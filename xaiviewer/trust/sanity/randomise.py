"""Copies of a network with some of its parts as they were before the training."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import nn

_NORMALISATION = (nn.modules.batchnorm._BatchNorm, nn.GroupNorm, nn.LayerNorm)  # noqa: SLF001 - the three widths' base


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


def randomised(network: nn.Module, chosen: tuple[Part, ...], *, seed: int = 0) -> nn.Module:
    """A deep copy of the network some of whose parts have fresh random weights, drawn as torch draws them for training.

    Statistics of batch normalisation in these parts are those of a fresh network, too.

    Args:
        network: left as it is.
        chosen: of `parts`.
        seed: of the weights. The global random numbers of torch go on as if nothing had been drawn.
    """
    other = copy.deepcopy(network)
    redraw([other.get_submodule(name) for part in chosen for name in part.members], seed)
    return other.eval().requires_grad_(requires_grad=False)


def redraw(chosen: Iterable[nn.Module], seed: int) -> None:
    """Give modules, and all within them, fresh random weights where they lie.

    Args:
        chosen: on the processor: other devices draw other numbers.
        seed: of the weights. The global random numbers of torch go on as if nothing had been drawn.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        for module in (within for each in chosen for within in each.modules()):
            reset = getattr(module, "reset_parameters", None)
            if reset is not None:
                with torch.no_grad():
                    reset()
