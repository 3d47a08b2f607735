"""Held against pytorch-grad-cam and torch-cam on the same weights, input and layers.

Where they are right our maps equal theirs to 1e-5 of the map's range. Where they are not, a test shows it.
"""

from __future__ import annotations

import copy
import warnings
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn
from torchvision.models import ResNet, resnet18

from xaiviewer.explain import AllLayers, traced

pytestmark = pytest.mark.slow

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what they import is their own affair
    grad_cam = pytest.importorskip("pytorch_grad_cam", reason="grad-cam is not installed (extra: peers)")
    torch_cam = pytest.importorskip("torchcam.methods", reason="torchcam is not installed (extra: peers)")
    from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

_Slices = NDArray[np.float32]
_CLASS = 2
_GRAD_CAM = {
    "grad-cam": "GradCAM",
    "grad-cam++": "GradCAMPlusPlus",
    "hires-cam": "HiResCAM",
    "layer-cam": "LayerCAM",
    "xgrad-cam": "XGradCAM",
}
_TORCH_CAM = {"grad-cam": "GradCAM", "layer-cam": "LayerCAM", "xgrad-cam": "XGradCAM"}
# Modules that are called once, by the name of the node that is their output.
_RELUS = {"layer1.0": "layer1.0.relu_1", "layer3.1": "layer3.1.relu_1", "layer4.1": "layer4.1.relu_1"}
_CONVOLUTIONS = {name: name for name in ("layer2.0.conv2", "layer3.0.downsample.0", "layer4.1.conv1")}


@pytest.fixture(scope="module")
def steep(shallow: ResNet) -> ResNet:
    """Logits so large that no small constant in a denominator matters."""
    network = copy.deepcopy(shallow)
    network.fc.weight.mul_(1e6)
    return network


def _theirs(network: ResNet, slices: _Slices, method: str, module: str) -> _Slices:
    """pytorch-grad-cam's map before it is rectified, resized and normalised."""
    layer = network.get_submodule(module)
    with getattr(grad_cam, _GRAD_CAM[method])(model=network, target_layers=[layer]) as cam:
        images = torch.from_numpy(slices).requires_grad_()
        targets = [ClassifierOutputTarget(_CLASS)] * len(slices)
        cam(images, targets)
        kept = cam.activations_and_grads
        a, g = kept.activations[0].numpy(), kept.gradients[0].numpy()
        return np.asarray(cam.get_cam_image(images, layer, targets, a, g, eigen_smooth=False))


def _torch_cams(network: ResNet, slices: _Slices, method: str, module: str, **options: Any) -> _Slices:
    """torch-cam's map, rectified as it always is."""
    with getattr(torch_cam, _TORCH_CAM.get(method, method))(network, module) as extractor:
        logits = network(torch.from_numpy(slices).requires_grad_())
        (found,) = extractor(_CLASS, logits, normalized=False, **options)
        return np.asarray(found.detach().numpy())


def _ours(network: ResNet, slices: _Slices, method: str, layer: str) -> _Slices:
    explain = AllLayers(network, slices.shape[-1])
    index = [each.name for each in explain.layers].index(layer)
    return explain(slices, _CLASS, [method]).maps[method][index]


def _assert_equal(found: _Slices, expected: _Slices) -> None:
    for one, other in zip(found, expected, strict=True):
        assert np.ptp(other) > 0
        assert np.abs(one - other).max() <= 1e-5 * np.ptp(other)


def _assert_equal_rectified(found: _Slices, expected: _Slices) -> None:
    """As above for a peer that shows the positive part only; the range is that of the signed map."""
    for one, other in zip(found, expected, strict=True):
        assert np.ptp(one) > 0
        assert np.abs(np.maximum(one, 0) - other).max() <= 1e-5 * np.ptp(one)


@pytest.mark.parametrize(("module", "layer"), (_RELUS | _CONVOLUTIONS).items())
@pytest.mark.parametrize("method", ["grad-cam", "hires-cam", "layer-cam"])
def test_equal_to_pytorch_grad_cam(shallow: ResNet, slices: _Slices, method: str, module: str, layer: str) -> None:
    _assert_equal(_ours(shallow, slices, method, layer), _theirs(shallow, slices, method, module))


@pytest.mark.parametrize(("module", "layer"), _RELUS.items())
def test_xgrad_cam_equals_pytorch_grad_cam(shallow: ResNet, slices: _Slices, module: str, layer: str) -> None:
    _assert_equal(_ours(shallow, slices, "xgrad-cam", layer), _theirs(shallow, slices, "xgrad-cam", module))


@pytest.mark.parametrize(("module", "layer"), _RELUS.items())
def test_grad_cam_plus_plus_equals_pytorch_grad_cam(steep: ResNet, slices: _Slices, module: str, layer: str) -> None:
    _assert_equal(_ours(steep, slices, "grad-cam++", layer), _theirs(steep, slices, "grad-cam++", module))


@pytest.mark.parametrize(("module", "layer"), (_RELUS | _CONVOLUTIONS).items())
@pytest.mark.parametrize("method", ["grad-cam", "layer-cam"])
def test_equal_to_torch_cam(shallow: ResNet, slices: _Slices, method: str, module: str, layer: str) -> None:
    _assert_equal_rectified(_ours(shallow, slices, method, layer), _torch_cams(shallow, slices, method, module))


