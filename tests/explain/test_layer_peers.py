"""The methods on layers that are asked for, held against pytorch-grad-cam and torch-cam: same weights, input and layer.

Equal to a share of the map's range that each test states. Where a peer differs by design, the test makes up for it and
says so.
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
from torchvision.models import ResNet

from xaiviewer.explain import EXPLAINERS, Network, Slices
from xaiviewer.explain.more_passes import score
from xaiviewer.requests import LayerMaps, Partial, Request

pytestmark = pytest.mark.slow

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what they import is their own affair
    grad_cam = pytest.importorskip("pytorch_grad_cam", reason="grad-cam is not installed (extra: peers)")
    torch_cam = pytest.importorskip("torchcam.methods", reason="torchcam is not installed (extra: peers)")
    from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

pytest.importorskip("tqdm").tqdm.monitor_interval = 0  # what shows pytorch-grad-cam's progress leaves no thread behind

_Floats = NDArray[np.float32]
_CLASS = 2
# Modules that are called once, or whose output is that of a ReLU's last call, by the name of the node.
_LAYERS = {"layer1.0": "layer1.0.relu_1", "layer3.1": "layer3.1.relu_1", "layer2.0.conv2": "layer2.0.conv2"}
_RELUS = {"layer2.1": "layer2.1.relu_1", "layer4.1": "layer4.1.relu_1"}
_FEW_CHANNELS = {"layer1.0": "layer1.0.relu_1", "layer2.1": "layer2.1.relu_1"}


def _ours(network: nn.Module, slices: _Floats, method: str, layer: str, **parameters: object) -> _Floats:
    found = Network(network, slices.shape[-1])
    if "channels" in parameters:
        parameters["layer"] = layer
    request = Request.of(method, network="w", class_index=_CLASS, **parameters)
    material = Slices((0,), slices[:1], np.ones((1, *slices.shape[2:]), bool), ("a", "b", "c"))
    answers = EXPLAINERS[method](found).explain(request, material, lambda done, total: None, lambda: False)
    (whole,) = (each for each in answers if not isinstance(each, Partial))
    if isinstance(whole, LayerMaps):
        return whole.maps[[each.name for each in found.all_layers.layers].index(layer)]
    values: _Floats = whole.values  # type: ignore[union-attr]
    return values


def _theirs(network: nn.Module, slices: _Floats, method: str, module: str, **attributes: Any) -> _Floats:
    """pytorch-grad-cam's map before it is rectified, resized and normalised."""
    layer = network.get_submodule(module)
    with getattr(grad_cam, method)(model=network, target_layers=[layer]) as cam:
        for name, value in attributes.items():
            setattr(cam, name, value)
        cam.uses_gradients = True  # without, it keeps no activations of the layer by itself
        images = torch.from_numpy(slices[:1]).requires_grad_()
        targets = [ClassifierOutputTarget(_CLASS)]
        cam(images, targets)
        kept = cam.activations_and_grads
        a, g = kept.activations[0].numpy(), kept.gradients[0].numpy()
        return np.asarray(cam.get_cam_image(images, layer, targets, a, g, eigen_smooth=False)[0])


def _assert_equal(found: _Floats, expected: _Floats, share: float) -> None:
    assert np.ptp(expected) > 0
    assert np.abs(found - expected).max() <= share * np.ptp(expected)


@pytest.mark.parametrize(("module", "layer"), (_LAYERS | _RELUS).items())
@pytest.mark.parametrize(("method", "peer"), [("eigen-cam", "EigenCAM"), ("eigen-grad-cam", "EigenGradCAM")])
def test_eigen_maps_equal_pytorch_grad_cams_up_to_the_sign_that_it_leaves_open(
    shallow: ResNet, slices: _Floats, method: str, peer: str, module: str, layer: str
) -> None:
    """To 1e-4: theirs is in single precision."""
    ours, theirs = _ours(shallow, slices, method, layer), _theirs(shallow, slices, peer, module)
    sign = max((1, -1), key=lambda each: float((np.maximum(each * theirs, 0) * ours).sum()))
    _assert_equal(ours, np.maximum(sign * theirs, 0), 1e-4)


