"""What is kept beside a package is read strictly, and counts for its weights alone."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from xaiviewer.errors import ModelError
from xaiviewer.requests.kept_agreement import AGREEMENT, read_agreement

WEIGHTS = "a" * 64


def _layer(name: str, **other: Any) -> dict[str, Any]:
    figures = {
        "observed": 0.6, "expected": 0.35, "difference": 0.25, "low": 0.2, "high": 0.3, "q": 0.001, "patients": 22,
        "brightness_difference": 0.25, "brightness_low": 0.2, "brightness_high": 0.3,
        "locality": 0.9, "locality_low": 0.85, "locality_high": 0.95,
    }  # fmt: skip
    return {"layer": name, "method": "hires-cam", "nearest": "hires-cam", "null": "brightness: t1"} | figures | other


def _write(folder: Path, **other: Any) -> Path:
    reference = {"name": "a set", "patients": 22, "slices": 66, "command": "audit", "folds": True}
    held = {
        "schema": 1,
        "weights": WEIGHTS,
        "reference": reference,
        "measure": "mass",
        "layers": [_layer("stem"), _layer("late", method="", low=-0.1, locality=None)],
    } | other
    file = folder / AGREEMENT
    file.write_text(json.dumps(held))
    return file


def test_layers_are_read_by_name(tmp_path: Path):
    found = read_agreement(_write(tmp_path), WEIGHTS)
    assert found is not None
    assert found.reference.folds
    assert found.layers["stem"].survives
    assert found.layers["stem"].shown == "hires-cam"
    assert found.layers["stem"].difference == 0.25
    assert found.layers["stem"].local is True


def test_what_is_null_was_not_measured_and_what_beats_nothing_is_no_method(tmp_path: Path):
    found = read_agreement(_write(tmp_path), WEIGHTS)
    assert found is not None
    late = found.layers["late"]
    assert math.isnan(late.locality)
    assert late.local is None
    assert not late.survives
    assert late.shown == "hires-cam"


def test_an_interval_that_reaches_zero_survives_nothing_whatever_the_file_says(tmp_path: Path):
    found = read_agreement(_write(tmp_path, layers=[_layer("stem", low=0.0), _layer("next", low=None)]), WEIGHTS)
    assert found is not None
    assert not any(each.survives for each in found.layers.values())


def test_below_a_half_position_is_lost(tmp_path: Path):
    layers = [_layer("kept", locality=0.5), _layer("lost", locality=0.49)]
    found = read_agreement(_write(tmp_path, layers=layers), WEIGHTS)
    assert found is not None
    assert (found.layers["kept"].local, found.layers["lost"].local) == (True, False)


def test_other_weights_and_no_file_are_not_measured(tmp_path: Path):
    assert read_agreement(tmp_path / AGREEMENT, WEIGHTS) is None
    assert read_agreement(_write(tmp_path), "b" * 64) is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"schema": 2}, "schema"),
        ({"measure": "pointing"}, "pointing"),
        ({"layers": [_layer("stem"), _layer("stem")]}, "twice"),
        ({"layers": [_layer("stem", patients="many")]}, "patients"),
        ({"layers": [_layer("stem", q=True)]}, "q"),
        ({"layers": [_layer("stem", null=None)]}, "null"),
        ({"layers": [{"layer": "stem"}]}, "method"),
        ({"reference": {"name": "a set"}}, "patients"),
    ],
)
def test_anything_else_is_refused_in_a_sentence_that_names_the_file(tmp_path: Path, changes: Any, said: str):
    file = _write(tmp_path, **changes)
    with pytest.raises(ModelError, match=said) as refused:
        read_agreement(file, WEIGHTS)
    assert str(file) in str(refused.value)
    assert "audit --keep" in str(refused.value)


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": 1, "weights": NaN}'])
def test_what_is_no_json_is_refused(tmp_path: Path, text: str):
    (tmp_path / AGREEMENT).write_text(text)
    with pytest.raises(ModelError):
        read_agreement(tmp_path / AGREEMENT, WEIGHTS)
