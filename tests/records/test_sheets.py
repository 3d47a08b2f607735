"""Contact sheets of slices: under a layer, and clinician against model."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from xaiviewer.case import Frame, Geometry
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.cell import Cell
from xaiviewer.display.difference import BOTH
from xaiviewer.display.extent import Extent, head_extent
from xaiviewer.display.palette import CLINICIAN, MODEL
from xaiviewer.records.export import ExplainedCase
from xaiviewer.records.pictures.canvas import Canvas
from xaiviewer.records.pictures.curves import Chart, Sheet, sheet_svg
from xaiviewer.records.pictures.slice_sheet import difference_sheet, slice_sheet
from xaiviewer.records.sheets import DIFFERENCE, write_sheets
from xaiviewer.requests import Analysis, Favourite, Layer, ModelDescription, ModelIdentity, SliceResult


@pytest.fixture
def judged(small_case):
    """The small case, analysed but for its last slice; the model's outline is the clinician's, moved by two columns."""
    models = {"classifier": ModelIdentity("c", "resnet50", "00")}
    layers = (Layer("layer1.0.relu_2", "relu", (8, 8), 4, ("Stage 1", "Block 1"), ()),)
    described = ModelDescription(models["classifier"], classes=("no tumour", "tumour"), finding=1, layers=layers)
    favourites = (Favourite("grad-cam", float("nan"), float("nan"), 0),)
    analysis = Analysis(described, 1, (), favourites, Frame(-0.5, -8.5, 96, 32), models)
    chance = np.array([0.2, 0.8], np.float32)
    case = replace(small_case, volumes=tuple(replace(each, absent=frozenset({3})) for each in small_case.volumes))
    for index in case.indices:
        found = np.roll(case.mask.voxels[index], 2, axis=1)
        analysis = analysis.with_slice(SliceResult(index, chance, chance, found, {}, {}))
    maps = {0: np.zeros((4, *analysis.layers[0].grid), np.float32)}
    maps[0][:3, 2, 2] = 1, 2, 4
    return ExplainedCase(case, analysis, {0: "grad-cam"}, maps)


def _written(monkeypatch):
    words = []
    monkeypatch.setattr(Canvas, "text", lambda _self, x, _y, text, **_: words.append(text) or x)
    return words


def _near(pixels, colour):
    return (np.abs(pixels.astype(int) - colour).max(axis=-1) < 40).sum()


def test_every_slice_stands_on_the_sheet_of_a_layer_and_one_without_a_picture_says_so(judged, monkeypatch):
    words = _written(monkeypatch)
    maps = [judged.layer_map(0, index) for index in range(3)] + [None]
    slice_sheet(judged.case, judged.analysis, maps, appearance=Appearance(), top=4.0)
    assert [sum(f"slice {number}" in each for each in words) for number in (1, 2, 3, 4)] == [1, 1, 1, 1]
    assert words.count("not acquired") == 1


def test_what_a_score_is_worth_is_never_cut(judged, monkeypatch):
    words = _written(monkeypatch)
    worth = "p 0.089, below a null"
    maps = [replace(judged.layer_map(0, index), mass=0.35, worth=worth) for index in range(3)] + [None]
    slice_sheet(judged.case, judged.analysis, maps, appearance=Appearance(), top=4.0)
    assert (words.count("mass 0.35"), words.count(worth)) == (3, 3)


def test_slices_along_a_curve_are_whole_numbers():
    def along(*across):
        told = sheet_svg(Sheet("a", (), (Chart("b", "c", (), across),), "d")).decode()
        return re.findall(r'text-anchor="middle" class="tick">([^<]*)<', told)

    assert along(1.0, 8.0) == ["1", "4", "8"]
    assert along(1.0, 2.0) == ["1", "2"]
    assert along(0.0, 1.0) == ["0", "0.5", "1"]


def test_the_difference_is_told_by_slice_and_by_case(judged, monkeypatch):
    words = _written(monkeypatch)
    sheet = difference_sheet(judged.case, judged.analysis, appearance=Appearance())
    mask = judged.case.mask.voxels[1]
    both = int((mask & np.roll(mask, 2, axis=1)).sum())
    only = int(mask.sum()) - both
    assert f"{both:,} / {only} / {only} px" in words
    assert any(f"{2 * both:,} / {2 * only} / {2 * only} voxels" in each for each in words)
    assert min(_near(sheet.pixels, each) for each in (CLINICIAN, MODEL)) > 20
    assert _near(sheet.pixels, np.array(BOTH) * 0.8 + 40) > 100


def test_without_a_mask_there_is_no_difference_to_write(judged, tmp_path: Path):
    bare = replace(judged, case=replace(judged.case, mask=None))
    write_sheets(bare, tmp_path, [0], appearance=Appearance())
    name = f"slices_{judged.analysis.layers[0].name}.png"
    assert [each.name for each in tmp_path.iterdir()] == [name]
    write_sheets(judged, tmp_path, [0], appearance=Appearance())
    assert {each.name for each in tmp_path.iterdir()} == {name, DIFFERENCE}
    first = (tmp_path / DIFFERENCE).read_bytes()
    write_sheets(judged, tmp_path, [0], appearance=Appearance())
    assert (tmp_path / DIFFERENCE).read_bytes() == first
    assert cv2.imread(str(tmp_path / name)) is not None


def test_cells_show_the_head_in_its_true_proportions(small_case):
    part, tall = Extent(10, 10, 40, 40), Geometry(np.diag([1.0, 2.0, 3.0, 1.0]), known=True)
    assert Cell.of(small_case, part, 160).size == (160, 160)
    volumes = tuple(replace(each, geometry=tall) for each in small_case.volumes)
    assert Cell.of(replace(small_case, volumes=volumes), part, 160).size == (160, 80)
    cell = Cell.of(small_case, head_extent(small_case), 160)
    assert max(cell.size) == 160
