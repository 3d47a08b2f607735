"""`xaiviewer inspect` through the real main."""

import csv
import json
import os
import subprocess
import sys

import nibabel as nib
import numpy as np
import pytest

from xaiviewer.codes import UNKNOWN, code_of


def volume(file, values=None, spacing=(1, 1, 5)):
    file.parent.mkdir(parents=True, exist_ok=True)
    data = np.ones((8, 8, 4), np.int16) if values is None else values
    nib.save(nib.Nifti1Image(data, np.diag([-spacing[0], -spacing[1], spacing[2], 1.0])), file)


@pytest.fixture
def study(tmp_path):
    """A patient of four NIfTI volumes with a mask of two labels, and files that are no images."""
    folder = tmp_path / "patient"
    for name in ("x_t1", "x_t1ce", "x_flair", "x_t2"):
        volume(folder / f"{name}.nii.gz")
    labels = np.zeros((8, 8, 4), np.uint8)
    labels[2:4, 2:4, 1], labels[4, 4, 2] = 1, 2
    volume(folder / "x_seg.nii.gz", labels)
    for name in ("notes.txt", "more.txt", "table.csv"):
        (folder / name).write_text("x")
    return folder


def test_the_table_lists_series_masks_and_what_was_left_out_within_100_columns(program, study, no_torch):
    status, out, err = program("inspect", study)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert max(map(len, lines)) <= 100
    assert lines[1].split() == ["used", "as", "key", "taken", "for", "size", "mm", "plane", "files", "type"]
    rows = {line.split()[1]: line.split()[0] for line in lines if "8 x 8 x 4" in line and not line.startswith("   ")}
    assert rows == {"x_flair": "flair", "x_t1": "t1", "x_t1ce": "t1c"}
    assert "the file's name ends in t1ce" in out
    assert "1 x 1 x 5" in out
    assert "mask, taken: x_seg" in out
    assert "left out: 2 x no image (.txt), such as" in out
    assert lines[-1] == "1 case, 3 files left out."


def test_the_json_is_complete(program, study):
    status, out, _ = program("inspect", study, "--json")
    told = json.loads(out)
    assert status == 0
    assert told["schema"] == 1
    assert told["skipped_by_reason"] == {"no image (.txt)": 2, "no image (.csv)": 1}
    (case,) = told["cases"]
    assert case["sequences"] == {"t1": "x_t1", "flair": "x_flair", "t1c": "x_t1ce"}
    assert (case["mask"], case["segments"]) == ("x_seg", [1, 2])
    flair = next(each for each in case["series"] if each["key"] == "x_flair")
    assert flair["shape"] == {"slices": 4, "rows": 8, "columns": 8}
    assert flair["spacing_mm"] == {"slice": 5.0, "row": 1.0, "column": 1.0}
    assert flair["affine_lps"][2] == [0.0, 0.0, 5.0, 0.0]
    assert flair["plane"]["name"] == "axial"
    assert flair["recognised"]["sequence"] == "flair"
    assert [each["number"] for each in case["masks"][0]["segments"]] == [1, 2]


def test_the_mask_that_is_taken_is_read_and_told_slice_by_slice(program, study):
    out = program("inspect", study)[1]
    assert "read as labels 1, 2: 5 voxels on slices 2 to 3 of 4: 4 1" in out
    (case,) = json.loads(program("inspect", study, "--json")[1])["cases"]
    assert case["masks"][0]["read"] == {"as": "labels 1, 2", "voxels": 5, "voxels_per_slice": [0, 4, 1, 0]}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (np.zeros((8, 8, 4), np.uint8), "holds no voxel at all"),
        (np.ones((8, 8, 4), np.uint8), "of the head"),
        (-np.eye(8, dtype=np.int16)[..., None].repeat(4, axis=2), "holds no label above 0"),
    ],
)
def test_a_mask_that_is_no_lesions_is_doubted_or_left_out(program, study, values, sentence):
    volume(study / "x_seg.nii.gz", values)
    status, out, _ = program("inspect", study)
    assert status == 0
    assert sentence in " ".join(out.split())


def test_the_files_left_out_are_exported(program, study, tmp_path):
    assert program("inspect", study, "--skipped", tmp_path / "left.csv")[0] == 0
    with (tmp_path / "left.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["path", "reason"]
    assert sorted(rows[1:]) == sorted(
        [str(study / name), f"no image ({kind})"]
        for name, kind in (("notes.txt", ".txt"), ("more.txt", ".txt"), ("table.csv", ".csv"))
    )


def test_a_path_without_cases_is_said_and_the_others_are_listed(program, study, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "a.txt").write_text("x")
    status, out, _ = program("inspect", tmp_path / "empty", study, "--json")
    told = json.loads(out)
    assert status == 2
    assert len(told["cases"]) == 1
    failure = told["failures"][0]
    assert "hold no DICOM" in failure["reason"]
    assert failure["code"] == code_of(failure["reason"]) != UNKNOWN
    assert all(each["code"] == code_of(each["reason"]) for each in told["skipped"])
    assert told["skipped_by_reason"]["no image (.txt)"] == 3
    status, out, _ = program("inspect", tmp_path / "nowhere")
    assert status == 2
    assert "not opened: " in out
    assert "does not exist" in out


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
@pytest.mark.parametrize("words", [(), ("--json",)])
def test_names_that_are_no_text_are_printed(tmp_path, words):
    """Where the terminal takes UTF-8 alone; the files' names are older than that."""
    (tmp_path / os.fsdecode(b"m\xfcller_1.tif")).write_bytes(b"II*\0 no picture")
    (tmp_path / os.fsdecode(b"m\xfcller.nii")).write_bytes(b"no volume")
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8:strict"}
    command = [sys.executable, "-m", "xaiviewer", "inspect", *words, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert "Traceback" not in done.stderr
    assert "m?ller" in done.stdout


def test_the_phantom_says_that_it_is_synthetic(program):
    from xaiviewer import paths

    assert "(synthetic)" in program("inspect", paths.phantom())[1]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="pipes end otherwise elsewhere")
def test_a_reader_that_has_seen_enough_is_no_error(study):
    command = f"{sys.executable} -m xaiviewer inspect {study} --json | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout == "{\n"
    assert done.stderr == ""


def test_what_stands_in_for_a_sequence_is_told_from_what_it_was_recognised_as(program, tmp_path):
    for name in ("x_t1", "x_t2"):
        volume(tmp_path / f"{name}.nii.gz")
    _, out, _ = program("inspect", tmp_path)
    assert any(line.split()[:4] == ["taken", "for", "flair", "x_t2"] for line in out.splitlines())
    assert any(line.split()[:2] == ["t1", "x_t1"] for line in out.splitlines())
