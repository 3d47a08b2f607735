"""`--sequences`, `--mask` and `--segments`."""

import argparse
import json

import nibabel as nib
import numpy as np
import pytest

from xaiviewer import readers
from xaiviewer.__main__ import main
from xaiviewer.case import Choices
from xaiviewer.commands.options.choices import add_choice_arguments, choices_of
from xaiviewer.errors import UsageError


@pytest.fixture(scope="module")
def study(small_case, tmp_path_factory):
    """The small case as NIfTI volumes with two masks."""
    folder = tmp_path_factory.mktemp("study") / "nifti"
    folder.mkdir()
    affine = np.diag([-1.0, -1, 5, 1])
    for name, sequence in (("t1", "t1"), ("flair", "flair"), ("t1ce", "t1c")):
        values = small_case.volume(sequence).voxels.transpose(2, 1, 0).astype(np.int16)
        nib.save(nib.Nifti1Image(values, affine), folder / f"small_{name}.nii.gz")
    for name, label in (("seg", 1), ("seg_second", 2)):
        labels = small_case.mask.voxels.transpose(2, 1, 0).astype(np.uint8) * label
        nib.save(nib.Nifti1Image(labels, affine), folder / f"small_{name}.nii.gz")
    return folder


def parsed(*words):
    parser = argparse.ArgumentParser()
    add_choice_arguments(parser)
    return choices_of(parser.parse_args(words))


def test_words_become_choices():
    assert parsed() == Choices()
    assert parsed("--sequences", "t1c=9,t1=none,flair=a,b=c") == Choices((("t1", ""), ("flair", "a,b=c"), ("t1c", "9")))
    assert parsed("--mask", "none") == Choices(mask="")
    assert parsed("--mask", "seg-7", "--segments", "2, 1") == Choices(mask="seg-7", segments=(1, 2))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--sequences", "t2=4"), "“t2=4” is not like flair=KEY"),
        (("--sequences", "flair"), "“flair” is not like flair=KEY"),
        (("--sequences", "t1=1,t1=2"), "t1 is named twice"),
        (("--segments", "a"), "“a” is not a list of numbers"),
        (("--mask", "none", "--segments", "1"), "leave one of them out"),
        (("--sequences", "flair=99"), "has no series “99”; it has small_flair"),
        (("--mask", "99"), "has no mask “99”; it has small_seg"),
        (("--segments", "5"), "has no segment 5; it has 1"),
    ],
)
def test_wrong_choices_are_one_sentence(program, study, tmp_path, words, sentence):
    status, out, err = program("explain", study, "--output", tmp_path / "out", *words)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_explain_takes_the_series_and_mask_that_are_named(program, study, tmp_path):
    words = ("--layers", "conv1", "--sequences", "t1=none,flair=small_t1ce", "--mask", "small_seg_second")
    assert program("explain", study, "--output", tmp_path, *words)[0] == 0
    manifest = json.loads((tmp_path / "small" / "manifest.json").read_text())
    assert manifest["choices"]["mask"] == "small_seg_second"
    assert manifest["choices"]["sequences"] == {"flair": "small_t1ce"}


def test_a_case_that_lacks_what_is_named_does_not_keep_the_others(program, study, patients, tmp_path):
    folder = patients.parent / "mixed"
    folder.mkdir()
    (folder / "a").symlink_to(study, target_is_directory=True)
    (folder / "b").symlink_to(patients / "one", target_is_directory=True)
    words = ("--layers", "conv1", "--sequences", "flair=small_flair")
    status, out, err = program("explain", folder, "--output", tmp_path / "out", *words)
    assert status == 2
    assert "1 of 2 cases" in out
    assert "has no series “small_flair”; it has t1 (T1), flair (FLAIR)" in err


def test_evaluate_judges_nifti_cases_against_the_mask_that_is_named(program, study, tmp_path):
    report = tmp_path / "r.json"
    assert program("evaluate", study, "--output", report, "--mask", "small_seg_second")[0] == 0
    assert json.loads(report.read_text())["classifier"]["n"] == 4
    (tmp_path / "names.txt").write_text("small\n")  # what training calls it by, not the folder
    assert program("evaluate", study, "--output", report, "--patients", tmp_path / "names.txt")[0] == 0
    status, _, err = program("evaluate", study, "--output", report, "--mask", "none")
    assert status == 2
    assert "has a mask" in err


@pytest.fixture
def window(monkeypatch):
    """Stands in for the window."""
    opened = []
    monkeypatch.setattr(
        "xaiviewer.ui.start.app.run", lambda paths, services, **_: opened.append((list(paths), services)) or 0
    )
    monkeypatch.setattr("xaiviewer.ui.start.preflight.check", lambda: None)
    return opened


def test_the_window_opens_one_case_as_decided_until_something_else_is(window, study):
    assert main([str(study), "--sequences", "flair=small_t1", "--mask", "none"]) == 0
    ((path,), services) = window[0]
    case = services.reader.load_case(path)
    assert dict(case.choices.sequences)["flair"] == "small_t1"
    assert case.mask is None
    again = services.reader.load_case(path, Choices((("flair", "small_flair"),)))
    assert dict(again.choices.sequences)["flair"] == "small_flair"
    assert services.reader.search(path) == readers.search(path)


def test_choices_for_several_cases_are_refused_by_the_window(window, patients, capsys):
    assert main([str(patients), "--mask", "none"]) == 2
    assert "are for one case, but 3 are opened" in capsys.readouterr().err
    assert window == []


def test_several_flags_of_one_mask_conflict():
    with pytest.raises(UsageError):
        parsed("--mask", "NONE", "--segments", "1")
