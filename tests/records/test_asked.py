"""Answers of every type as files: arrays, pictures, figures in the manifest, NIfTI."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import get_args

import cv2
import nibabel as nib
import numpy as np
import pytest

from xaiviewer.case import Frame, Grid
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.palette import CAUTION, FAINT
from xaiviewer.records.asked import Answered
from xaiviewer.records.asked_acquired import save_answered_as_acquired
from xaiviewer.records.export import ExplainedCase, export_case
from xaiviewer.records.pictures.canvas import Canvas
from xaiviewer.requests import (
    METHODS,
    Analysis,
    AttributionMap,
    Channel,
    ChannelMaps,
    Explanation,
    Layer,
    LayerMaps,
    ModelDescription,
    ModelIdentity,
    Regions,
    Request,
    SequenceShares,
    SliceResult,
    Synthesis,
)
from xaiviewer.requests.parameter import in_words

SIZE = 24
FRAME = Frame(-0.5, -8.5, 96, SIZE)
LAYERS = (Layer("conv1", "convolution", (12, 12), 2), Layer("layer1", "relu", (6, 6), 4))
INPUTS = (Channel("first", "t1"), Channel("second", "flair"), Channel("third", "t1c"))
ASKED = Request.of("occlusion", network="w", class_index=1, patch=4, stride=2)
SLICES = (1, 2)


@pytest.fixture
def analysis():
    identity = ModelIdentity("c", "resnet50", "w")
    described = ModelDescription(identity, inputs=INPUTS, classes=("no", "yes"), finding=1, layers=LAYERS)
    found = Analysis(described, 1, (), (), FRAME, {"classifier": identity})
    for index in range(4):
        chance = np.array([0.3, 0.7], np.float32)
        found = found.with_slice(SliceResult(index, chance, chance, None, {}, {}))
    return found


def values(shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def regions(index):
    labels = np.zeros((SIZE, SIZE), np.int32)
    labels[4:12, 4:12], labels[12:20, 8:20] = 1, 2
    return Regions(ASKED, index, labels, np.array([0.5, -0.25], np.float32), "Both matter.", gap=0.125)


MAKERS = {
    LayerMaps: lambda index: LayerMaps(ASKED, index, tuple(values(layer.grid) for layer in LAYERS)),
    AttributionMap: lambda index: AttributionMap(ASKED, index, values((SIZE, SIZE)), gap=0.5),
    Regions: regions,
    Synthesis: lambda index: Synthesis(ASKED, index, values((3, SIZE, SIZE)), False, 0.5, 8.25),
    SequenceShares: lambda index: SequenceShares(
        ASKED, index, ("t1", "flair", "t1c"), np.array([0.5, 2.0, -1.0]), -1.0, 0.5
    ),
    ChannelMaps: lambda index: ChannelMaps(
        ASKED, index, 1, np.array([7, 3]), np.array([0.75, -0.5]), np.abs(values((2, 6, 6))), 1.5
    ),
}
ARRAYS = {
    LayerMaps: {"conv1": (2, 12, 12), "layer1": (2, 6, 6)},
    AttributionMap: {"map": (2, SIZE, SIZE)},
    Regions: {"labels": (2, SIZE, SIZE), "scores": (2, 2)},
    Synthesis: {"picture": (2, 3, SIZE, SIZE), "before": (2,), "after": (2,)},
    SequenceShares: {"shares": (2, 3), "base": (2,), "logit": (2,)},
    ChannelMaps: {"channels": (2, 2), "contributions": (2, 2), "maps": (2, 2, 6, 6), "total": (2,)},
}


def answered(make, **options):
    return Answered(ASKED, {index: make(index) for index in SLICES}, **options)


def written(case, analysis, answer, folder):
    """The manifest's entry of the answer, and the folder."""
    explained = ExplainedCase(case, analysis, {}, {})
    export_case(explained, folder, pictured=[], appearance=Appearance(), settings={}, answered=[answer])
    (entry,) = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["requests"]
    return entry


def test_every_type_of_answer_is_tried_here():
    assert set(MAKERS) == set(get_args(Explanation)) == set(ARRAYS)


