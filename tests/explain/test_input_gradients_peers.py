"""Held against captum and pytorch-grad-cam on the same network and input.

What is deterministic is equal to 1e-5 of the map's range, in single precision; what is drawn, on the same draws where
the peer can be given them, and else within what so many samples stray.
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
from torch.nn import functional
from torchvision.models import ResNet

from xaiviewer.explain import EXPLAINERS, Network, Slices
from xaiviewer.explain.filling import covered
from xaiviewer.explain.input_gradients.background import shipped
from xaiviewer.requests import AttributionMap, Request

pytestmark = pytest.mark.slow

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what they import is their own affair
    captum = pytest.importorskip("captum.attr", reason="captum is not installed (extra: peers)")
    grad_cam = pytest.importorskip("pytorch_grad_cam", reason="grad-cam is not installed (extra: peers)")
    from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

Image = NDArray[Any]
SIDE = 24
CHANNELS = ("t1", "flair", "t1c")
_CLASS = 1


class Plain(nn.Module):
    """Convolutions with biases, batch normalisation and a module for every ReLU; nothing strides."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Conv2d(3, 6, 3, padding=1), nn.Conv2d(6, 8, 5, padding=2)
        self.norm, self.third = nn.BatchNorm2d(8), nn.Conv2d(8, 8, 3, padding=1)
        self.relus, self.fc = nn.ModuleList([nn.ReLU() for _ in range(3)]), nn.Linear(8, 2)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        found = self.relus[0](self.first(images))
        found = self.relus[1](self.norm(self.second(found)))
        found = functional.max_pool2d(self.relus[2](self.third(found)), 3)
        logits: torch.Tensor = self.fc(found.mean((2, 3)))
        return logits


@pytest.fixture(scope="module")
def plain() -> Plain:
    torch.manual_seed(7)
    network = Plain()
    nn.init.normal_(network.norm.bias, 0, 0.5)
    for values in (network.norm.running_mean, network.norm.running_var):
        assert values is not None
        nn.init.uniform_(values, 0.5, 1.5)
    return network.eval().requires_grad_(requires_grad=False)


@pytest.fixture(scope="module")
def material() -> Slices:
    random = np.random.default_rng(2)
    images = random.standard_normal((1, 3, SIDE, SIDE)).astype(np.float32)
    return Slices((0,), images, np.ones((1, SIDE, SIDE), bool), CHANNELS)


def _ours(network: nn.Module, material: Slices, method: str, **parameters: object) -> AttributionMap:
    request = Request.of(method, network="w", class_index=_CLASS, **parameters)
    explainer = EXPLAINERS[method](Network(network, SIDE))
    *_, found = explainer.explain(request, material, lambda done, total: None, lambda: False)
    assert isinstance(found, AttributionMap)
    return found


def _images(material: Slices) -> torch.Tensor:
    return torch.from_numpy(material.inputs.copy()).requires_grad_()


def _summed(theirs: torch.Tensor) -> Image:
    return np.asarray(theirs[0].detach().numpy().sum(0))


def _assert_equal(found: Image, expected: Image) -> None:
    assert np.ptp(expected) > 0
    assert np.abs(found - expected).max() <= 1e-5 * np.ptp(expected)


def test_saliency_equals_captums(plain: Plain, material: Slices) -> None:
    theirs = captum.Saliency(plain).attribute(_images(material), target=_CLASS)[0].numpy()
    _assert_equal(_ours(plain, material, "saliency").values, theirs.max(0))
    signed = captum.Saliency(plain).attribute(_images(material), target=_CLASS, abs=False)
    _assert_equal(_ours(plain, material, "saliency", over_sequences="sum").values, _summed(signed))


def test_input_x_gradient_equals_captums(plain: Plain, material: Slices) -> None:
    theirs = captum.InputXGradient(plain).attribute(_images(material), target=_CLASS)
    _assert_equal(_ours(plain, material, "input-x-gradient").values, _summed(theirs))


@pytest.mark.parametrize("baseline", ["mean", "blur", "zero"])
@pytest.mark.parametrize("rule", ["gauss-legendre", "midpoint", "trapezoid"])
def test_integrated_gradients_equal_captums(plain: Plain, material: Slices, rule: str, baseline: str) -> None:
    """The weights of captum's trapezoids add up to (n - 1) / n, so that its map is too small by that."""
    steps, name = 20, {"gauss-legendre": "gausslegendre", "midpoint": "riemann_middle"}.get(rule, "riemann_trapezoid")
    found = _ours(plain, material, "integrated-gradients", steps=steps, rule=rule, baseline=baseline, blur=2)
    start = covered(material.inputs[0], material.heads[0], {"filling": baseline, "blur": 2, "head_only": True})
    theirs, delta = captum.IntegratedGradients(plain).attribute(
        _images(material),
        baselines=torch.from_numpy(start[None]),
        target=_CLASS,
        n_steps=steps,
        method=name,
        return_convergence_delta=True,
    )
    if rule == "trapezoid":
        theirs = theirs * steps / (steps - 1)
    else:
        assert found.gap == pytest.approx(float(delta), abs=1e-5)
    _assert_equal(found.values, _summed(theirs))


