"""A network of volumes on a case: one decision, maps that are volumes, an outline by sliding windows."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from xaiviewer.analysis import Analyser, load_analyser
from xaiviewer.analysis.loading import NONE
from xaiviewer.analysis.other_networks import RANDOM, OtherNetworks, Untaught
from xaiviewer.analysis.other_networks.second import Second
from xaiviewer.analysis.other_networks.side_by_side import SideBySide
from xaiviewer.analysis.volumes.examiner import ONE_DECISION, VolumeExaminer
from xaiviewer.analysis.volumes.outline import VolumeOutline, starts
from xaiviewer.case import Case, Frame, Geometry
from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.inputs.orientation import Axes
from xaiviewer.nets.inputs.volumes import Box
from xaiviewer.nets.packages.description import Described, Factory, Inputs
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import AnalysisSettings, Channel, LayerMaps, Request, SliceResult

METHODS = ("grad-cam", "layer-cam")
CLASSIFIER = Factory(
    "monai",
    "DenseNet121",
    {
        "spatial_dims": 3,
        "in_channels": 1,
        "out_channels": 2,
        "init_features": 4,
        "growth_rate": 4,
        "block_config": [1, 1],
    },
)
SEGMENTER = Factory(
    "monai", "SegResNet", {"spatial_dims": 3, "in_channels": 1, "out_channels": 2, "init_filters": 8,
                           "blocks_down": [1, 1], "blocks_up": [1]},
)  # fmt: skip


def package(place: Path, factory: Factory, size: int, *, name: str, seed: int = 3, **further: object) -> Path:
    torch.manual_seed(seed)
    segments = factory is SEGMENTER
    inputs = Inputs((Channel("FLAIR", "flair"),), size, normalisation=Normalisation("volume", 1, 99), dimensions=3)
    made = Described(
        name,
        factory,
        dataclasses.replace(inputs, **further),  # type: ignore[arg-type]
        ("other", "tumour"),
        "tumour",
        task="segmentation" if segments else "classification",
    )
    return make_package(place / name, built(factory), made)


@pytest.fixture(scope="module")
def placed(small_case: Case) -> Case:
    """The case on axial slices 4 mm apart, of pixels of 2 mm."""
    geometry = Geometry(np.diag([2.0, 2.0, 4.0, 1.0]), known=True)
    volumes = tuple(dataclasses.replace(each, geometry=geometry) for each in small_case.volumes)
    return dataclasses.replace(small_case, volumes=volumes)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("volumes")
    return {
        "scaled": package(place, CLASSIFIER, 32, name="scaled"),
        "ras": package(place, CLASSIFIER, 32, name="ras", spacing=6.0, orientation="RAS"),
        "segmenter": package(place, SEGMENTER, 32, name="segmenter", spacing=3.0, orientation="RAS"),
    }


@pytest.fixture(scope="module")
def scaled(packages: dict[str, Path], models: Path) -> Analyser:
    return load_analyser(models, classifier=packages["scaled"], segmenter=NONE)


@pytest.fixture(scope="module")
def results(scaled: Analyser, placed: Case) -> dict[int, SliceResult]:
    return {each.index: each for each in scaled.slices(placed, AnalysisSettings(methods=METHODS))}


def test_every_slice_shows_the_one_decision_and_the_screen_says_so(
    scaled: Analyser, placed: Case, results: dict[int, SliceResult]
) -> None:
    assert isinstance(scaled, VolumeExaminer)
    assert ONE_DECISION in scaled.start(placed, AnalysisSettings()).notices
    assert set(results) == set(placed.indices)
    first = results[placed.indices[0]]
    assert all(np.array_equal(each.logits, first.logits) for each in results.values())


def test_maps_are_the_volumes_own_on_each_slice(
    scaled: Analyser, placed: Case, results: dict[int, SliceResult]
) -> None:
    layers = scaled.start(placed, AnalysisSettings()).layers
    for result in results.values():
        maps = result.layer_maps("grad-cam")
        assert maps is not None
        assert [each.shape for each in maps.maps] == [layer.grid for layer in layers]
    stack = np.stack([results[index].layer_maps("grad-cam").maps[0] for index in placed.indices])  # type: ignore[union-attr]
    assert np.ptp(stack, axis=0).max() > 0  # it changes along the slices


def test_the_first_layers_grad_cam_is_autograds(scaled: Analyser, placed: Case) -> None:
    assert isinstance(scaled, VolumeExaminer)
    known, network = scaled.known(placed), scaled.network
    volume = torch.from_numpy(known.box.axes.to_network(known.values)[None])
    kept: list[torch.Tensor] = []
    layer = network.module.get_submodule("features.conv0")
    with torch.enable_grad():
        handle = layer.register_forward_hook(lambda _module, _given, output: kept.append(output))
        logits = network.module(volume.requires_grad_())
        handle.remove()
        (gradient,) = torch.autograd.grad(logits[0, 1], kept)
    wanted = (gradient.mean((2, 3, 4), keepdim=True) * kept[0]).sum(1)[0].detach().numpy()
    found = network.all_layers(volume.detach().numpy(), 1, ["grad-cam"]).maps["grad-cam"][0][0]
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-6)


def test_another_orientation_only_turns_what_the_network_gets(
    packages: dict[str, Path], models: Path, placed: Case
) -> None:
    analyser = load_analyser(models, classifier=packages["ras"], segmenter=NONE)
    assert isinstance(analyser, VolumeExaminer)
    known = analyser.known(placed)
    assert known.box.axes == Axes((2, 1, 0), (True, True, False))
    assert known.box.step == pytest.approx(1.5)
    result = next(analyser.slices(placed, AnalysisSettings(methods=("grad-cam",))))
    layers = analyser.start(placed, AnalysisSettings()).layers
    assert layers[0].centre == (1.0, 1.0)  # cells on every second pixel from 0, counted from the other end
    assert result.layer_maps("grad-cam") is not None


def test_results_do_not_depend_on_which_slice_is_asked_first(
    scaled: Analyser, placed: Case, results: dict[int, SliceResult]
) -> None:
    last = next(scaled.slices(placed, AnalysisSettings(methods=METHODS), wanted=max))
    one, other = last.layer_maps("layer-cam"), results[last.index].layer_maps("layer-cam")
    assert one is not None
    assert other is not None
    assert all(np.array_equal(a, b) for a, b in zip(one.maps, other.maps, strict=True))


def test_a_method_of_one_pass_is_answered_and_another_refused(scaled: Analyser, placed: Case) -> None:
    index = placed.indices[1]
    found = list(scaled.explain(placed, scaled.request("hires-cam"), [index]))
    assert [each.index for each in found if isinstance(each, LayerMaps)] == [index]
    with pytest.raises(
        UsageError, match=r"Occlusion sensitivity cannot be asked\. This network takes volumes: ask Grad"
    ):
        scaled.request("occlusion")
    with pytest.raises(UsageError, match="takes volumes"):
        scaled.explain(
            placed, Request.of("occlusion", network=scaled.description.identity.sha256, class_index=1), [index]
        )
    with pytest.raises(UsageError, match="whole volumes"):
        scaled.seen(placed, [index])


def test_agreement_is_of_the_map_on_the_slice(scaled: Analyser, placed: Case, results: dict[int, SliceResult]) -> None:
    marked = [index for index in placed.indices if (mask := placed.mask_of(index)) is not None and mask.any()]
    assert marked
    assert all(results[index].assessments for index in marked)


def test_the_decision_without_the_mask_is_one_for_all_its_slices(
    scaled: Analyser, placed: Case, results: dict[int, SliceResult]
) -> None:
    found = scaled.reliance(placed, results, control=True)
    assert found
    logits = [each.logits for each in found.values()]
    assert all(np.array_equal(each, logits[0]) for each in logits)
    assert not np.array_equal(logits[0], next(iter(results.values())).logits)


def test_networks_with_random_weights_are_a_null_of_volumes_too(
    scaled: Analyser, placed: Case, results: dict[int, SliceResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    layers = scaled.start(placed, AnalysisSettings()).layers
    found = dict(Untaught(scaled, random=2).maps(placed, placed.indices, METHODS))
    assert set(found) == set(placed.indices)
    for of_slice in found.values():
        for maps in of_slice["grad-cam"][RANDOM]:
            assert [each.shape for each in maps] == [layer.grid for layer in layers]
            assert all(np.isfinite(each).all() for each in maps)
    index = placed.indices[1]
    one, other = found[index]["grad-cam"][RANDOM]
    assert not np.allclose(one[0], other[0])
    own = results[index].layer_maps("grad-cam")
    assert own is not None
    assert not np.allclose(one[0], own.maps[0])
    monkeypatch.setattr("xaiviewer.analysis.other_networks.of_window.Untaught", lambda each: Untaught(each, random=2))
    told: list[tuple[int, int]] = []
    beside, methods = OtherNetworks(scaled), ["grad-cam"] * len(layers)
    for each in placed.indices:
        made = beside.untaught(placed, each, methods, 1, progress=lambda *step: told.append(step))
        assert np.array_equal(made[RANDOM][1][-1], found[each]["grad-cam"][RANDOM][1][-1])
    assert len(told) == 2  # a pass of each through the volume is enough for all of its slices


def test_a_volume_gives_its_own_weights_its_own_maps(
    scaled: Analyser, placed: Case, results: dict[int, SliceResult]
) -> None:
    found = scaled.maps_by(scaled.network, placed, placed.indices, 1, METHODS)
    for index in placed.indices:
        own = results[index].layer_maps("layer-cam")
        assert own is not None
        assert all(np.array_equal(a, b) for a, b in zip(found[index]["layer-cam"], own.maps, strict=True))


def test_a_segmenter_of_volumes_outlines_the_same_whichever_slice_comes_first(
    packages: dict[str, Path], models: Path, placed: Case
) -> None:
    settings = AnalysisSettings(methods=(), segment_all=True)
    outlines = []
    for wanted in (min, max):
        analyser = load_analyser(models, classifier=packages["scaled"], segmenter=str(packages["segmenter"]))
        outlines.append({each.index: each.segmentation for each in analyser.slices(placed, settings, wanted=wanted)})
    assert any(each is not None and each.any() for each in outlines[0].values())
    assert all(np.array_equal(outlines[0][index], outlines[1][index]) for index in placed.indices)  # type: ignore[arg-type]


def test_a_single_slice_is_no_volume_and_few_of_them_are_told(scaled: Analyser, placed: Case) -> None:
    def some(count: int) -> Case:
        volumes = tuple(
            dataclasses.replace(each, voxels=each.voxels[:count], absent=frozenset()) for each in placed.volumes
        )
        return dataclasses.replace(placed, volumes=volumes, slice_names=placed.slice_names[:count], mask=None)

    with pytest.raises(UsageError, match="one slice with a picture"):
        scaled.start(some(1), AnalysisSettings())
    told = "The case has 3 slices where the network takes 32"
    assert any(each.startswith(told) for each in scaled.start(some(3), AnalysisSettings()).notices)


def test_windows_slide_as_monais(packages: dict[str, Path]) -> None:
    inferers = pytest.importorskip("monai.inferers")
    model = open_package(packages["segmenter"])
    values = np.random.default_rng(5).random((1, 40, 48, 48), np.float32)
    outline = VolumeOutline(model, values, Box(Frame(-0.5, -0.5, 48, 48), -0.5, 1.0, 40, Axes()), (32, 32, 32))
    with torch.inference_mode():
        wanted = (
            inferers.sliding_window_inference(
                torch.from_numpy(values[None]), (32, 32, 32), 1, model.network, overlap=0.25, mode="gaussian"
            )
            .sigmoid()[0, 0]
            .numpy()
        )
    found = np.stack([outline.on_slice(index, (48, 48), 40, lambda: False) for index in range(40)])
    np.testing.assert_allclose(found, wanted, atol=1e-4)


def test_windows_stop_when_nobody_waits(packages: dict[str, Path]) -> None:
    model = open_package(packages["segmenter"])
    values = np.zeros((1, 32, 32, 32), np.float32)
    outline = VolumeOutline(model, values, Box(Frame(-0.5, -0.5, 32, 32), -0.5, 1.0, 32, Axes()), (32, 32, 32))
    with pytest.raises(Cancelled):
        outline.on_slice(3, (32, 32), 32, lambda: True)


def test_windows_reach_the_end_of_every_axis() -> None:
    assert starts(32, 32) == [0]
    assert starts(155, 96) == [0, 59]
    assert starts(240, 96) == [0, 72, 144]


@pytest.mark.slow
def test_two_networks_of_volumes_are_compared_and_one_of_slices_beside_them_is_refused(
    scaled: Analyser, placed: Case, models: Path, tmp_path: Path
) -> None:
    wider = Factory("monai", "DenseNet121", {**CLASSIFIER.arguments, "init_features": 8})
    other = package(tmp_path, wider, 48, name="wider", orientation="RAS")
    other_network = load_analyser(models, classifier=other, segmenter=NONE)
    compared = SideBySide(scaled, other_network).compare(placed, None)
    assert len(compared.a) == len(compared.b) == len(compared.called_a) == 1  # one decision for the volume
    assert compared.truth.tolist() == [1]  # though most of its slices are without a lesion
    right = compared.called_a[0] == "tumour"
    assert compared.right_a.tolist() == [right]
    assert SideBySide(scaled, other_network).compare(placed, "other").truth.tolist() == [0]
    assert len(compared.maps.mass_b) == len(placed.indices)  # type: ignore[union-attr]
    assert compared.maps is not None
    assert np.isfinite(compared.maps.mass_b).any()
    beside = Second(scaled)
    settings = AnalysisSettings(methods=("grad-cam",))
    found = beside.alongside(other, placed, placed.indices[0], settings)
    assert ONE_DECISION in found.analysis.notices
    assert found.analysis.slices[placed.indices[0]].explained
    with pytest.raises(UsageError, match="decides once about a whole volume"):
        beside.alongside(models / "classifier", placed, placed.indices[0], settings)


def test_another_training_on_volumes_is_held_against_the_loaded_one_slice_by_slice(
    scaled: Analyser, placed: Case, results: dict[int, SliceResult], models: Path, tmp_path: Path
) -> None:
    """Its maps on a slice are those that it would make if it were loaded; one pass and one decision do for all."""
    other = package(tmp_path, CLASSIFIER, 32, name="other", seed=5)
    layers, methods = len(scaled.description.layers), ["grad-cam"] * len(scaled.description.layers)
    alone = load_analyser(models, classifier=other, segmenter=NONE)
    theirs = {each.index: each for each in alone.slices(placed, AnalysisSettings(methods=METHODS))}
    beside, told = OtherNetworks(scaled), list[tuple[int, int]]()
    assert beside.use([other]) == {}
    for index in placed.indices:
        own = results[index].layer_maps("grad-cam")
        assert own is not None
        found = beside.reproduced(placed, (index, own.maps), methods, 1, progress=lambda *step: told.append(step))
        expected = theirs[index].layer_maps("grad-cam")
        assert expected is not None
        for layer in range(layers):
            assert np.allclose(found.maps[0][layer], expected.maps[layer], atol=1e-5)
        assert np.allclose(found.probabilities[0], theirs[index].probabilities, atol=1e-5)
    assert told == [(1, 1)]
