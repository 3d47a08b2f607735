"""Which methods are the same in a layer follows from the network's structure, and its maps bear it out."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torchvision.models import densenet121, resnet18

from xaiviewer.agreement.equal_methods import equal_methods
from xaiviewer.explain import AllLayers, Slices
from xaiviewer.explain.one_pass.cam import Cam
from xaiviewer.nets.architectures.evidence_resnet import EvidenceResNet
from xaiviewer.requests import ONE_PASS_METHODS, Request

SIZE = 64
FLAT = ("grad-cam", "hires-cam", "xgrad-cam")


def _told(network: nn.Module) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The layers that say something, by name."""
    made = network.eval().requires_grad_(requires_grad=False)
    return {layer.name: layer.same for layer in AllLayers(made, SIZE).layers if layer.same}


class _Small(nn.Module):
    """A convolution, something behind it, the mean over positions, and a head."""

    def __init__(self, between: nn.Module, head: nn.Module) -> None:
        super().__init__()
        self.first, self.second = nn.Conv2d(3, 6, 3, padding=1), nn.Conv2d(6, 4, 3, padding=1)
        self.between, self.head = between, head

    def forward(self, images: Tensor) -> Tensor:
        made: Tensor = self.head(self.between(self.second(self.first(images).relu())).mean((2, 3)))
        return made


def test_in_front_of_the_mean_over_positions_four_methods_are_one() -> None:
    torch.manual_seed(0)
    network = resnet18(num_classes=2).eval().requires_grad_(requires_grad=False)
    told = _told(network)
    assert told == {"layer4.1.relu_1": ((*FLAT, "cam"),)}
    layers = AllLayers(network, SIZE)
    inputs = np.random.default_rng(0).normal(size=(1, 3, SIZE, SIZE)).astype(np.float32)
    maps = {key: [each[0] for each in found] for key, found in layers(inputs, 1, ONE_PASS_METHODS).maps.items()}
    groups = equal_methods(maps)
    assert set(FLAT) in [set(group) for group in groups[-1]]
    for layer, found in zip(layers.layers[:-1], groups[:-1], strict=True):
        assert not any(set(FLAT) <= set(group) for group in found), layer.name
    slices = Slices((0,), inputs, np.ones((1, SIZE, SIZE), bool), ("a", "b", "c"))
    request = Request.of("cam", network="0" * 64, class_index=1)
    (cam,) = Cam(layers).explain(request, slices, lambda *_: None, lambda: False)
    (same,) = equal_methods({"cam": [cam.values], "grad-cam": [maps["grad-cam"][-1]]})
    assert same == (("cam", "grad-cam"),)


@pytest.mark.parametrize(
    ("between", "head", "expected"),
    [
        (nn.Identity(), nn.Linear(4, 2), {"second": ((*FLAT, "cam"),)}),
        (nn.BatchNorm2d(4), nn.Linear(4, 2), {"second": (FLAT,)}),
        (nn.Sequential(nn.BatchNorm2d(4), nn.Conv2d(4, 4, 1)), nn.Linear(4, 2), {"second": (FLAT,)}),
        (nn.Identity(), nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2)), {"second": (FLAT,)}),
        (nn.MaxPool2d(2), nn.Linear(4, 2), {}),
        (nn.Conv2d(4, 4, 3), nn.Linear(4, 2), {}),
        (nn.Hardswish(), nn.Linear(4, 2), {}),
    ],
)
def test_what_lies_between_a_layer_and_the_mean_decides(
    between: nn.Module, head: nn.Module, expected: dict[str, tuple[tuple[str, ...], ...]]
) -> None:
    assert _told(_Small(between, head)).get("second", ()) == expected.get("second", ())
    assert "first" not in _told(_Small(between, head))


class _Forked(nn.Module):
    """A layer whose mean is taken, and which decides by its maximum, too."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.fc = nn.Conv2d(3, 4, 3), nn.Linear(8, 2)

    def forward(self, images: Tensor) -> Tensor:
        seen = self.conv(images)
        made: Tensor = self.fc(torch.cat([seen.mean((2, 3)), seen.amax((2, 3))], 1))
        return made


def test_every_way_to_the_logit_counts() -> None:
    assert _told(_Forked()) == {}


def test_a_network_without_residuals_says_so_of_its_own_last_layer() -> None:
    told = _told(densenet121(num_classes=2))
    assert list(told.values()) == [((*FLAT, "cam"),)]


def test_where_evidence_decides_cam_is_grad_cam() -> None:
    told = _told(EvidenceResNet())
    assert told == {"layer4.2.relu_2": (FLAT,), "evidence": (("grad-cam", "cam"),)}