@pytest.mark.parametrize(("method", "name"), [("smooth-grad", "smoothgrad"), ("smooth-grad-squared", "smoothgrad_sq")])
def test_smooth_grad_equals_captums_noise_tunnel_on_the_same_noise(
    plain: Plain, material: Slices, monkeypatch: pytest.MonkeyPatch, method: str, name: str
) -> None:
    samples, share, seed = 12, 0.1, 3
    spread = share * float(np.ptp(material.inputs))
    drawn = np.random.default_rng([seed, 0]).standard_normal((samples, *material.inputs.shape[1:]), dtype=np.float32)

    def normal(mean: float, spreads: torch.Tensor) -> torch.Tensor:
        assert mean == 0
        return torch.from_numpy(drawn) * spreads

    monkeypatch.setattr(torch, "normal", normal)
    saliency = captum.Saliency(plain)
    theirs = captum.NoiseTunnel(saliency).attribute(
        _images(material), nt_type=name, nt_samples=samples, stdevs=spread, target=_CLASS, abs=False
    )
    found = _ours(plain, material, method, samples=samples, noise=share, seed=seed)
    _assert_equal(found.values, _summed(theirs))


def _strays(first: Image, second: Image) -> float:
    """By how much one map strays from another, as a share of that one's size."""
    return float(np.linalg.norm(first - second) / np.linalg.norm(second))


def test_expected_gradients_equal_captums_gradient_shap_in_expectation(plain: Plain, material: Slices) -> None:
    torch.manual_seed(0)
    np.random.seed(0)  # noqa: NPY002 - captum draws its baselines so
    behind = torch.from_numpy(shipped(CHANNELS, SIDE).copy())
    theirs = captum.GradientShap(plain).attribute(
        _images(material), baselines=behind, target=_CLASS, n_samples=2000, stdevs=0.0
    )
    found = _ours(plain, material, "expected-gradients", samples=2000).values
    assert _strays(found, _summed(theirs)) < 0.1
    fewer = _ours(plain, material, "expected-gradients", samples=20).values
    assert _strays(fewer, _summed(theirs)) > 1.5 * _strays(found, _summed(theirs))


def test_expected_gradients_of_a_layer_equal_captums_in_expectation(plain: Plain, material: Slices) -> None:
    torch.manual_seed(0)
    np.random.seed(0)  # noqa: NPY002 - captum draws its baselines so
    behind = torch.from_numpy(shipped(CHANNELS, SIDE).copy())
    theirs = captum.LayerGradientShap(plain, plain.third).attribute(
        _images(material), baselines=behind, target=_CLASS, n_samples=2000, stdevs=0.0
    )
    found = _ours(plain, material, "expected-gradients", samples=2000, layer="third")
    assert _strays(found.values, _summed(theirs)) < 0.1


def test_guided_backprop_equals_captums(plain: Plain, material: Slices) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that it sets hooks
        theirs = captum.GuidedBackprop(plain).attribute(_images(material), target=_CLASS)
    _assert_equal(_ours(plain, material, "guided-backprop").values, _summed(theirs))


@pytest.mark.parametrize("number", [0, 1])
def test_guided_grad_cam_equals_captums(plain: Plain, material: Slices, number: int) -> None:
    """In layers of the input's own grid: elsewhere captum lays the cells beside their centres."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = captum.GuidedGradCam(plain, plain.relus[number]).attribute(_images(material), target=_CLASS)
    _assert_equal(_ours(plain, material, "guided-grad-cam", layer=f"relus.{number}").values, _summed(theirs))


def test_full_grads_display_form_equals_pytorch_grad_cams(
    plain: Plain, material: Slices, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which then scales the picture to 0..1. It overlooks no bias here: none lies on another grid than the input's."""
    with grad_cam.FullGrad(plain, []) as full_grad:
        (theirs,) = full_grad(_images(material), [ClassifierOutputTarget(_CLASS)])
    capsys.readouterr()  # it prints
    values = _ours(plain, material, "full-grad", form="display").values
    scaled = (values - values.min()) / np.ptp(values)
    assert np.abs(scaled - theirs).max() <= 1e-5


# --- what is left out


def test_captums_lrp_loses_a_resnets_logit_and_its_deep_lift_refuses_one(deep: ResNet, slices: Image) -> None:
    """Relevance should add up to the logit; a ReLU that is called twice has no one input and output."""
    network, images = copy.deepcopy(deep), torch.from_numpy(slices[:1]).requires_grad_()
    with torch.no_grad():
        logit = float(network(images)[0, _CLASS])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they say that they set hooks
        relevance = captum.LRP(network).attribute(images, target=_CLASS)
        assert abs(float(relevance.detach().double().sum()) - logit) > abs(logit)
        with pytest.raises(RuntimeError, match="A Module ReLU"):
            captum.DeepLift(copy.deepcopy(deep)).attribute(images, target=_CLASS)