@pytest.mark.parametrize("kind", MAKERS)
def test_an_answer_of_any_type_becomes_arrays_and_pictures(kind, small_case, analysis, tmp_path):
    layered = {"layers": (0, 1), "pictured": (1,)} if kind is LayerMaps else {}
    entry = written(small_case, analysis, answered(MAKERS[kind], **layered), tmp_path)
    assert Request.from_fields(entry) == ASKED
    assert (entry["slices"], entry["file"]) == ([1, 2], "occlusion.npz")
    with np.load(tmp_path / "occlusion.npz", allow_pickle=False) as arrays:
        assert arrays["slices"].tolist() == [1, 2]
        assert {name: arrays[name].shape for name in arrays.files if name != "slices"} == ARRAYS[kind]
    pictures = sorted((tmp_path / "overlays").iterdir())
    suffix = "_layer1" if kind is LayerMaps else ""
    assert [each.name for each in pictures] == [f"00{n}_occlusion{suffix}.png" for n in (2, 3)]
    assert all(cv2.imread(str(each)).std() > 1 for each in pictures)


def test_the_manifest_says_where_a_map_lies_on_the_slice(small_case, analysis, tmp_path):
    on_layer = answered(lambda index: replace(MAKERS[AttributionMap](index), values=values((6, 6)), layer=1))
    entry = written(small_case, analysis, on_layer, tmp_path)
    placement = analysis.placement(1)
    assert entry["layer"] == "layer1"
    assert entry["placement"] == {"row": placement.row, "column": placement.column, "step": placement.step}
    assert entry["completeness_gap"] == [0.5, 0.5]


def test_regions_say_together_what_they_say_in_manifest_and_picture(small_case, analysis, tmp_path, monkeypatch):
    words = []
    text = Canvas.text
    monkeypatch.setattr(Canvas, "text", lambda *args, **options: words.append(args[3]) or text(*args, **options))
    entry = written(small_case, analysis, answered(regions), tmp_path)
    assert (entry["sentences"], entry["completeness_gap"]) == (["Both matter."] * 2, [0.125, 0.125])
    assert "Both matter." in words
    assert any("by +0.125" in each for each in words)


def test_regions_are_drawn_with_their_outlines(small_case, analysis, tmp_path):
    def drawn(make, name):
        (tmp_path / name).mkdir()
        written(small_case, analysis, answered(make), tmp_path / name)
        picture = cv2.imread(str(tmp_path / name / "overlays" / "002_occlusion.png"))[90:-90, :, ::-1].astype(int)
        return np.count_nonzero(np.abs(picture - FAINT).max(axis=-1) < 12)

    outlined = drawn(regions, "with")
    bare = drawn(lambda index: replace(MAKERS[AttributionMap](index), values=np.zeros((SIZE, SIZE))), "without")
    assert outlined > bare + 200


def test_scores_of_slices_with_fewer_regions_are_filled_up(small_case, analysis, tmp_path):
    def fewer(index):
        whole = regions(index)
        return whole if index == 1 else Regions(ASKED, index, np.minimum(whole.labels, 1), whole.scores[:1], "")

    written(small_case, analysis, answered(fewer), tmp_path)
    with np.load(tmp_path / "occlusion.npz") as arrays:
        np.testing.assert_array_equal(arrays["scores"], np.array([[0.5, -0.25], [0.5, np.nan]], np.float32))


