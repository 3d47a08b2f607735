"""Packages of turned slices: what such a network says of a case is what the plain one says of the turned case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.nets.small_network import FACTORY, described
from xaiviewer.analysis import Analyser, trials
from xaiviewer.case import Case
from xaiviewer.display.upsampling import upsample
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.inputs.turns import TURNS, Turn
from xaiviewer.nets.packages.description import Described, Factory, Inputs
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.opening import model_of, open_package
from xaiviewer.requests import AnalysisSettings, AttributionMap, Channel, Curve, LayerMaps, SliceResult

INPUTS = Inputs((Channel("FLAIR", "flair"),), 64, normalisation=Normalisation("slice", 0, 100))
UNET = Factory(
    "monai",
    "UNet",
    {"spatial_dims": 2, "in_channels": 1, "out_channels": 1, "channels": [4, 8], "strides": [2], "num_res_units": 1},
)
METHODS = ("grad-cam", "layer-cam")
ALIVE = 0
"""A class whose logit is none that a ReLU made 0."""


def networks() -> tuple[torch.nn.Module, torch.nn.Module]:
    torch.manual_seed(2)
    return built(FACTORY), built(UNET)


CLASSIFIER, SEGMENTER = networks()


def classifier(**changes: object) -> Described:
    return described(inputs=replace(INPUTS, **changes))  # type: ignore[arg-type]


def segmenter(**changes: object) -> Described:
    inputs = replace(INPUTS, **changes)  # type: ignore[arg-type]
    return described(
        name="outlines", factory=UNET, task="segmentation", classes=(), finding=None, inputs=inputs, threshold=0.4
    )


def asking(seen: Described, outlined: Described) -> Analyser:
    return Analyser(model_of(seen, CLASSIFIER.eval()), model_of(outlined, SEGMENTER.eval()))


def lying(case: Case, turn: Turn) -> Case:
    """The case with its pictures turned."""
    assert case.mask is not None
    volumes = tuple(replace(each, voxels=turn.to_network(each.voxels)) for each in case.volumes)
    return replace(case, volumes=volumes, mask=replace(case.mask, voxels=turn.to_network(case.mask.voxels)))


def analysed(analyser: Analyser, case: Case) -> SliceResult:
    settings = AnalysisSettings(methods=METHODS, segment_all=True, class_index=ALIVE)
    return next(each for each in analyser.slices(case, settings) if each.index == 1)


def on_slice(analyser: Analyser, case: Case, found: SliceResult) -> list[np.ndarray]:
    """Every layer's maps on the slice."""
    frame, layers = analyser.start(case, AnalysisSettings()).frame, analyser.description.layers
    made = []
    for maps in found.explanations.values():
        assert isinstance(maps, LayerMaps)
        for layer, each in zip(layers, maps.maps, strict=True):
            made.append(upsample(each, frame.placement(layer.stride, centre=layer.centre), case.shape))
    return made


def alike(analyser: Analyser, case: Case, plain: Analyser, turned: Case, turn: Turn) -> None:
    """Everything that two networks say of slice 1 of a case, and of the turned case."""
    found, expected = analysed(analyser, case), analysed(plain, turned)
    np.testing.assert_allclose(found.logits, expected.logits, atol=1e-5)
    assert found.segmentation is not None
    assert expected.segmentation is not None
    assert expected.segmentation.any()
    apart = found.segmentation != turn.to_picture(expected.segmentation)
    assert apart.mean() < 0.001  # a pixel just at the threshold
    assert any(each.any() for each in on_slice(plain, turned, expected))
    pairs = zip(on_slice(analyser, case, found), on_slice(plain, turned, expected), strict=True)
    for one, two in pairs:
        np.testing.assert_allclose(one, turn.to_picture(two), atol=1e-4 * max(float(np.abs(two).max()), 1))
    scored = [
        [each.outcome for by in result.assessments.values() for each in by.values()] for result in (found, expected)
    ]
    assert scored[0]
    for curve, other in zip(*scored, strict=True):
        assert isinstance(curve, Curve)
        assert isinstance(other, Curve)
        np.testing.assert_allclose(curve.values, other.values, atol=1e-3)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        *((name, {}) for name, turn in TURNS.items() if turn != Turn()),
        ("clockwise", {"sides": (48, 64), "fit": "crop"}),
        ("mirrored", {"sides": (64, 48), "fit": "stretch"}),
        ("anti-transposed", {"sides": (48, 64), "fit": "pad"}),
    ],
    ids=str,
)
def test_what_comes_back_lies_on_the_slice_as_it_is_shown(
    name: str, shape: dict[str, object], small_case: Case
) -> None:
    turn = TURNS[name]
    analyser = asking(classifier(orientation=name, **shape), segmenter(orientation=name, **shape))
    alike(analyser, small_case, asking(classifier(**shape), segmenter(**shape)), lying(small_case, turn), turn)


