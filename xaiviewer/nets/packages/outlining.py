"""A segmenter of several classes as one of a single class: the one that is outlined."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from xaiviewer.nets.packages.description import Described


def outlining(network: nn.Module, described: Described) -> nn.Module:
    """The network, which gives from now on the logit of the class that is outlined alone, ``[picture, 1, ...]``.

    Where one of the classes holds (softmax) that is its log-odds against all others together, whose sigmoid is the
    class's softmax: what explains it explains the class against its rivals. Its modules keep their names, by which its
    layers are called.

    Args:
        network: gives ``[picture, class, ...]``; it is changed.
        described: which of its classes is outlined.
    """
    if not described.classes or described.finding is None:
        return network
    place, exclusive = described.classes.index(described.finding), described.output == "softmax"
    own: Any = type(network)

    def forward(self: nn.Module, images: Tensor) -> Tensor:
        logits = own.forward(self, images)
        chosen: Tensor = logits[:, place : place + 1]
        if not exclusive or len(described.classes) == 1:
            return chosen
        others = torch.cat([logits[:, :place], logits[:, place + 1 :]], dim=1)
        return chosen - torch.logsumexp(others, dim=1, keepdim=True)

    network.__class__ = type(own.__name__, (own,), {"forward": forward})  # torch.fx traces the class's forward
    return network