def test_signed_maps_are_drawn_in_two_colours_and_the_scale_says_how_far_they_go(
    small_case, analysis, tmp_path, monkeypatch
):
    words = []
    text = Canvas.text
    monkeypatch.setattr(Canvas, "text", lambda *args, **options: words.append(args[3]) or text(*args, **options))
    halves = np.full((SIZE, SIZE), 0.625, np.float32)
    halves[:, SIZE // 2 :] = -0.625

    def split(index):
        return AttributionMap(ASKED, index, halves)

    for polarity, against in (("signed", True), ("positive", False)):
        folder = tmp_path / polarity
        folder.mkdir()
        words.clear()
        entry = written(small_case, analysis, answered(split, polarity=polarity), folder)
        assert entry["polarity"] == polarity
        assert "0.625" in words
        assert ("−0.625" in words) == against
        right = cv2.imread(str(folder / "overlays" / "002_occlusion.png"))[100:-60, 480:-80].astype(int)
        blue = np.count_nonzero(right[..., 0] > right[..., 2] + 40)
        assert (blue > 10_000) == against, "the outline of the mask alone is cyan"


@pytest.mark.parametrize("kind", MAKERS)
def test_every_parameter_and_the_seed_stand_whole_in_every_picture(kind, small_case, analysis, tmp_path, monkeypatch):
    asked = Request.of("anchors", network="w", class_index=1, seed=4021, precision=0.925)
    words = []
    text = Canvas.text
    monkeypatch.setattr(Canvas, "text", lambda *args, **options: words.append(args[3]) or text(*args, **options))
    layered = {"layers": (0, 1), "pictured": (1,)} if kind is LayerMaps else {}
    answer = Answered(asked, {1: replace(MAKERS[kind](1), request=asked)}, **layered)
    written(small_case, analysis, answer, tmp_path)
    said = " ".join(words)
    assert "seed 4021" in said
    for name, value in asked.parameters:
        assert f"{name.replace('_', ' ')} {in_words(value)}" in said


def test_what_stands_in_is_said_whole_beside_its_bar(small_case, analysis, tmp_path, monkeypatch):
    words = []
    text = Canvas.text
    monkeypatch.setattr(Canvas, "text", lambda *args, **options: words.append(args[3]) or text(*args, **options))
    alone = replace(small_case, volumes=tuple(each for each in small_case.volumes if each.sequence == "flair"))
    written(alone, analysis, answered(MAKERS[SequenceShares]), tmp_path)
    assert "T1 + contrast (stand-in)" in words


def test_a_warning_stands_in_picture_and_manifest(small_case, analysis, tmp_path, monkeypatch):
    warned = replace(METHODS["occlusion"], warning="Read with care.")
    for place in ("records.asked", "records.pictures.attribution", "records.pictures.headed"):
        monkeypatch.setattr(f"xaiviewer.{place}.method_of", lambda _: warned)
    said = []
    text = Canvas.text

    def heard(*args, **options):
        said.append((args[3], options.get("colour")))
        return text(*args, **options)

    monkeypatch.setattr(Canvas, "text", heard)
    for kind in (AttributionMap, Regions, Synthesis, SequenceShares, ChannelMaps):
        folder = tmp_path / kind.__name__
        folder.mkdir()
        said.clear()
        assert written(small_case, analysis, answered(MAKERS[kind]), folder)["warning"] == "Read with care."
        assert said.count(("Read with care.", CAUTION)) == 2


@pytest.fixture
def placed(small_case):
    """The small case with positions: acquired as it is, but with its rows the other way round."""
    grid = Grid(small_case.geometry, (4, 96, 80))
    return replace(small_case, acquired=grid)


def test_maps_at_the_input_and_of_layers_become_volumes(placed, analysis, tmp_path):
    ramp = np.tile(np.linspace(-1, 1, SIZE, dtype=np.float32), (SIZE, 1))
    at_input = answered(lambda index: AttributionMap(ASKED, index, ramp))
    save_answered_as_acquired(placed, analysis, at_input, tmp_path)
    layers = answered(MAKERS[LayerMaps], layers=(1,))
    save_answered_as_acquired(placed, analysis, layers, tmp_path)
    place = tmp_path / "maps" / "occlusion"
    assert {file.name for file in place.iterdir()} == {
        f"{name}{end}" for name in ("input", "layer1") for end in (".nii.gz", ".json")
    }
    volume = np.asarray(nib.load(place / "input.nii.gz").dataobj)  # column, row, slice
    assert volume.shape == (80, 96, 4)
    assert not volume[..., [0, 3]].any(), "slices that were not asked about"
    assert volume[8, 40, 1] < -0.3 < 0.3 < volume[72, 40, 1]


def test_regions_become_a_volume_of_labels_with_their_scores_beside_it(placed, analysis, tmp_path):
    save_answered_as_acquired(placed, analysis, answered(regions), tmp_path)
    place = tmp_path / "maps" / "occlusion"
    volume = np.asarray(nib.load(place / "regions.nii.gz").dataobj)
    told = json.loads((place / "regions.json").read_text(encoding="utf-8"))
    assert [set(np.unique(volume[..., index])) for index in range(4)] == [{0}, {0, 1, 2}, {0, 3, 4}, {0}]
    assert [(each["slice"], each["labels"], each["scores"]) for each in told["slices"]] == [
        (1, [1, 2], [0.5, -0.25]),
        (2, [3, 4], [0.5, -0.25]),
    ]


@pytest.mark.parametrize("kind", [Synthesis, ChannelMaps])
def test_what_has_no_place_in_space_becomes_no_volume(kind, placed, analysis, tmp_path):
    save_answered_as_acquired(placed, analysis, answered(MAKERS[kind]), tmp_path)
    assert not list(tmp_path.rglob("*.nii.gz"))
