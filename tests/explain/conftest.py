"""Small seeded ResNets whose batch normalisation does something, as after training."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn
from torchvision.models import ResNet, resnet18, resnet50

from xaiviewer.explain import AllLayers
from xaiviewer.nets.architectures.evidence_resnet import EvidenceResNet

SIZE = 64


_Network = TypeVar("_Network", bound=ResNet)


def _settled(network: _Network) -> _Network:
    """Evaluation mode, frozen, ReLUs out of place, uneven statistics."""
    for module in network.modules():
        if isinstance(module, nn.ReLU):
            module.inplace = False
        elif isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, 0, 0.2)
            assert module.running_mean is not None
            assert module.running_var is not None
            nn.init.normal_(module.running_mean, 0, 0.2)
            nn.init.uniform_(module.running_var, 0.5, 2)
    network.eval().requires_grad_(requires_grad=False)
    return network


@pytest.fixture(scope="session")
def shallow() -> ResNet:
    torch.manual_seed(3)
    return _settled(resnet18(num_classes=4))


@pytest.fixture(scope="session")
def deep() -> ResNet:
    torch.manual_seed(4)
    return _settled(resnet50(num_classes=2))


@pytest.fixture(scope="session")
def with_evidence() -> EvidenceResNet:
    torch.manual_seed(6)
    network = EvidenceResNet(strongest=3)
    nn.init.normal_(network.head[-1].weight, 0, 0.3)
    return _settled(network)


@pytest.fixture(scope="session")
def explain(shallow: ResNet) -> AllLayers:
    return AllLayers(shallow, SIZE)


@pytest.fixture(scope="session")
def explain_deep(deep: ResNet) -> AllLayers:
    return AllLayers(deep, SIZE)


@pytest.fixture(scope="session")
def slices() -> NDArray[np.float32]:
    return np.random.default_rng(5).standard_normal((3, 3, SIZE, SIZE)).astype(np.float32)
