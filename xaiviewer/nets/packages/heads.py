"""Other channels at the first convolution, another head at the end: what people change of a library's network."""

from __future__ import annotations

import re
from collections.abc import Sequence

import torch
from torch import nn

from xaiviewer.errors import ModelError

_PARTS = r"linear \d{1,5}|relu|dropout"


def with_channels(network: nn.Module, channels: int) -> None:
    """Put a first convolution for so many channels in place of the network's own, in every other way like it.

    Raises:
        ModelError: where it has none, or that is grouped.
    """
    for name, module in network.named_modules():
        if isinstance(module, nn.Conv2d):
            if module.groups != 1:
                break
            kernel, stride, padding = (_pair(each) for each in (module.kernel_size, module.stride, module.padding))
            fresh = nn.Conv2d(channels, module.out_channels, kernel, stride, padding, bias=module.bias is not None)
            _put(network, name, fresh)
            return
    raise ModelError("The network has no first convolution whose channels could be changed; leave in_channels out.")


def last_linear(network: nn.Module) -> tuple[str, nn.Linear | nn.Conv2d]:
    """Name and module of what makes the logits.

    Raises:
        ModelError: where there is none.
    """
    named = [(name, each) for name, each in network.named_modules() if isinstance(each, nn.Linear)]
    named = [(name, each) for name, each in named if not name.startswith("AuxLogits")]
    if not named:
        raise ModelError("The network has no linear layer at its end; its head cannot be changed.")
    return named[-1]


def head_of(parts: Sequence[str]) -> list[str]:
    """The parts of a head: "linear 256", "relu", "dropout".

    Raises:
        ModelError: for one that is none of these.
    """
    wrong = [each for each in parts if not re.fullmatch(_PARTS, str(each))]
    if isinstance(parts, str) or wrong or not parts:
        raise ModelError(f"A head is a list of “linear N”, “relu” and “dropout”; it is not {wrong or parts!r}.")
    return list(parts)


def with_head(network: nn.Module, parts: Sequence[str]) -> None:
    """Put a sequence of layers in place of the network's last linear one.

    Raises:
        ModelError: where it has none.
    """
    name, last = last_linear(network)
    layers, width = nn.Sequential(), last.in_features if isinstance(last, nn.Linear) else last.in_channels
    for part in parts:
        if part == "relu":
            layers.append(nn.ReLU())
        elif part == "dropout":
            layers.append(nn.Dropout())
        else:
            wide = int(part.split()[1])
            layers.append(nn.Linear(width, wide))
            width = wide
    _put(network, name, layers)


def with_two_outputs(network: nn.Module, inputs: torch.Tensor) -> nn.Module:
    """A network of one output ``z`` that gives ``(-z/2, z/2)``: as two classes its softmax is the logistic of ``z``.

    Its last layer is made twice as wide, so that its layers keep their names; around one without such a layer another
    module is put. One that has two outputs stays as it is.

    Args:
        network: it; changed.
        inputs: that it takes, on which both are held against each other.
    """
    with torch.inference_mode():
        before = network(inputs)
    if before.shape[-1] == 2:
        return network
    named = [(name, each) for name, each in network.named_modules() if isinstance(each, nn.Linear)]
    if named and named[-1][1].out_features == 1:
        name, last = named[-1]
        wide = nn.Linear(last.in_features, 2, bias=last.bias is not None, device=last.weight.device)
        wide.weight = nn.Parameter(torch.cat([-last.weight, last.weight]) / 2, requires_grad=False)
        if last.bias is not None:
            wide.bias = nn.Parameter(torch.cat([-last.bias, last.bias]) / 2, requires_grad=False)
        _put(network, name, wide.eval())
        with torch.inference_mode():
            after = network(inputs)
        if after.shape[-1] == 2 and torch.allclose(after[:, 1:] - after[:, :1], before, rtol=1e-4, atol=1e-4):
            return network
        _put(network, name, last)  # something follows it
    return _Both(network)


class _Both(nn.Module):
    """Of the one output of a network, what speaks against it and for it."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """``[picture, 2]``."""
        logit = self.network(inputs)
        return torch.cat([-logit, logit], dim=1) / 2


def _put(network: nn.Module, name: str, module: nn.Module) -> None:
    parent, _, own = name.rpartition(".")
    setattr(network.get_submodule(parent), own, module)


def _pair(values: Sequence[int] | str) -> tuple[int, int]:
    return int(values[0]), int(values[1])
