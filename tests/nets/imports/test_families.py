"""Networks that someone else's code made, from files as their users save them: every layer, against autograd."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import Tensor, nn
from torchvision import models

from xaiviewer.analysis.answers import network_of
from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.imports.importing import package_from
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests.model import CONVOLUTION

pytestmark = pytest.mark.slow

CLASSES = ("glioma", "meningioma", "pituitary")


def _state_dict(network: nn.Module, folder: Path) -> Path:
    torch.save(network.state_dict(), folder / "network.pth")
    return folder / "network.pth"


def _safetensors(network: nn.Module, folder: Path) -> Path:
    save_file(network.state_dict(), folder / "network.safetensors")
    return folder / "network.safetensors"


def _timm(network: nn.Module, folder: Path) -> Path:
    place = folder / "timm"
    place.mkdir()
    told = {"architecture": "resnet18", "num_classes": 3, "pretrained_cfg": {"input_size": [3, 224, 224]}}
    (place / "config.json").write_text(json.dumps(told))
    save_file(network.state_dict(), place / "model.safetensors")
    return place


def _timm_resnet() -> nn.Module:
    timm = pytest.importorskip("timm")
    made: nn.Module = timm.create_model("resnet18", pretrained=False, num_classes=3)
    return made


def _monai_densenet() -> nn.Module:
    nets = pytest.importorskip("monai.networks.nets")
    made: nn.Module = nets.DenseNet121(spatial_dims=2, in_channels=1, out_channels=3)
    return made


FAMILIES: Mapping[str, tuple[Callable[[], nn.Module], Callable[[nn.Module, Path], Path], int]] = {
    "resnet18": (lambda: models.resnet18(num_classes=3), _state_dict, 64),
    "densenet121": (lambda: models.densenet121(num_classes=3), _safetensors, 64),
    "efficientnet_b0": (lambda: models.efficientnet_b0(num_classes=3), _safetensors, 64),
    "convnext_tiny": (lambda: models.convnext_tiny(num_classes=3), _safetensors, 64),
    "inception_v3": (lambda: models.inception_v3(num_classes=3, init_weights=False), _safetensors, 96),
    "timm": (_timm_resnet, _timm, 64),
    "monai": (_monai_densenet, _state_dict, 64),
}
"""What makes it, how it is saved, and the side of a small input."""


@pytest.mark.parametrize("family", FAMILIES)
def test_maps_of_an_imported_network_are_those_of_its_makers_code(tmp_path: Path, family: str) -> None:
    make, save, size = FAMILIES[family]
    torch.manual_seed(5)
    network = make().eval()
    answers = Answers(CLASSES, "glioma", size=size, name=family)
    model = open_package(package_from(save(network, tmp_path), tmp_path / "package", answers))
    channels = len(model.description.inputs)
    images = np.random.default_rng(6).standard_normal((2, channels, size, size)).astype(np.float32)
    np.testing.assert_allclose(model.logits(images), _answer(network, images), atol=1e-4)
    explained = network_of(model).all_layers
    modules = dict(network.named_modules())
    named = [number for number, layer in enumerate(explained.layers) if layer.kind == CONVOLUTION]
    named = [number for number in named if explained.layers[number].name in modules]
    assert len(named) > 10
    found = explained(images, 1, ["grad-cam"]).maps["grad-cam"]
    for number in (named[0], named[len(named) // 2], named[-1]):
        expected = _grad_cam(network, modules[explained.layers[number].name], images)
        np.testing.assert_allclose(found[number], expected, atol=1e-4 * max(float(np.abs(expected).max()), 1e-3))


def _answer(network: nn.Module, images: NDArray[np.float32]) -> NDArray[np.float32]:
    with torch.inference_mode():
        answered: NDArray[np.float32] = network(torch.tensor(images)).numpy()
    return answered


def _grad_cam(network: nn.Module, layer: nn.Module, images: NDArray[np.float32]) -> NDArray[np.float32]:
    """By autograd alone: channels weighted by the means of their gradients, ``[slice, row, column]``."""
    kept: list[Tensor] = []

    def keep(_module: nn.Module, _given: object, output: Tensor) -> Tensor:
        kept.append(output)
        return output.clone()  # what follows may work in place

    hook = layer.register_forward_hook(keep)
    try:
        logits = network(torch.tensor(images))
    finally:
        hook.remove()
    (gradient,) = torch.autograd.grad(logits[:, 1].sum(), kept[0])
    made: NDArray[np.float32] = (gradient.mean((2, 3), keepdim=True) * kept[0]).sum(1).detach().numpy()
    return made