def test_a_segmenter_may_see_slices_turned_otherwise_than_the_classifier(small_case: Case) -> None:
    both = analysed(asking(classifier(), segmenter(orientation="transposed")), small_case)
    turned = analysed(asking(classifier(), segmenter()), lying(small_case, TURNS["transposed"]))
    plain = analysed(asking(classifier(), segmenter()), small_case)
    np.testing.assert_array_equal(both.logits, plain.logits)
    assert both.segmentation is not None
    assert turned.segmentation is not None
    assert (both.segmentation != turned.segmentation.swapaxes(0, 1)).mean() < 0.001


@pytest.mark.parametrize("method", ["occlusion", "saliency", "score-cam", "shap-partition"])
def test_methods_that_ask_further_come_back_as_well(method: str, small_case: Case) -> None:
    turn = TURNS["anti-transposed"]
    values = {"occlusion": {"patch": 16}, "score-cam": {"channels": 4}, "shap-partition": {"passes": 40}}.get(
        method, {}
    )
    made = []
    for analyser, case in (
        (asking(classifier(orientation="anti-transposed"), segmenter()), small_case),
        (asking(classifier(), segmenter()), lying(small_case, turn)),
    ):
        request = analyser.request(method, ALIVE, **values)
        last = list(analyser.explain(case, request, [1]))[-1]
        assert isinstance(last, AttributionMap)
        made.append(last.values)
    found, expected = made[0], turn.to_picture(made[1])
    assert expected.any()
    if method == "shap-partition":  # halves the picture along rows first, so that a turned one is parted otherwise
        assert found.sum() == pytest.approx(expected.sum(), rel=1e-3, abs=1e-4)
        return
    if method == "occlusion":
        np.testing.assert_allclose(found, expected, atol=1e-4 * max(float(np.abs(expected).max()), 1))
    np.testing.assert_allclose(found, expected, atol=1e-3 * max(float(np.abs(expected).max()), 1))


def test_the_mask_test_fills_in_the_region_where_it_lies(small_case: Case) -> None:
    name, turn = "clockwise", TURNS["clockwise"]
    told = []
    for seen, case in ((classifier(orientation=name), small_case), (classifier(), lying(small_case, turn))):
        tester = trials.Tester(model_of(seen, CLASSIFIER.eval()), None)
        found = tester.try_region(case, analysed(tester, case), ALIVE)
        assert found is not None
        told.append(found.found)
    np.testing.assert_allclose(told[0].without, told[1].without, atol=1e-4)


def test_only_what_the_network_gets_is_masked(small_case: Case) -> None:
    analyser = asking(classifier(sides=(32, 64), size=64, fit="crop"), segmenter())
    (head,) = analyser.seen(small_case, [1]).heads
    assert head.any(axis=1).tolist() == [16 <= row < 48 for row in range(64)]
    request = analyser.request("saliency", ALIVE)
    last = list(analyser.explain(small_case, request, [1]))[-1]
    assert isinstance(last, AttributionMap)
    assert not last.values[:16].any()
    assert not last.values[48:].any()
    assert last.values[16:48].any()


def test_a_package_says_how_its_slices_lie_and_keeps_its_golden_output(tmp_path: Path, small_case: Case) -> None:
    torch.manual_seed(5)
    wide = np.random.default_rng(0).standard_normal((1, 1, 64, 64)).astype(np.float32)
    folder = make_package(tmp_path / "own", CLASSIFIER, classifier(orientation="clockwise"), example=wide)
    model = open_package(folder)
    assert model.preprocessing.way is not None
    with torch.inference_mode():
        raw = CLASSIFIER(torch.from_numpy(wide)).numpy()
    np.testing.assert_allclose(model.logits(TURNS["clockwise"].to_picture(wide)), raw, atol=1e-5)
    assert analysed(Analyser(model, None), small_case).segmentation is None
