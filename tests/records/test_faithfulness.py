"""The files of a tested map: what is written can be read again, and means what it says."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import cv2
import numpy as np
import pytest

from xaiviewer.case import Case, Frame
from xaiviewer.records.faithfulness import (
    SUFFIXES,
    TriedCase,
    TriedMap,
    faithfulness_entry,
    sheet_of,
    write_faithfulness,
    write_tested,
)
from xaiviewer.requests import Analysis, Favourite, Layer, ModelDescription, ModelIdentity, Request
from xaiviewer.requests.faithfulness import Beside, Faithfulness, FaithfulnessCurves, FaithfulnessKey, InformationCurve
from xaiviewer.requests.reliance import MaskTest, RegionTest

LAYER = Layer("block/1.relu", "relu", (4, 4), 16, (), ())
REQUEST = Request.of("occlusion", network="ab" * 32, class_index=1)


def _curves(at: float) -> FaithfulnessCurves:
    shares = np.linspace(0, 1, 21)
    return FaithfulnessCurves(shares, np.where(shares < at, 0.9, 0.1), np.where(shares < at, 0.1, 0.9))


def _tested(case: Case, *, bright: bool = True, region: bool = True, layer: int | None = 0) -> TriedMap:
    description = ModelDescription(
        ModelIdentity("made up", "none", "ab" * 32), classes=("nothing", "a finding"), finding=1, layers=(LAYER,)
    )
    favourites = (Favourite("layer-cam", float("nan"), float("nan"), 0),)
    analysis = Analysis(description, 1, (), favourites, Frame(0, 0, 96, 64), {})
    information = InformationCurve(np.array([0, 0.5, 1]), np.array([0, 0.2, 1]), np.array([False, False, True]))
    beside = Beside(_curves(0.4) if bright else None, (_curves(0.6), _curves(0.8)), np.zeros(3))
    key = FaithfulnessKey(2, REQUEST, layer, "mean", 3)
    found = Faithfulness(key, _curves(0.2), beside, 0.25, 0.5 if bright else float("nan"), information, 9, 9)
    moved, sizes = np.linspace(0.8, 0.9, 20), np.array([-0.5, 0.0, 1.0])
    test = MaskTest(0.9, 0.1, 0.8, float("nan"), moved, sizes, np.array([0.5, 0.1, 0.05]), (2.0, -2.0, 1.0))
    return TriedMap(case, analysis, found, RegionTest(2, 1, "clinician", test) if region else None)


def test_numbers_table_and_pictures_are_written_under_one_name(small_case: Case, tmp_path: Path) -> None:
    tested = _tested(small_case)
    files = write_faithfulness(tested, tmp_path)
    assert sorted(files) == sorted(tmp_path.iterdir())
    assert [each.suffix for each in files] == list(SUFFIXES)
    assert {each.stem for each in files} == {tested.name}
    assert "/" not in tested.name


def test_the_json_holds_the_curves_the_figures_and_their_meaning(small_case: Case, tmp_path: Path) -> None:
    tested = _tested(small_case)
    file, *_ = write_faithfulness(tested, tmp_path)
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    assert told["schema"] == 1
    assert (told["case"], told["name"], told["index"], told["class"]) == ("small", "small_3", 2, "a finding")
    assert (told["layer"], told["removal"], told["seed"]) == (LAYER.name, "mean", 3)
    assert Request.from_fields(told["request"]) == REQUEST
    found = tested.found
    for name, curves in {"map": found.map, "brightness": found.beside.brightness}.items():
        assert curves is not None
        assert told["curves"][name]["deletion"] == pytest.approx(curves.deletion.tolist())
        assert told["curves"][name]["insertion"] == pytest.approx(curves.insertion.tolist())
    assert len(told["curves"]["random"]) == told["deletion"]["random"]["n"] == 2
    area = np.trapezoid(told["curves"]["map"]["deletion"], told["shares"])
    assert told["deletion"]["map"] == pytest.approx(area)
    assert told["deletion"]["random"]["least"] < told["deletion"]["random"]["most"]
    assert told["sufficient"]["map"] == {"0.05": 0.1, "0.1": 0.1, "0.2": 0.9}
    assert told["p"] == pytest.approx(1 / 3, abs=1e-6)
    assert told["verdict"] == "beyond"
    assert told["information"]["map"]["accuracy"] == pytest.approx(0)
    assert told["information"]["brightness"] is None
    assert told["mask_test"]["without"] == 0.1
    assert told["mask_test"]["mirrored"] is None
    assert told["mask_test"]["logits"] == {"whole": 2, "without": -2, "alone": 1}
    assert told["mask_test"]["p"] == pytest.approx(1 / 21, abs=1e-6)
    assert set(told["conventions"]) >= {"curves", "verdict", "mask_test"}


def test_the_table_has_a_line_for_each_step(small_case: Case, tmp_path: Path) -> None:
    tested = _tested(small_case, bright=False)
    _, file, *_ = write_faithfulness(tested, tmp_path)
    with file.open(encoding="utf-8", newline="") as text:
        lines = list(csv.DictReader(text))
    assert len(lines) == 21
    assert list(lines[0]) == [
        "share",
        *(f"{name}_{curve}" for name in ("map", "random_1", "random_2") for curve in ("deletion", "insertion")),
    ]
    assert [float(each["map_deletion"]) for each in lines] == pytest.approx(tested.found.map.deletion.tolist())


@pytest.mark.parametrize("region", [True, False])
def test_both_pictures_have_one_size_and_show_every_line(small_case: Case, tmp_path: Path, *, region: bool) -> None:
    tested = _tested(small_case, region=region, layer=None)
    _, _, svg, png = write_faithfulness(tested, tmp_path)
    sheet = sheet_of(tested)
    root = ET.fromstring(svg.read_bytes())
    assert (root.get("width"), root.get("height")) == (str(sheet.width), str(sheet.height))
    drawn = [each for each in root.iter() if each.tag.endswith("polyline")]
    assert len(drawn) == sum(len(chart.lines) for chart in sheet.charts) == (9 if region else 6)
    words = " ".join(each.text or "" for each in root.iter())
    assert "random order" in words
    assert [each.text for each in root.iter()].count("probability") == len(sheet.charts)
    assert "not for diagnosis" in words
    picture = cv2.imread(str(png))
    assert picture is not None
    assert picture.shape[:2] == (sheet.height, sheet.width)
    for line in (line for chart in sheet.charts for line in chart.lines):
        red, green, blue = line.colour
        near = np.abs(picture.astype(int) - (blue, green, red)).max(axis=-1) < 12
        assert near.sum() > 40, line.name


def test_the_same_map_is_written_to_the_same_bytes(small_case: Case, tmp_path: Path) -> None:
    tested = _tested(small_case)
    for name in ("one", "two"):
        write_faithfulness(tested, tmp_path / name)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_the_manifest_names_each_file_and_says_when_there_was_nothing(small_case: Case, tmp_path: Path) -> None:
    tested = _tested(small_case)
    assert tested.region is not None
    told = write_tested(TriedCase((tested,), (tested.region,)), tmp_path)
    (entry,) = told["maps"]
    assert (tmp_path / entry["file"]).is_file()
    assert entry == {**faithfulness_entry(tested), "file": entry["file"]}
    assert told["mask_tests"][0]["index"] == 2
    (tmp_path / "other").mkdir()
    nothing = write_tested(TriedCase(), tmp_path / "other")
    assert (nothing["maps"], nothing["mask_tests"]) == ([], [])