@pytest.mark.parametrize(("module", "layer"), _RELUS.items())
def test_xgrad_cam_equals_torch_cam(shallow: ResNet, slices: _Slices, module: str, layer: str) -> None:
    found = _ours(shallow, slices, "xgrad-cam", layer)
    _assert_equal_rectified(found, _torch_cams(shallow, slices, "xgrad-cam", module))


# --- where they are wrong


@pytest.fixture
def stock() -> ResNet:
    """A ResNet as torchvision gives it, with ReLUs in place."""
    torch.manual_seed(6)
    network = resnet18(num_classes=4).eval()
    network.requires_grad_(requires_grad=False)
    return network


def test_hooks_see_batch_normalisation_after_the_relu_in_place(stock: ResNet, slices: _Slices) -> None:
    """pytorch-grad-cam copies A too late only where a ReLU works in place; torch-cam keeps A itself, overwritten."""
    images = torch.from_numpy(slices)
    with torch.no_grad():
        true = stock.bn1(stock.conv1(images))
    assert true.min() < 0
    with torch_cam.GradCAM(stock, "bn1") as extractor:
        stock(images.clone().requires_grad_())
        assert extractor.hook_a[0].min() == 0
    with grad_cam.GradCAM(model=stock, target_layers=[stock.bn1]) as cam:
        cam(images.clone().requires_grad_(), [ClassifierOutputTarget(_CLASS)] * len(slices))
        (a,), (g,) = cam.activations_and_grads.activations, cam.activations_and_grads.gradients
        assert a.min() == 0  # the activation behind the ReLU ...
        assert (g[a == 0] == 0).all()  # ... with the gradient in front of it
        assert (g[a > 0] != 0).any()


def test_in_place_relus_do_not_reach_our_maps(stock: ResNet, slices: _Slices) -> None:
    """The same network with its ReLUs out of place gives the same maps."""
    apart = copy.deepcopy(stock)
    for module in apart.modules():
        if isinstance(module, nn.ReLU):
            module.inplace = False
    methods = ["grad-cam", "hires-cam"]
    found, expected = (AllLayers(each, slices.shape[-1])(slices, _CLASS, methods) for each in (stock, apart))
    for method in methods:
        for one, other in zip(found.maps[method], expected.maps[method], strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-5 * float(np.ptp(other)))


def test_hooks_confuse_the_calls_of_one_relu(shallow: ResNet, slices: _Slices) -> None:
    """A block's ReLU is called twice (three times in a bottleneck): one peer shows the first call, one the last."""
    first, last = (_ours(shallow, slices, "grad-cam", f"layer4.1.{name}") for name in ("relu", "relu_1"))
    assert np.abs(first - last).max() > 0.1 * np.ptp(last)
    _assert_equal(first, _theirs(shallow, slices, "grad-cam", "layer4.1.relu"))
    _assert_equal_rectified(last, _torch_cams(shallow, slices, "grad-cam", "layer4.1.relu"))


def _last_pair(network: ResNet, slices: _Slices) -> tuple[torch.Tensor, torch.Tensor]:
    images = torch.from_numpy(slices).requires_grad_()
    logits, activations = traced(network, slices.shape[-1])[0](images)
    (gradient,) = torch.autograd.grad(logits[:, _CLASS].sum(), activations[-1])
    return activations[-1].detach(), gradient


def test_torch_cams_grad_cam_plus_plus_lacks_the_denominator(steep: ResNet, slices: _Slices) -> None:
    """Its division writes into a copy (``alpha[mask].div_``), so that the weights are sum(max(G, 0)^3)."""
    a, g = _last_pair(steep, slices)
    without = torch.einsum("nc,nchw->nhw", g.relu().pow(3).sum((2, 3)), a).numpy()
    theirs = _torch_cams(steep, slices, "GradCAMpp", "layer4.1")
    _assert_equal(theirs, without)
    ours = _ours(steep, slices, "grad-cam++", "layer4.1.relu_1")
    assert np.abs(theirs / theirs.max() - ours / ours.max()).max() > 0.01


def test_pytorch_grad_cams_constant_decides_grad_cam_plus_plus(shallow: ResNet, slices: _Slices) -> None:
    """Gradients of single cells are about 1e-3 or less, so that 1e-6 in the denominator outweighs their squares."""
    a, g = _last_pair(shallow, slices)
    assert g.square().median() < 1e-4
    weights = (g.relu() / (2 + a.sum((2, 3), keepdim=True) * g.relu())).sum((2, 3))
    exact = torch.einsum("nc,nchw->nhw", weights, a).numpy()
    _assert_equal(_ours(shallow, slices, "grad-cam++", "layer4.1.relu_1"), exact)
    smaller = copy.deepcopy(shallow)
    smaller.fc.weight.mul_(1e-2)
    a, g = _last_pair(smaller, slices)
    theirs = _theirs(smaller, slices, "grad-cam++", "layer4.1")
    drowned = torch.einsum("nc,nchw->nhw", (g.relu().pow(3) / 1e-6).sum((2, 3)), a).numpy()
    assert np.abs(theirs - drowned).max() <= 0.2 * np.ptp(drowned)
