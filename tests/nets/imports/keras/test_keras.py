"""Networks of Keras: recognised layer by layer, mapped to the place, and refused where anything differs or hides."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

from tests.nets.imports.keras.files import functional, held_of, legacy, steps_with
from xaiviewer.errors import ModelError
from xaiviewer.explain import Network
from xaiviewer.nets.imports.importing import found_at
from xaiviewer.nets.imports.keras.config import laid
from xaiviewer.nets.imports.keras.guessing import guessed
from xaiviewer.nets.imports.keras.hdf5 import lifted
from xaiviewer.nets.imports.keras.mapping import mapped
from xaiviewer.nets.imports.keras.matching import Match, matched
from xaiviewer.nets.keras_twins.architectures import ARCHITECTURES, steps_of
from xaiviewer.nets.keras_twins.head import parsed, worded
from xaiviewer.nets.keras_twins.network import all_steps, own_names, twin
from xaiviewer.nets.keras_twins.steps import INPUT
from xaiviewer.nets.packages.description import Factory
from xaiviewer.nets.packages.factories import outline
from xaiviewer.nets.packages.state import shapes_of

SMALL = {"a": {"kernel": np.ones((1, 1, 2, 3), np.float32), "bias": np.zeros(3, np.float32)}}


def match_of(config: object) -> Match:
    return matched(laid(json.dumps(config)))


@pytest.mark.parametrize("name", [each for each in ARCHITECTURES if "152" not in each and "201" not in each])
def test_every_architecture_is_known_by_its_layers(name: str) -> None:
    found = match_of(functional(steps_with(name), old=name.endswith(("50", "16", "121"))))
    assert (found.name, found.output) == (name, "softmax")
    assert worded(found.head) == ["pool: average", "dense: dense 3 bias linear"]


@pytest.mark.parametrize("name", list(ARCHITECTURES))
def test_weights_of_every_architecture_fit_their_twin(name: str) -> None:
    given = {"head": ["pool: average", "dense: dense 3 bias linear"], "size": 224}
    steps = all_steps(name, given)
    held = held_of(steps, size=224, numbered=name.endswith(("v2", "121")))
    guess = guessed(held)
    assert (guess.name, guess.classes, guess.channels) == (name, 3, 3)
    found = mapped(steps, guess.called, held, 3, (224, 224))
    wanted = shapes_of(outline(Factory("keras", name, given)))
    assert {key: each.shape for key, each in found.items()} == {
        key: each for key, each in wanted.items() if not key.endswith("num_batches_tracked")
    }


def test_layers_stand_under_keras_names_and_the_last_is_the_customary_one() -> None:
    with torch.device("cpu"):
        layers = Network(twin("resnet50", {"num_classes": 2}).eval().requires_grad_(False), 64).all_layers.layers
    names = [each.name for each in layers]
    assert len(names) == 102
    assert (names[0], names[-1]) == ("conv1_conv", "conv5_block3_out")
    assert names.index("conv2_block1_0_conv") < names.index("conv2_block1_out")
    assert {each.groups[0] for each in layers} == {"Stem", "Stage 1", "Stage 2", "Stage 3", "Stage 4"}


def test_a_stride_in_another_convolution_is_another_network() -> None:
    steps = [
        replace(each, words=("128", "1", "1", "1", "1", *each.words[5:]))
        if each.name == "conv3_block1_1_conv"
        else each
        for each in steps_with("resnet50")
    ]
    with pytest.raises(ValueError, match=r"nearest, resnet50, differs: “conv3_block1_1_conv” is conv 128 1 1 1 1"):
        match_of(functional(steps))


def test_what_stands_before_and_behind_is_kept() -> None:
    inner = functional(steps_with("vgg16", ["pool: average"]))
    inner["config"]["name"] = "vgg16"
    rows = [
        {"class_name": "InputLayer", "config": {"name": "in", "batch_shape": [None, 64, 64, 3]}},
        {"class_name": "RandomFlip", "config": {"name": "flip"}},
        {"class_name": "Rescaling", "config": {"name": "small", "scale": 1 / 127.5, "offset": -1}},
        inner,
        {"class_name": "LeakyReLU", "config": {"name": "leak", "negative_slope": 0.1}},
        {"class_name": "Dense", "config": {"name": "my dense", "units": 2, "activation": "linear"}},
        {"class_name": "Softmax", "config": {"name": "out"}},
    ]
    found = match_of({"class_name": "Sequential", "config": {"name": "mine", "layers": rows}})
    assert worded(found.front) == ["small: rescaling 0.007843137255 -1"]
    assert worded(found.head) == ["pool: average", "leak: leaky 0.1", "my dense: dense 2 bias linear"]
    assert found.output == "softmax"


def changed(change: Callable[[list[dict[str, Any]]], object]) -> dict[str, Any]:
    config = functional(steps_with("vgg16"))
    change(config["config"]["layers"])
    return config


@pytest.mark.parametrize(
    ("config", "says"),
    [
        (changed(lambda all_: all_[1].update(class_name="Lambda")), "Python code, which is never run"),
        (changed(lambda all_: all_[1].update(class_name="TFOpLambda")), "not among the layers that are read"),
        (changed(lambda all_: all_[1]["config"].update(data_format="channels_first")), "channels first"),
        (changed(lambda all_: all_[1]["config"].update(dilation_rate=2)), "dilated or grouped"),
        (changed(lambda all_: all_[1]["config"].update(activation="os.system")), "“os.system” is not read"),
        (changed(lambda all_: all_[-1].update(class_name="Mine", registered_name="me>Mine")), "user's own"),
        (changed(lambda all_: all_[-1].update(inbound_nodes=[])), "used 0 times"),
        (changed(lambda all_: all_.pop(3)), "follows one that is not there"),
        (changed(lambda all_: all_[-1]["config"].pop("units")), "cannot be followed"),
        ({"class_name": "MyModel", "config": {}}, "a class of the user's own"),
        ([], "cannot be followed"),
        (functional(steps_with("vgg16", ["pool: average"])), "features and no classes"),
        (functional(steps_with("vgg16")[:-3]), "none of Keras's applications"),
    ],
)
def test_a_configuration_that_cannot_be_followed_is_refused(config: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        match_of(config)


def test_rows_behind_flatten_are_put_in_torchs_order() -> None:
    given = {"in_channels": 3, "size": 64, "head": ["f: flatten", "d: dense 2 free linear"]}
    steps = all_steps("vgg16", given)
    held = {name: dict(each) for name, each in held_of(steps).items()}
    held["d"]["kernel"] = np.arange(2 * 2 * 512 * 2, dtype=np.float32).reshape(-1, 2)
    found = mapped(steps, {}, held, 3, (64, 64))["d.weight"].reshape(2, 512, 2, 2)
    picture = np.random.default_rng(0).standard_normal((2, 2, 512)).astype(np.float32)
    wanted = picture.ravel() @ held["d"]["kernel"]
    np.testing.assert_allclose(np.einsum("ochw,hwc->o", found, picture), wanted, rtol=1e-4)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda held: held.pop("block1_conv1"), "lacks the weights of “block1_conv1”"),
        (lambda held: held.update(extra=SMALL["a"]), "“extra”, which is no layer"),
        (lambda held: held["block1_conv1"].pop("bias"), "holds 1 arrays"),
        (lambda held: held["dense"].update(kernel=np.zeros(3, np.float32)), "has 1 axes"),
    ],
)
def test_weights_that_do_not_fit_are_told(change: Callable[[Any], object], says: str) -> None:
    steps = all_steps("vgg16", {"head": ["pool: average", "dense: dense 3 bias linear"]})
    held = {name: dict(each) for name, each in held_of(steps).items()}
    change(held)
    with pytest.raises(ValueError, match=says):
        mapped(steps, {}, held, 3, (64, 64))


def test_weights_alone_do_not_tell_a_head_of_several_layers() -> None:
    held = held_of(steps_with("resnet50", ["p: average", "a: dense 8 bias relu", "b: dense 3 bias linear"]))
    with pytest.raises(ValueError, match=r"a, b: weights alone do not say.*network\.save"):
        guessed(held)


@pytest.mark.parametrize(
    "head", ["x", "a: conv", "a: dense 0 bias relu", "a: dense 3 bias eval", "a: dense 999999 bias relu"]
)
def test_words_that_tell_no_step_are_refused(head: str) -> None:
    with pytest.raises(ModelError, match="no step of a head"):
        parsed([head], INPUT)


def test_steps_that_do_not_go_together_are_refused() -> None:
    for head, says in (
        (["d: dense 3 bias linear"], "pool or flatten it first"),
        (["p: average", "c: conv 3 1 1 1 1 same bias linear"], "needs a picture"),
        (["conv1_conv: average"], "have the same name"),
        (["c: max 99 99 1 1 valid"], "does not fit"),
        (["c: max 2 2 2 2 same"], "not read"),
    ):
        with pytest.raises(ModelError, match=says):
            twin("resnet50", {"head": head, "size": 64})


def test_names_that_torch_uses_itself_are_changed() -> None:
    names = own_names(parsed(["train: dropout", "my dense: dropout", "1: dropout"], INPUT))
    assert list(names.values()) == ["layer_train", "my_dense", "layer_1"]


def test_both_layouts_of_hdf5_give_the_same(tmp_path: Path) -> None:
    legacy(tmp_path / "old.h5", SMALL)
    with h5py.File(tmp_path / "new.weights.h5", "w") as file:
        made = file.create_group("layers/functional/layers/conv2d/vars")
        made.attrs["name"] = "a"
        made["0"], made["1"] = SMALL["a"]["kernel"], SMALL["a"]["bias"]
        file["optimizer/vars/0"] = np.zeros(9)
        file["layers/dropout/seed_generator/vars/0"] = np.zeros(2, np.uint32)
    for name, keys in (("old.h5", {"a|kernel", "a|bias"}), ("new.weights.h5", {"a|0", "a|1"})):
        lifted(tmp_path / name, tmp_path / "out")
        assert set(load_file(tmp_path / "out")) == keys


def hostile(file: h5py.File, kind: str, folder: Path) -> None:
    """Put something into a file that no network has."""
    if kind == "external link":
        file["a/a/bias:0"] = h5py.ExternalLink(str(folder / "secret.h5"), "/secret")
    elif kind == "soft link":
        file["a/a/bias:0"] = h5py.SoftLink("/else")
    elif kind == "external storage":
        file.create_dataset("a/a/bias:0", (4,), "f4", external=[(str(folder / "secret.raw"), 0, 16)])
    elif kind == "virtual":
        layout = h5py.VirtualLayout((4,), "f4")
        layout[:] = h5py.VirtualSource(str(folder / "secret.h5"), "secret", (4,))
        file.create_virtual_dataset("a/a/bias:0", layout)
    elif kind == "claim":
        file.create_dataset("a/a/bias:0", (10 * 2**30,), "f4", chunks=(1024,))
    elif kind == "packed claim":
        file.create_dataset("a/a/bias:0", (2**24,), "f4", compression="gzip", data=np.zeros(2**24, np.float32))
    elif kind == "loop":
        file["a/a/b"] = file["a"]
    elif kind == "other":
        file["a/a/program"] = np.zeros(3)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("external link", "link to elsewhere"),
        ("soft link", "link to elsewhere"),
        ("external storage", "lie in another file"),
        ("virtual", "lie in another file"),
        ("claim", "claims 40960 MB"),
        ("packed claim", "claims 64 MB"),
        ("loop", "lies in itself"),
        ("other", "no weight of a layer"),
    ],
)
def test_an_hdf5_that_hides_something_is_refused(tmp_path: Path, kind: str, says: str) -> None:
    (tmp_path / "secret.raw").write_bytes(bytes(16))
    with h5py.File(tmp_path / "n.h5", "w") as file:
        file["a/a/kernel:0"] = SMALL["a"]["kernel"]
        hostile(file, kind, tmp_path)
    with pytest.raises(ValueError, match=says):
        lifted(tmp_path / "n.h5", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ({"../config.json": b"{}"}, "points out of it"),
        ({"/config.json": b"{}"}, "points out of it"),
        ({"config.json": b"{}"}, "holds no model.weights.h5"),
        ({"config.json": b"{}", "model.weights.h5": bytes(2**22)}, "claims 4 MB in a few bytes"),
    ],
)
def test_a_keras_archive_that_hides_something_is_refused(tmp_path: Path, entries: dict[str, bytes], says: str) -> None:
    with zipfile.ZipFile(tmp_path / "n.keras", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    with pytest.raises(ValueError, match=says):
        lifted(tmp_path / "n.keras", tmp_path / "out")


def test_files_that_are_none_are_refused_in_a_sentence(tmp_path: Path) -> None:
    for name in ("n.h5", "n.keras"):
        (tmp_path / name).write_bytes(b"nonsense" * 4)
        with pytest.raises(ValueError, match="it is no"):
            lifted(tmp_path / name, tmp_path / "out")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shape", "size"), [((96, 64, 3), (96, 64)), ((None, None, 3), 224), ((None, 96, 3), 96), ((64, 64, 1), 64)]
)
def test_an_input_is_of_any_shape(tmp_path: Path, shape: tuple[int, int, int], size: int | tuple[int, int]) -> None:
    rows, columns = size if isinstance(size, tuple) else (size, size)
    head = (
        ["flat: flatten", "d: dense 3 bias linear"] if None not in shape else ["p: average", "d: dense 3 bias linear"]
    )
    steps = steps_with("vgg16", head)
    held = held_of(steps, shape[2], (rows, columns))
    found = found_at(legacy(tmp_path / "mine.h5", held, functional(steps, shape))).offers[0]
    assert found.size == size
    assert outline(found.factory)(torch.zeros(1, shape[2], rows, columns, device="meta")).shape == (1, 3)


@pytest.mark.parametrize("size", [0, -1, 1.5, "64", [64], [64, 0], [64, 64, 64], None, True])
def test_a_size_that_is_none_is_refused(size: object) -> None:
    with pytest.raises(ModelError, match="it is one whole number, or"):
        twin("vgg16", {"size": size})


@pytest.mark.slow
def test_a_network_without_a_twin_is_refused_with_what_is_left(tmp_path: Path) -> None:
    own = functional(steps_with("vgg16")[:-3])
    for config in (own, {"class_name": "MyModel", "config": {}}):
        file = legacy(tmp_path / "mine.h5", SMALL, config=config)
        with pytest.raises(
            ModelError, match=r'; write it as ONNX \(network\.export\("network\.onnx", format="onnx"\)\)'
        ):
            found_at(file)


@pytest.mark.slow
def test_a_refusal_in_the_other_process_names_file_and_reason(tmp_path: Path) -> None:
    file = legacy(tmp_path / "mine.h5", SMALL, config={"class_name": "Lambda", "config": {"layers": []}})
    with pytest.raises(ModelError, match=r"mine\.h5 is not taken as a network of Keras: it is a Lambda"):
        found_at(file)


def test_inception_is_known_whatever_its_numbers_start_at() -> None:
    held = held_of(steps_with("inception_v3", ["pool: average", "dense: dense 3 bias linear"]), size=299)
    later = {}
    for name, each in held.items():
        kind, _, number = name.rpartition("_") if "_" in name else (name, "", "0")
        later[f"conv2d_{int(number) + 94}" if kind == "conv2d" else name] = each
    found = guessed(later)
    assert found.called["conv2d"] == "conv2d_94"
    assert found.called["conv2d_93"] == "conv2d_187"
    assert len(steps_of("inception_v3")) > 300
