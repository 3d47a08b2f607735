"""A network before it is imported, tried on a case: what a classifier decides, what a segmenter outlines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import save_file

from xaiviewer.analysis.own_network import Importing
from xaiviewer.case import Case
from xaiviewer.errors import ModelError
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


def test_a_network_of_volumes_is_not_tried_on_slices(tmp_path: Path, small_case: Case) -> None:
    asked = Answers(classes=("a", "b", "c"), finding="b", size=32, channels=("flair",))
    with pytest.raises(ModelError, match="volumes"):
        Importing(unet(tmp_path, dimensions=3)).preview(0, asked, small_case)
