"""Twins against Keras itself, on its torch backend: the same logits for the same file, for every architecture."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.imports.importing import found_at, package_from
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.nets.packages.state import filled_in

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # Keras's own warnings


@pytest.fixture(scope="module")
def keras() -> Any:
    os.environ["KERAS_BACKEND"] = "torch"
    found = pytest.importorskip("keras")
    logging.getLogger("absl").setLevel(logging.ERROR)  # it calls .h5 legacy
    return found


def scattered(keras: Any, model: Any) -> None:
    """Give every layer numbers that show whether it is where it should be: also what starts at 0 or 1."""
    random = np.random.default_rng(0)
    for each in model.variables:
        kept = keras.ops.convert_to_numpy(each.value)
        if kept.ndim == 1 and kept.dtype.kind == "f":
            low, high = (0.6, 1.4) if each.name in ("gamma", "moving_variance") else (-0.2, 0.2)
            each.assign(random.uniform(low, high, kept.shape).astype(np.float32))


def pooled_sequential(keras: Any) -> Any:
    """Around a network: what people's tutorials make."""
    layers = keras.layers
    base = keras.applications.ResNet50(include_top=False, weights=None, input_shape=(64, 64, 3))
    behind = [layers.GlobalAveragePooling2D(), layers.BatchNormalization(), layers.Dropout(0.3)]
    dense = [layers.Dense(16, activation="relu"), layers.Dense(3, activation="softmax")]
    return keras.Sequential([keras.Input((64, 64, 3)), base, *behind, *dense])


def functional_v2(keras: Any) -> Any:
    base = keras.applications.ResNet50V2(include_top=False, weights=None, input_shape=(64, 64, 1))
    pooled = keras.layers.GlobalMaxPooling2D()(base.output)
    return keras.Model(base.input, keras.layers.Dense(1, activation="sigmoid", name="tumour")(pooled))


def flattened_vgg(keras: Any) -> Any:
    base = keras.applications.VGG16(include_top=False, weights=None, input_shape=(64, 64, 3))
    return keras.Model(base.input, keras.layers.Dense(2)(keras.layers.Flatten()(base.output)))


def whole_inception(keras: Any) -> Any:
    keras.layers.Conv2D(1, 1)  # numbers go on through a session: the network's own do not start at 0
    return keras.applications.InceptionV3(weights=None, input_shape=(96, 96, 3), classes=4)


def rescaled_densenet(keras: Any) -> Any:
    layers = keras.layers
    taken = keras.Input((64, 64, 3))
    base = keras.applications.DenseNet121(include_top=False, weights=None, input_shape=(64, 64, 3))
    inner = base(layers.Rescaling(1 / 127.5, offset=-1)(layers.RandomFlip()(taken)), training=False)
    inner = layers.Dropout(0.2)(layers.BatchNormalization()(layers.Flatten()(inner)))
    return keras.Model(taken, layers.Activation("softmax")(layers.Dense(3)(inner)))


def flattened_rectangle(keras: Any) -> Any:
    """More rows than columns, each of which Flatten and the dense layer tell apart."""
    base = keras.applications.VGG16(include_top=False, weights=None, input_shape=(96, 64, 3))
    flat = keras.layers.Flatten()(base.output)
    return keras.Model(base.input, keras.layers.Dense(3, activation="softmax")(flat))


def pooled_rectangle(keras: Any) -> Any:
    base = keras.applications.DenseNet121(include_top=False, weights=None, input_shape=(64, 96, 1))
    pooled = keras.layers.GlobalAveragePooling2D()(base.output)
    return keras.Model(base.input, keras.layers.Dense(2, activation="softmax")(pooled))


@pytest.mark.parametrize(
    ("made", "saved", "architecture"),
    [
        (pooled_sequential, "network.keras", "resnet50"),
        (functional_v2, "network.h5", "resnet50v2"),
        (flattened_vgg, "network.weights.h5", "vgg16"),
        (whole_inception, "network.h5", "inception_v3"),
        (rescaled_densenet, "network.keras", "densenet121"),
        (flattened_rectangle, "network.keras", "vgg16"),
        (pooled_rectangle, "network.h5", "densenet121"),
    ],
)
def test_a_file_of_keras_gives_what_keras_gives(
    keras: Any, tmp_path: Path, made: Callable[[Any], Any], saved: str, architecture: str
) -> None:
    model = made(keras)
    scattered(keras, model)
    file = tmp_path / saved
    model.save_weights(file) if ".weights." in saved else model.save(file)
    _, rows, columns, channels = model.input_shape
    pictures = np.random.default_rng(1).uniform(0, 2, (2, rows, columns, channels)).astype(np.float32)
    wanted = np.asarray(model.predict(pictures, verbose=0))
    found = found_at(file)
    offer = found.offers[0]
    network = filled_in(offer.factory, found.weights, saved)
    with torch.inference_mode():
        logits = network(torch.from_numpy(pictures.transpose(0, 3, 1, 2).copy()))
    given = {"softmax": logits.softmax(1), "sigmoid": logits.sigmoid()}.get(str(offer.output), logits).numpy()
    assert offer.factory.name == architecture
    assert offer.size == (rows if rows == columns else (rows, columns))
    assert (offer.classes, offer.channels) == (wanted.shape[1], channels)
    assert np.std(wanted) > 1e-3
    np.testing.assert_allclose(given, wanted, atol=1e-4)


def test_a_rectangle_with_the_golden_output_of_keras_becomes_a_package(keras: Any, tmp_path: Path) -> None:
    model = flattened_rectangle(keras)
    scattered(keras, model)
    model.save(tmp_path / "network.keras")
    pictures = np.random.default_rng(2).uniform(0, 2, (1, 96, 64, 3)).astype(np.float32)
    np.savez(tmp_path / "golden.npz", input=pictures, output=np.asarray(model.predict(pictures, verbose=0)))
    answers = Answers(
        classes=("a", "b", "c"), channels=("t1c",), preprocessing="rescaled", golden=tmp_path / "golden.npz"
    )
    made = open_package(package_from(tmp_path / "network.keras", tmp_path / "made", answers))
    assert made.preprocessing.way is not None
    assert made.preprocessing.way.sides == (96, 64)
