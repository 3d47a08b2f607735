"""Segmenters of the user's own: one class of several is outlined; recognised by their weights alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from tests.nets.small_network import described
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.imports.importing import described_by, found_at
from xaiviewer.nets.imports.recognising import offers
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.packages.description import Described, Factory, Inputs, as_json, check
from xaiviewer.nets.packages.description import described as from_json
from xaiviewer.nets.packages.factories import SMP, built, outline
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.opening import OUTLINED, open_package
from xaiviewer.nets.packages.state import shapes_of
from xaiviewer.requests import Channel

CLASSES = ("background", "core", "oedema")
UNET = Factory(
    "monai",
    "UNet",
    {"spatial_dims": 2, "in_channels": 1, "out_channels": 3, "channels": [4, 8], "strides": [2], "num_res_units": 1},
)


def segmenter(**changes: object) -> Described:
    return described(**{"factory": UNET, "task": "segmentation", "classes": CLASSES, "finding": "core", **changes})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("factory", "title"),
    [
        (UNET, "monai UNet, 3 classes, 1 input channel"),
        (
            Factory("monai", "UNet", {"spatial_dims": 3, "in_channels": 2, "out_channels": 2, "channels": [4, 8, 16],
                                      "strides": [2, 2], "num_res_units": 0}),
            "monai UNet, 2 classes, 2 input channels, volumes",
        ),
        (
            Factory("monai", "SegResNet", {"spatial_dims": 3, "in_channels": 4, "out_channels": 3, "init_filters": 8}),
            "monai SegResNet, 3 classes, 4 input channels, volumes",
        ),
        (
            Factory("monai", "BasicUNet", {"spatial_dims": 2, "in_channels": 1, "out_channels": 2,
                                           "features": [4, 4, 8, 8, 16, 4]}),
            "monai BasicUNet, 2 classes, 1 input channel",
        ),
        (
            Factory("monai", "resnet18", {"spatial_dims": 3, "n_input_channels": 1, "num_classes": 2}),
            "monai resnet18, 2 classes, 1 input channel, volumes",
        ),
        (
            Factory(SMP, "Unet", {"encoder_name": "resnet18", "in_channels": 1, "classes": 3}),
            f"{SMP} Unet, 3 classes, 1 input channel",
        ),
        (
            Factory(SMP, "FPN", {"encoder_name": "resnet18", "in_channels": 3, "classes": 1}),
            f"{SMP} FPN, 1 class, 3 input channels",
        ),
    ],
)  # fmt: skip
def test_segmenters_and_networks_of_volumes_are_recognised(factory: Factory, title: str) -> None:
    shapes = shapes_of(outline(factory))
    found = offers(shapes)[0]
    assert found.title == title
    assert shapes_of(outline(found.factory)) == shapes


@pytest.mark.parametrize("output", ["softmax", "sigmoid"])
def test_the_outlined_class_alone_is_left_with_its_own_probability(tmp_path: Path, output: Any) -> None:
    network = built(UNET)
    images = torch.randn(1, 1, 64, 64)
    with torch.inference_mode():
        logits = network(images)
    wanted = logits.softmax(1) if output == "softmax" else logits.sigmoid()
    model = open_package(make_package(tmp_path / "own", network, segmenter(output=output)))
    assert OUTLINED.format(name="mine", outlined="core") in model.notices
    found = 1 / (1 + np.exp(-model.logits(images.numpy())))
    np.testing.assert_allclose(found, wanted[:, 1:2].numpy(), atol=1e-5)


def test_a_segmenter_of_classes_names_the_one_that_is_outlined(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="the class that is outlined"):
        make_package(tmp_path / "own", built(UNET), segmenter(finding=None))


def test_a_segmenter_that_gives_another_number_of_classes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="gives 3 x 64 x 64 for one picture"):
        make_package(tmp_path / "own", built(UNET), segmenter(classes=CLASSES[:2]))


def test_an_encoder_may_not_come_from_the_internet() -> None:
    with pytest.raises(ModelError, match="there is no encoder"):
        built(Factory(SMP, "Unet", {"encoder_name": "tu-hf-hub:somebody"}))


def test_what_is_told_of_a_volume_comes_back() -> None:
    inputs = Inputs(
        (Channel("grey"),), 64, spacing=1.5, normalisation=Normalisation("volume", 1, 99), dimensions=3, depth=32,
        slice_spacing=3.0, orientation="RAS",
    )  # fmt: skip
    made = described(inputs=inputs, segmenter="beside it", sha256="0" * 64)
    assert from_json(as_json(made)) == made
    assert inputs.shape == (64, 64, 32)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"orientation": "RLS"}, "names an axis twice"),
        ({"normalisation": Normalisation("slice", 0, 100)}, "is of slices"),
        ({"spacing": None, "slice_spacing": 2.0}, "spacing is not"),
        ({"dimensions": 2, "depth": 32}, "of volumes alone"),
    ],
)
def test_a_volume_that_does_not_hold_is_refused(changes: dict[str, Any], says: str) -> None:
    inputs = Inputs((Channel("grey"),), 32, spacing=1.0, normalisation=Normalisation("volume", 1, 99), dimensions=3)
    with pytest.raises(ValueError, match=says):
        check(segmenter(inputs=replace(inputs, **changes)))


def test_weights_of_a_segmenter_ask_for_the_class_that_is_outlined(tmp_path: Path) -> None:
    weights = tmp_path / "unet.safetensors"
    save_file(built(UNET).state_dict(), weights)
    found = found_at(weights)
    with pytest.raises(UsageError, match="--finding"):
        described_by(found, Answers(classes=CLASSES))
    made = described_by(found, Answers(classes=CLASSES, finding="core"))
    assert (made.task, made.finding) == ("segmentation", "core")
