"""`xaiviewer explain --faithfulness` through the real main."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from xaiviewer.requests.faithfulness import REMOVALS

pytestmark = pytest.mark.slow

LAYER = "conv5_block1_out"


def _manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def test_pictured_maps_are_tested_on_the_telling_slice_and_written(
    program: Any, small_case_folder: Path, tmp_path: Path
) -> None:
    asked = ["explain", small_case_folder, "--layers", LAYER, "--method", "layer-cam,saliency", "--faithfulness"]
    status, *_ = program(*asked, "--output", tmp_path / "one")
    assert status == 0
    manifest = _manifest(tmp_path / "one" / "small")
    told = manifest["faithfulness"]
    assert manifest["settings"]["faithfulness"] == ["blur"]
    assert told["schema"] == 1
    assert [(each["method"], each["removal"]) for each in told["maps"]] == [("layer-cam", "blur"), ("saliency", "blur")]
    assert len({each["index"] for each in told["maps"]}) == 1
    layered, at_input = told["maps"]
    assert at_input["layer"] is None
    assert layered["layer"] in {each["name"] for each in manifest["layers"]}
    assert layered["deletion"]["brightness"] == at_input["deletion"]["brightness"]  # found once
    (region,) = told["mask_tests"]
    assert region["region"] == "clinician"
    assert 0 < region["p"] <= 1
    for each in told["maps"]:
        file = json.loads((tmp_path / "one" / "small" / each["file"]).read_text(encoding="utf-8"))
        assert file["deletion"] == each["deletion"]
        assert np.isfinite(file["curves"]["map"]["deletion"]).all()
    status, *_ = program(*asked, "--output", tmp_path / "two")
    assert _manifest(tmp_path / "two" / "small")["faithfulness"] == told  # the same seed, the same bits


def test_slices_and_removals_can_be_named(program: Any, small_case_folder: Path, tmp_path: Path) -> None:
    status, *_ = program(
        *("explain", small_case_folder, "--layers", LAYER, "--faithfulness", "mean,random-values"),
        *("--slices", "1,3", "--output", tmp_path),
    )
    assert status == 0
    told = _manifest(tmp_path / "small")["faithfulness"]
    assert [(each["index"], each["removal"]) for each in told["maps"]] == [
        (index, removal) for index in (0, 2) for removal in ("mean", "random-values")
    ]
    assert [each["index"] for each in told["mask_tests"]][-1] == 2


def test_what_was_not_asked_is_not_measured(program: Any, small_case_folder: Path, tmp_path: Path) -> None:
    status, *_ = program("explain", small_case_folder, "--layers", LAYER, "--output", tmp_path)
    assert status == 0
    manifest = _manifest(tmp_path / "small")
    assert manifest["faithfulness"] is None
    assert manifest["settings"]["faithfulness"] == []
    assert not (tmp_path / "small" / "faithfulness").exists()


def test_a_removal_that_there_is_not_is_said(program: Any, small_case_folder: Path, tmp_path: Path) -> None:
    status, _, error = program("explain", small_case_folder, "--faithfulness", "nothing", "--output", tmp_path)
    assert status == 2
    assert all(key in error for key in REMOVALS)
