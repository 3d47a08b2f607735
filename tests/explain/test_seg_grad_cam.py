"""Why a region was outlined: exact where the network is known, as grad-cam's, and which region is meant."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn

from xaiviewer.case import Frame
from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.explain import EXPLAINERS, EmptyRegionError, Network, Outlined, Slices
from xaiviewer.nets.architectures.resunet import HeadedResUNet
from xaiviewer.requests import LayerMaps, Request

SIDE = 16
FRAME = Frame(-4.0, 10.0, 32.0, SIDE)  # an input pixel is two of the slice's


class Detector(nn.Module):
    """Two channels of a pixel's surroundings, rectified; a pixel's logit weighs them there alone."""

    def __init__(self) -> None:
        super().__init__()
        self.see, self.relu, self.weigh = nn.Conv2d(1, 2, 3, padding=1), nn.ReLU(), nn.Conv2d(2, 1, 1)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.weigh(self.relu(self.see(images)))
        return logits


@pytest.fixture(scope="module")
def detector() -> Detector:
    torch.manual_seed(3)
    return Detector().eval().requires_grad_(requires_grad=False)


def _outlined(*regions: NDArray[np.bool_]) -> Outlined:
    return Outlined(np.stack(regions), FRAME, (40, 50))


def _two_lesions() -> NDArray[np.bool_]:
    region = np.zeros((SIDE, SIDE), dtype=bool)
    region[2:4, 2:4] = region[8:12, 6:12] = True
    return region


@pytest.fixture
def material() -> Slices:
    inputs = np.random.default_rng(0).standard_normal((2, 1, SIDE, SIDE)).astype(np.float32)
    outlined = _outlined(_two_lesions(), _two_lesions().T)
    return Slices((3, 4), inputs, np.ones((2, SIDE, SIDE), bool), ("flair",), outlined)


def _ask(**parameters: object) -> Request:
    return Request.of("seg-grad-cam", network="w", class_index=0, **parameters)


def _answers(network: nn.Module, request: Request, slices: Slices, **options: Any) -> Iterator[Any]:
    explainer = EXPLAINERS[request.method](Network(network, slices.inputs.shape[-1], channels_last=False))
    progress = options.get("progress", lambda done, total: None)
    return explainer.explain(request, slices, progress, options.get("cancelled", lambda: False))


def test_each_position_holds_what_it_adds_to_the_regions_logits(detector: Detector, material: Slices) -> None:
    """Behind a 1 x 1 convolution HiResCAM is exact: nothing outside, and inside the logits less the bias."""
    found = list(_answers(detector, _ask(rule="hires-cam"), material))
    assert detector.weigh.bias is not None
    with torch.inference_mode():
        logits = detector(torch.from_numpy(material.inputs))[:, 0].numpy() - float(detector.weigh.bias[0])
    assert material.outlined is not None
    for each, region, values in zip(found, material.outlined.regions, logits, strict=True):
        assert isinstance(each, LayerMaps)
        np.testing.assert_allclose(each.maps[1], np.where(region, values, 0), atol=1e-5)  # of the ReLU
    assert [each.index for each in found] == [3, 4]


def test_a_channels_weight_is_its_mean_gradient(detector: Detector, material: Slices) -> None:
    (found, _) = _answers(detector, _ask(rule="grad-cam"), material)
    with torch.inference_mode():
        seen = detector.relu(detector.see(torch.from_numpy(material.inputs)))[0].numpy()
    share = _two_lesions().mean()
    expected = np.tensordot(detector.weigh.weight[0, :, 0, 0].numpy() * share, seen, 1)
    np.testing.assert_allclose(found.maps[1], expected, atol=1e-5)


@pytest.mark.parametrize(
    ("asked", "rows", "columns"),
    [
        ({"region": "lesion"}, (8, 12), (6, 12)),
        ({"region": "lesion", "row": 1, "column": 14}, (2, 4), (2, 4)),
        ({"region": "pixel", "row": 0, "column": 10}, (2, 3), (0, 1)),
        ({"region": "pixel", "row": 27, "column": 41}, (15, 16), (15, 16)),
    ],
)
def test_one_lesion_or_pixel_is_explained_by_itself(
    detector: Detector, material: Slices, asked: dict[str, Any], rows: tuple[int, int], columns: tuple[int, int]
) -> None:
    found = next(_answers(detector, _ask(rule="hires-cam", **asked), material))
    chosen = np.zeros((SIDE, SIDE), dtype=bool)
    chosen[slice(*rows), slice(*columns)] = True
    assert not found.maps[1][~chosen].any()
    assert found.maps[1][chosen].any()


def test_what_is_not_there_is_told_in_a_sentence(detector: Detector, material: Slices) -> None:
    nothing = Slices((6,), material.inputs[:1], material.heads[:1], ("flair",), _outlined(np.zeros((SIDE, SIDE), bool)))
    with pytest.raises(EmptyRegionError, match=r"outlines nothing on slice 7; ask"):
        next(_answers(detector, _ask(), nothing))
    with pytest.raises(EmptyRegionError, match=r"Pixel \(20, 14\) of slice 4 lies in no outlined lesion"):
        next(_answers(detector, _ask(region="lesion", row=20, column=14), material))
    with pytest.raises(UsageError, match=r"no pixel \(40, 20\); slices have 40 rows and 50 columns"):
        next(_answers(detector, _ask(region="pixel", row=40, column=20), material))
    with pytest.raises(UsageError, match=r"does not see pixel \(30, 20\)"):
        next(_answers(detector, _ask(region="pixel", row=30, column=20), material))
    without = Slices((3, 4), material.inputs, material.heads, ("flair",))
    with pytest.raises(UsageError, match="this network is none"):
        next(_answers(detector, _ask(), without))
    with pytest.raises(UsageError, match="needs a network with 16 x 16 logits of output 0; this one gives 1 x 8 x 8"):
        next(_answers(nn.Sequential(nn.Conv2d(1, 1, 2, 2)).requires_grad_(requires_grad=False), _ask(), material))


def test_half_a_pixel_is_refused_and_what_is_idle_is_dropped() -> None:
    with pytest.raises(UsageError, match="Which pixel"):
        _ask(region="pixel", row=3)
    with pytest.raises(UsageError, match="Half a pixel"):
        _ask(region="lesion", column=3)
    assert _ask(row=3, column=4) == _ask()
    assert _ask(region="lesion", row=3, column=4) != _ask(region="lesion")


def test_an_explanation_of_a_segmenter_can_be_cancelled_and_counts(detector: Detector, material: Slices) -> None:
    told: list[tuple[int, int]] = []
    list(_answers(detector, _ask(), material, progress=lambda done, total: told.append((done, total))))
    assert told[-1] == (2, 2)
    assert all(one < other for one, other in pairwise(told))
    with pytest.raises(Cancelled):
        next(_answers(detector, _ask(), material, cancelled=lambda: True))


def test_what_the_next_norm_takes_away_gets_no_weight() -> None:
    """Grad-CAM's weights of such a layer are rounding; HiResCAM's map is none."""
    torch.manual_seed(1)
    network = HeadedResUNet(1, 1, (4, 6, 8)).eval().requires_grad_(requires_grad=False)
    region = np.ones((1, SIDE, SIDE), bool)
    inputs = np.random.default_rng(0).standard_normal((1, 1, SIDE, SIDE)).astype(np.float32)
    material = Slices((0,), inputs, region, ("flair",), _outlined(region[0]))
    all_layers = Network(network, SIDE, channels_last=False).all_layers
    before = {
        index
        for index, each in enumerate(all_layers.layers)
        if each.name.endswith(("unit0.conv", "2.0.conv", "unit1.conv"))
    }
    before -= {len(all_layers.layers) - 2}  # of the last unit, which is bare
    assert all_layers.levelled == before
    for rule in ("grad-cam", "hires-cam", "layer-cam"):
        (found,) = _answers(network, _ask(rule=rule), material)
        assert {index for index, each in enumerate(found.maps) if not each.any()} == (
            before if rule == "grad-cam" else set()
        )


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "theirs"), [("grad-cam", "GradCAM"), ("hires-cam", "HiResCAM")])
def test_maps_of_a_residual_u_net_equal_those_of_grad_cam(rule: str, theirs: str) -> None:
    """To 1e-5 of the map's range, in layers of both sides."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it imports is its own affair
        grad_cam = pytest.importorskip("pytorch_grad_cam", reason="grad-cam is not installed (extra: peers)")
        from pytorch_grad_cam.utils.model_targets import SemanticSegmentationTarget
    torch.manual_seed(1)
    network = HeadedResUNet(3, 1, (4, 6, 8, 8)).eval().requires_grad_(requires_grad=False)
    inputs = np.random.default_rng(2).standard_normal((1, 3, 64, 64)).astype(np.float32)
    region = np.zeros((64, 64), dtype=bool)
    region[20:30, 12:40] = True
    slices = Slices((0,), inputs, region[None], tuple("abc"), Outlined(region[None], Frame(0, 0, 64, 64), (64, 64)))
    ours = next(_answers(network, _ask(rule=rule), slices))
    names = [layer.name for layer in Network(network, 64, channels_last=False).all_layers.layers]
    for name in (
        "model.0.conv.unit1.adn.A",
        "model.1.submodule.1.submodule.1.submodule.conv.unit0.adn.A",
        "model.1.submodule.2.0.adn.A",
        "model.2.1.conv.unit0.conv",
    ):
        layer = network.get_submodule(name)
        with getattr(grad_cam, theirs)(model=network, target_layers=[layer]) as cam:
            images = torch.from_numpy(inputs).requires_grad_()
            targets = [SemanticSegmentationTarget(0, region.astype(np.float32))]
            cam(images, targets)
            kept = cam.activations_and_grads
            a, g = kept.activations[0].numpy(), kept.gradients[0].numpy()
            expected = np.asarray(cam.get_cam_image(images, layer, targets, a, g, eigen_smooth=False))[0]
        assert np.ptp(expected) > 0
        assert np.abs(ours.maps[names.index(name)] - expected).max() <= 1e-5 * np.ptp(expected), name