def _as_they_spread(activations: _Floats, _layer: object, size: int) -> _Floats:
    """Corner on corner, as their upsampling lays the cells; ours lie where they see."""
    spread = nn.UpsamplingBilinear2d(size=(size, size))(torch.from_numpy(activations)[None])[0].numpy()
    low, high = spread.min((1, 2), keepdims=True), spread.max((1, 2), keepdims=True)
    scaled: _Floats = (spread - low) / (high - low + 1e-8)
    return scaled


@pytest.mark.parametrize(("module", "layer"), _FEW_CHANNELS.items())
def test_score_cam_equals_pytorch_grad_cams(
    shallow: ResNet, slices: _Floats, module: str, layer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To 1e-4 of the range, with the cells spread as theirs are.

    Up to a factor: they try channels, too, that are the same everywhere, whose share of the softmax marks no place.
    """
    monkeypatch.setattr(score, "masks", _as_they_spread)
    ours = _ours(shallow, slices, "score-cam", layer, channels=4096)
    theirs = _theirs(shallow, slices, "ScoreCAM", module)
    assert 1 <= ours.max() / theirs.max() < 1.05
    _assert_equal(ours / ours.max(), theirs / theirs.max(), 1e-4)


@pytest.mark.parametrize(("module", "layer"), _FEW_CHANNELS.items())
def test_ablation_cam_equals_pytorch_grad_cams_times_the_logit(
    shallow: ResNet, slices: _Floats, module: str, layer: str
) -> None:
    """To 1e-3: what is left of two logits in single precision. Theirs divides by the logit, as the paper does."""
    network = copy.deepcopy(shallow)  # theirs puts a layer of its own into it
    ours = _ours(shallow, slices, "ablation-cam", layer, channels=4096)
    with torch.no_grad():
        logit = float(network(torch.from_numpy(slices[:1]))[0, _CLASS])
    theirs = _theirs(network, slices, "AblationCAM", module) * logit
    _assert_equal(ours, theirs, 1e-3)


def test_smooth_grad_cam_equals_torch_cams_where_that_is_right(shallow: ResNet, slices: _Floats) -> None:
    """To 1e-4 of the range: one slice, no noise, and gradients that are the same in every cell of a channel.

    Elsewhere theirs adds up activation x gradient^3 over positions, where the paper has the sum of activations times
    each position's own gradient^3. Logits are large, so that the small constant in its denominator does not matter.
    """
    steep = copy.deepcopy(shallow)
    steep.fc.weight.mul_(1e6)
    ours = _ours(steep, slices, "smooth-grad-cam++", "layer4.1.relu_1", samples=1, noise=0)
    with torch_cam.SmoothGradCAMpp(steep, "layer4.1", num_samples=1, std=1e-12) as extractor:
        logits = steep(torch.from_numpy(slices[:1]).requires_grad_())
        (theirs,) = extractor(_CLASS, logits, normalized=False)
    _assert_equal(np.maximum(ours, 0), theirs[0].detach().numpy(), 1e-4)


def test_torch_cams_weights_follow_its_last_noisy_slice(shallow: ResNet, slices: _Floats) -> None:
    """The first derivative is not averaged: other noise in front of the last copy changes less than that copy does."""
    maps = []
    for seed in (1, 2):
        torch.manual_seed(seed)
        with torch_cam.SmoothGradCAMpp(shallow, "layer3.1", num_samples=16, std=0.5) as extractor:
            logits = shallow(torch.from_numpy(slices[:1]).requires_grad_())
            (found,) = extractor(_CLASS, logits, normalized=False)
        maps.append(found[0].detach().numpy())
    ours = [
        np.maximum(_ours(shallow, slices, "smooth-grad-cam++", "layer3.1.relu_1", samples=16, noise=0.05, seed=seed), 0)
        for seed in (1, 2)
    ]
    spread_theirs, spread_ours = (np.abs(one / one.max() - other / other.max()).max() for one, other in (maps, ours))
    assert spread_ours < spread_theirs
