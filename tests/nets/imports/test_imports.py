"""Weights and folders that are no packages yet: recognised by names and shapes; whatever could run is refused."""

from __future__ import annotations

import json
import os
import pickle
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load, save_file

from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.imports.converting import converted, state_dict_in
from xaiviewer.nets.imports.folders import folder_at
from xaiviewer.nets.imports.importing import NUMBERED, Found, channels_of, described_by, found_at, package_from
from xaiviewer.nets.imports.pickles import harm, look
from xaiviewer.nets.imports.recognising import Offer, offers
from xaiviewer.nets.packages.description import Factory
from xaiviewer.nets.packages.factories import built, outline
from xaiviewer.nets.packages.files import GOLDEN, opened
from xaiviewer.nets.packages.golden import as_bytes, read_golden
from xaiviewer.nets.packages.opening import NO_GOLDEN, open_package
from xaiviewer.nets.packages.state import shapes_of
from xaiviewer.nets.packages.telling import golden_in

SMALL = Factory("torchvision", "squeezenet1_1", {"num_classes": 3, "in_channels": 1})


class Bomb:
    """What a hostile pickle looks like: reading it would write a file."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch {self.target}",)


@pytest.mark.parametrize(
    ("name", "arguments", "title"),
    [
        ("resnet50", {"num_classes": 3, "in_channels": 1}, "torchvision resnet50, 3 classes, 1 input channel"),
        ("densenet121", {"num_classes": 2}, "torchvision densenet121, 2 classes, 3 input channels"),
        ("vgg19", {"num_classes": 5}, "torchvision vgg19, 5 classes, 3 input channels"),
        ("efficientnet_b0", {"num_classes": 3}, "torchvision efficientnet_b0, 3 classes, 3 input channels"),
        ("inception_v3", {"num_classes": 4}, "torchvision inception_v3, 4 classes, 3 input channels"),
        ("resnet18", {"head": ["dropout", "linear 3"]}, "torchvision resnet18, 3 classes, 3 input channels"),
        (
            "resnet18",
            {"head": ["linear 64", "relu", "linear 3"]},
            "torchvision resnet18, 3 classes, 3 input channels",
        ),
    ],
)
def test_weights_of_torchvision_are_recognised(name: str, arguments: dict[str, Any], title: str) -> None:
    assert offers(shapes_of(outline(Factory("torchvision", name, arguments))))[0].title == title


def test_weights_that_nearly_fit_are_told_what_they_lack() -> None:
    shapes = shapes_of(outline(SMALL))
    del shapes["features.0.bias"]
    with pytest.raises(ModelError, match=r"The nearest, torchvision squeezenet1_1.*lack features\.0\.bias"):
        offers(shapes)


@pytest.mark.slow
def test_a_state_dict_of_torch_becomes_a_package(tmp_path: Path) -> None:
    network = built(SMALL)
    torch.save(
        {"epoch": 3, "state_dict": {f"module.{k}": v for k, v in network.state_dict().items()}}, tmp_path / "n.pth"
    )
    answers = Answers(classes=("a", "b", "c"), size=64)
    model = open_package(package_from(tmp_path / "n.pth", tmp_path / "made", answers))
    assert model.identity.architecture == "torchvision/squeezenet1_1"
    torch.testing.assert_close(
        model.network.state_dict()["features.0.weight"], network.state_dict()["features.0.weight"]
    )


def test_what_a_network_gave_at_its_import_is_held_against_it_and_is_not_called_its_authors(tmp_path: Path) -> None:
    save_file(built(SMALL).state_dict(), tmp_path / "n.safetensors")
    made = package_from(tmp_path / "n.safetensors", tmp_path / "made", Answers(classes=("a", "b", "c"), size=64))
    assert golden_in(opened(made)) == "import"
    assert NO_GOLDEN in open_package(made).notices
    golden = read_golden((made / GOLDEN).read_bytes(), GOLDEN)
    (made / GOLDEN).write_bytes(as_bytes(replace(golden, logits=golden.logits + 1)))
    with pytest.raises(ModelError, match=r"gave [-.\d]+ when it was imported: .*; import it anew\."):
        open_package(made)


def test_one_mean_serves_all_channels_as_one_sequence_does() -> None:
    found = Found((Offer(SMALL, 3, 3, 64),), b"", "n")
    asked = described_by(found, Answers(classes=("a", "b", "c"), mean=(0.5,), std=(0.25,))).inputs.normalisation
    assert (asked.mean, asked.std) == ((0.5,) * 3, (0.25,) * 3)


def test_names_that_nobody_can_know_are_asked_for(tmp_path: Path) -> None:
    save_file(built(SMALL).state_dict(), tmp_path / "n.safetensors")
    with pytest.raises(UsageError, match="squeezenet1_1, 3 classes, 1 input channel; their names cannot be known"):
        package_from(tmp_path / "n.safetensors", tmp_path / "made", Answers())
    assert not (tmp_path / "made").exists()


def test_outputs_that_are_too_many_to_name_are_called_by_their_numbers() -> None:
    found = Found((Offer(SMALL, 3, 3, 64),), b"", "n")
    assert described_by(found, Answers(classes=(NUMBERED,))).classes == ("output 1", "output 2", "output 3")


def test_a_bomb_is_refused_and_does_not_go_off(tmp_path: Path) -> None:
    target = tmp_path / "written"
    torch.save({"a": torch.zeros(2), "b": Bomb(target)}, tmp_path / "bomb.pt")
    with pytest.raises(ModelError, match=r"it would call \w+\.system.*save_file"):
        converted(tmp_path / "bomb.pt")
    assert not target.exists()


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(os.getcwd, 4),  # STACK_GLOBAL
        b"(cos\nsystem\nS'true'\no.",
        b"(S'true'\nios\nsystem\n.",
        b"\x80\x02cbuiltins\neval\n.",
        b"\x80\x02ctorch._utils\n_rebuild_tensor\n.",
        b"\x82\x01.",
        b"\x80\x02}",
        b"nonsense",
    ],
)
def test_a_pickle_that_does_more_than_tensors_is_told(data: bytes) -> None:
    assert harm(data)


def test_programs_and_old_files_are_refused_with_the_reason(tmp_path: Path) -> None:
    for name, entry, says in (
        ("a.pt", "a/constants.pkl", "TorchScript"),
        ("b.pt", "b/archive_format", "torch.export"),
        ("c.pt", "c/else", "no one pickle"),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(entry, b"")
        with pytest.raises(ModelError, match=says):
            look(tmp_path / name)
    torch.save({"a": torch.zeros(1)}, tmp_path / "old.pth", _use_new_zipfile_serialization=False)
    with pytest.raises(ModelError, match=r"torch 1\.6 or later.*save_file"):
        look(tmp_path / "old.pth")
    for name in ("a.pt2", "a.pkl", "a.doc"):
        (tmp_path / name).write_bytes(b"x")
        with pytest.raises(ModelError, match="save_file"):
            found_at(tmp_path / name)


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    torch.save({"a": torch.zeros(2)}, tmp_path / "n.pt")
    with pytest.raises(ModelError, match="took more than"):
        converted(tmp_path / "n.pt", time_s=0.01)


def test_a_whole_network_is_no_state_dict() -> None:
    with pytest.raises(ValueError, match="no state dict"):
        state_dict_in({"epoch": 3})
    assert list(state_dict_in({"model": {"module.net.a": torch.zeros(1)}})) == ["a"]


def bundle(folder: Path, definition: dict[str, Any]) -> Path:
    """A bundle of MONAI with this network."""
    (folder / "configs").mkdir()
    (folder / "models").mkdir()
    layout = {
        "inputs": {"image": {"num_channels": 1, "spatial_shape": [96, 96]}},
        "outputs": {"pred": {"num_channels": 2}},
    }
    (folder / "configs" / "metadata.json").write_text(json.dumps({"name": "chest", "network_data_format": layout}))
    (folder / "configs" / "inference.json").write_text(json.dumps({"network_def": definition}))
    save_file({"a": torch.zeros(1)}, folder / "models" / "model.safetensors")
    return folder


def test_a_bundle_of_monai_is_read_as_data(tmp_path: Path) -> None:
    definition = {"_target_": "DenseNet121", "spatial_dims": 2, "in_channels": 1, "out_channels": 2}
    found = folder_at(bundle(tmp_path, definition))
    assert found is not None
    assert (found.offer.title, found.offer.size) == ("monai DenseNet121, 2 classes, 1 input channel", 96)


@pytest.mark.parametrize("target", ["os.system", "os.DenseNet121", "monai.networks.nets.DenseNet121.__init__", "UNETR"])
def test_a_bundle_that_asks_for_anything_else_is_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(ModelError, match="not on the list of factories; nothing was run"):
        folder_at(bundle(tmp_path, {"_target_": target, "command": "true"}))


def test_a_bundle_that_computes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="by an expression"):
        folder_at(bundle(tmp_path, {"_target_": "DenseNet121", "in_channels": "$__import__('os').getpid()"}))


def test_damaged_weights_under_a_wrappers_names_are_refused(tmp_path: Path) -> None:
    header = b'{"module.a": {"dtype": "F32", "shape": [1], "data_offsets": [2, 4]}}'
    (tmp_path / "n.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + b"0000")
    with pytest.raises(ModelError, match=r"n\.safetensors is no whole safetensors file"):
        found_at(tmp_path / "n.safetensors")


def test_a_bundle_that_claims_a_million_channels_is_not_waited_for(tmp_path: Path) -> None:
    definition = {"_target_": "DenseNet121", "spatial_dims": 2, "in_channels": 1_000_000, "out_channels": 2}
    with pytest.raises(UsageError, match="has 1000000 input channels; at most 64 are taken"):
        package_from(bundle(tmp_path, definition), tmp_path / "made", Answers(classes=("a", "b"), channels=("t1c",)))
    assert not (tmp_path / "made").exists()


def test_a_folder_of_timm_tells_its_input(tmp_path: Path) -> None:
    shown = {"input_size": [1, 96, 96], "mean": [0.5], "std": [0.2], "license": "mit"}
    told = {"architecture": "resnet18", "num_classes": 2, "pretrained_cfg": shown, "label_names": ["a", "b"]}
    (tmp_path / "config.json").write_text(json.dumps(told))
    save_file({"a": torch.zeros(1)}, tmp_path / "model.safetensors")
    found = folder_at(tmp_path)
    assert found is not None
    assert (found.offer.factory.library, found.offer.size, found.offer.mean) == ("timm", 96, (0.5,))
    assert (found.offer.names, found.licence) == (("a", "b"), "mit")


def test_a_folder_of_timm_may_tell_rows_and_columns(tmp_path: Path) -> None:
    told = {"architecture": "resnet18", "num_classes": 2, "pretrained_cfg": {"input_size": [1, 64, 96]}}
    (tmp_path / "config.json").write_text(json.dumps(told))
    save_file({"a": torch.zeros(1)}, tmp_path / "model.safetensors")
    found = folder_at(tmp_path)
    assert found is not None
    assert found.offer.size == (64, 96)
    given = described_by(Found((found.offer,), b"", "own"), Answers(classes=("a", "b"), channels=("t1c",)))
    assert (given.inputs.sides, given.inputs.size, given.inputs.shape) == ((64, 96), 96, (64, 96))


def test_channels_are_sequences_or_words_and_one_serves_all() -> None:
    assert [(each.name, each.sequence) for each in channels_of(["T1 + contrast"], 1)] == [("T1 + contrast", "t1c")]
    assert [each.name for each in channels_of(["t1c"], 3)] == [f"T1 + contrast ({number})" for number in (1, 2, 3)]
    assert [each.key for each in channels_of([], 1)] == ["main sequence"]
    with pytest.raises(UsageError, match="has 3 input channels, and 2 are named"):
        channels_of(["t1", "t1c"], 3)


def test_a_picture_in_several_channels_has_one_key_by_which_it_is_shared_out() -> None:
    assert {each.key for each in channels_of([], 3)} == {"main sequence"}
    assert [each.key for each in channels_of(["rgb"], 3)] == ["red", "green", "blue"]


@pytest.mark.slow
def test_weights_come_back_bit_by_bit(tmp_path: Path) -> None:
    torch.save({"a": torch.arange(6.0).reshape(2, 3).T, "n": torch.tensor(3)}, tmp_path / "n.pt")
    found = load(converted(tmp_path / "n.pt"))
    torch.testing.assert_close(found["a"], torch.arange(6.0).reshape(2, 3).T)
    assert found["n"] == 3


@pytest.mark.parametrize(
    "change",
    [
        {"pretrained_cfg": {"input_size": [1, 1e999, 96]}},
        {"pretrained_cfg": {"input_size": [float("nan"), 96, 96]}},
        {"num_classes": -2},
        {"num_classes": True},
        {"num_classes": 10**400},
        {"model_args": {"in_chans": 0}},
    ],
)
def test_a_folder_of_timm_with_numbers_that_are_none_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    told = {"architecture": "resnet18", "num_classes": 2, **change}
    (tmp_path / "config.json").write_text(json.dumps(told))
    with pytest.raises(ModelError, match=r"config\.json (holds .* where numbers should be|does not say how many)"):
        folder_at(tmp_path)


@pytest.mark.parametrize("given", [{"num_classes": "x"}, {"num_classes": [3]}, {"num_classes": 1.5}, {}])
def test_a_network_that_is_named_with_no_count_of_classes_is_told(tmp_path: Path, given: dict[str, Any]) -> None:
    save_file({"a": torch.zeros(1)}, tmp_path / "n.safetensors")
    with pytest.raises((UsageError, ModelError), match=r"num_classes|squeezenet1_1 cannot be built"):
        found_at(tmp_path / "n.safetensors", Factory("torchvision", "squeezenet1_1", given))


@pytest.mark.parametrize("size", [3, 100_000])
def test_a_size_that_no_input_has_is_refused_before_one_is_made(tmp_path: Path, size: int) -> None:
    save_file(built(SMALL).state_dict(), tmp_path / "n.safetensors")
    with pytest.raises(ModelError, match=rf"inputs\.size is {size}; it must be at (least|most)"):
        package_from(tmp_path / "n.safetensors", tmp_path / "made", Answers(classes=("a", "b", "c"), size=size))
