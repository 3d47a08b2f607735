"""`explain` and `evaluate` on what holds no picture: a sentence, never a number."""

import json

import cv2
import numpy as np
import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def copied(small_case_folder, tmp_path):
    """Copies the small case under a name, black on some slices (every one where none is named)."""

    def make(name, slices=range(1, 5)):
        folder = tmp_path / "in" / name
        folder.mkdir(parents=True)
        for file in small_case_folder.iterdir():
            pixels = cv2.imread(str(file), cv2.IMREAD_UNCHANGED)
            number = int(file.stem.split("_")[1])
            empty = number in slices and "mask" not in file.stem
            assert cv2.imwrite(str(folder / file.name), np.zeros_like(pixels) if empty else pixels)
        return folder

    return make


def test_explaining_a_black_case_says_that_it_is_empty(program, copied, tmp_path):
    status, _, err = program("explain", copied("black"), "--output", tmp_path / "out")
    assert status == 2
    assert "black holds no picture" in err
    assert not (tmp_path / "out" / "black").exists()


def test_evaluating_leaves_a_black_case_out_and_says_so(program, copied, tmp_path):
    copied("black")
    copied("good", slices=())
    status, out, _ = program("evaluate", tmp_path / "in", "--output", tmp_path / "r.json")
    assert status == 0
    assert "1 patient, 4 slices" in out
    (skipped,) = json.loads((tmp_path / "r.json").read_text())["skipped"]
    assert "holds no picture" in skipped["reason"]


def test_a_black_slice_is_neither_explained_nor_counted(program, copied, tmp_path):
    case = copied("partly", slices=(1,))
    assert program("evaluate", case, "--output", tmp_path / "r.json")[0] == 0
    assert json.loads((tmp_path / "r.json").read_text())["classifier"]["n"] == 3
    status, _, err = program("explain", case, "--output", tmp_path / "out", "--layers", "layer4.2.relu_2")
    assert status == 0
    assert "1 of 4 slices holds no picture" in err
    manifest = json.loads((tmp_path / "out" / "partly" / "manifest.json").read_text())
    assert manifest["without_picture"] == [0]
    assert [each["index"] for each in manifest["slices"]] == [1, 2, 3]
