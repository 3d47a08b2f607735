"""A network before it is imported, tried on a case: what a classifier decides, what a segmenter outlines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import save_file

from tests.nets.small_volume_network import package
from xaiviewer.analysis.own_network import Importing
from xaiviewer.case import Case, Geometry
from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.packages.description import Factory
from xaiviewer.nets.packages.factories import built

pytestmark = pytest.mark.slow


def unet(folder: Path, dimensions: int = 2) -> Path:
    given = {"spatial_dims": dimensions, "in_channels": 1, "out_channels": 3}
    network = built(Factory("monai", "UNet", {**given, "channels": [4, 8], "strides": [2], "num_res_units": 1}))
    save_file(network.state_dict(), folder / "unet.safetensors")
    return folder / "unet.safetensors"


def test_a_segmenter_outlines_another_class_when_another_is_asked(tmp_path: Path, small_case: Case) -> None:
    found = Importing(unet(tmp_path))
    outlines = {}
    for outlined in ("background", "core", "oedema", "background"):
        asked = Answers(classes=("background", "core", "oedema"), finding=outlined, size=64, channels=("flair",))
        preview = found.preview(0, asked, small_case)
        masks = [each.outline for each in preview.slices]
        assert all(mask is not None and mask.shape == small_case.shape for mask in masks)
        assert all(not len(each.probabilities) for each in preview.slices)
        told = np.stack([mask for mask in masks if mask is not None])
        assert np.array_equal(outlines.setdefault(outlined, told), told)  # the network is none the worse for it
    assert any(not np.array_equal(outlines["background"], each) for each in outlines.values())


def test_a_segmenter_of_volumes_outlines_slices_of_the_case(tmp_path: Path, small_case: Case) -> None:
    asked = Answers(classes=("a", "b", "c"), finding="b", size=32, channels=("flair",), scale="volume")
    preview = Importing(unet(tmp_path, dimensions=3)).preview(0, asked, small_case)
    assert [each.axis for each in preview.slices] == ["slice"] * len(preview.slices)
    for each in preview.slices:
        assert each.outline is not None
        assert each.outline.shape == small_case.shape
        assert each.inputs.shape == (1, 32, 32)


def placed(case: Case) -> Case:
    """The case on axial slices 4 mm apart, of pixels of 2 mm."""
    geometry = Geometry(np.diag([2.0, 2.0, 4.0, 1.0]), known=True)
    return replace(case, volumes=tuple(replace(each, geometry=geometry) for each in case.volumes))


def test_a_classifier_of_volumes_is_previewed_in_three_planes(tmp_path: Path, small_case: Case) -> None:
    case = placed(small_case)
    preview = Importing(package(tmp_path / "mine", 32, depth=24)).preview(0, Answers(), case)
    planes = {each.axis: each for each in preview.slices}
    assert list(planes) == ["slice", "row", "column"]
    assert preview.description.volumes
    assert all(np.array_equal(each.probabilities, preview.slices[0].probabilities) for each in preview.slices)
    assert preview.slices[0].probabilities.sum() == pytest.approx(1)
    shapes = {axis: each.inputs.shape for axis, each in planes.items()}
    assert shapes == {"slice": (1, 32, 32), "row": (1, 24, 32), "column": (1, 24, 32)}
    thick = len(case) * 2  # slices are twice as thick as pixels are wide
    assert planes["row"].picture.shape == (thick, case.shape[1])
    (top, deep), _ = planes["row"].frame.seen
    assert top >= -1
    assert top + deep <= thick


def test_planes_across_slices_have_no_bands(tmp_path: Path, small_case: Case) -> None:
    """Black and white are those of the volume: a slice of few bright voxels is not made brighter."""
    case = placed(small_case)
    brighter = [each.voxels * np.linspace(0.2, 1, len(case))[:, None, None] for each in case.volumes]
    case = replace(case, volumes=tuple(replace(one, voxels=it) for one, it in zip(case.volumes, brighter, strict=True)))
    preview = Importing(package(tmp_path / "mine", 32, depth=24)).preview(0, Answers(), case)
    planes = {each.axis: each for each in preview.slices}
    across, row = planes["row"].picture[::-1][::2], planes["row"].index
    for index, line in enumerate(across):
        flair = case.volume("flair").voxels
        low, high = np.percentile(flair, (0.5, 99.5))
        assert np.allclose(line, np.clip((flair[index, row] - low) / (high - low), 0, 1) * 255, atol=1.01)


def test_a_volume_that_lies_otherwise_is_seen_otherwise(tmp_path: Path, small_case: Case) -> None:
    case = placed(small_case)
    straight, turned = (
        Importing(package(tmp_path / name, 32, orientation=name)).preview(0, Answers(), case).slices[0].inputs[0]
        for name in ("radiological", "RAS")
    )
    np.testing.assert_array_equal(turned, straight.T[::-1, ::-1])  # to the right, and to the front
