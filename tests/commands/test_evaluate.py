"""`xaiviewer evaluate` through the real main."""

import json
import re
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest

from xaiviewer.analysis import analyse
from xaiviewer.codes import UNKNOWN, code_of
from xaiviewer.commands.options.progress import Progress
from xaiviewer.commands.verbs.evaluate import restricted, wanted_names
from xaiviewer.requests import MEASURES, ONE_PASS_METHODS, AnalysisSettings

pytestmark = pytest.mark.slow


def test_the_report_covers_every_patient_with_masks(program, patients, tmp_path):
    file, page = tmp_path / "report.json", tmp_path / "report.html"
    status, out, _ = program("evaluate", patients, "--output", file, "--html", page)
    assert status == 0
    report = json.loads(file.read_text(encoding="utf-8"))
    assert report["classifier"]["n"] == 8
    assert set(report["segmenter"]["dice_per_patient"]) == {"one", "two"}
    assert [each["name"] for each in report["skipped"]] == ["unmasked"]
    assert report["skipped"][0]["code"] == code_of(report["skipped"][0]["reason"]) != UNKNOWN
    assert len(report["agreement"]) == 102
    assert set(report["agreement_by_method"]) == set(ONE_PASS_METHODS)
    # Two patients alike: every resample is the same, so the interval has no width.
    mean = report["segmenter"]["dice_mean"]
    assert mean["value"] == pytest.approx(mean["low"]) == pytest.approx(mean["high"])
    assert set(report["agreement"]["layer4.2.relu_2"]) == set(MEASURES)
    assert "2 patients, 8 slices" in out
    assert "not for diagnosis" in out
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_dice_counts_the_outlines_above_the_gate_and_the_report_says_which_gate(program, patients, tmp_path):
    dice = {}
    for gate in ("0", "1"):
        program("evaluate", patients / "one", "--output", tmp_path / "r.json", "--without-maps", "--gate", gate)
        report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
        assert report["settings"]["gate"] == float(gate)
        assert report["settings"]["outline"] == "quick"
        dice[gate] = report["segmenter"]["dice_mean"]["value"]
    assert dice["0"] > dice["1"] == 0  # above 1 nothing is outlined
    assert "settings.gate" in report["conventions"]["dice_per_patient"]


def test_figures_are_those_of_the_analysis(program, analyser, small_case, patients, tmp_path):
    program("evaluate", patients / "one", "--output", tmp_path / "r.json")
    report = json.loads((tmp_path / "r.json").read_text())
    analysis = analyse(analyser, small_case, AnalysisSettings())
    truth = small_case.mask.voxels.any(axis=(1, 2))
    called = np.array([analysis.slices[index].predicted == 1 for index in range(4)])
    assert report["classifier"]["accuracy"]["value"] == np.mean(called == truth)
    masses = [analysis.slices[i].curve("grad-cam", "mass")[-1] for i in (1, 2)]
    found = report["agreement_by_method"]["grad-cam"]["layer4.2.relu_2"]["mass"]["value"]
    if np.isnan(masses).all():
        assert found is None
    else:
        assert found == pytest.approx(float(np.nanmean(masses)), rel=1e-5)


def test_without_maps_the_networks_are_judged_alone_and_the_time_of_the_rest_is_told(program, patients, tmp_path):
    whole, quick, page = tmp_path / "whole.json", tmp_path / "quick.json", tmp_path / "quick.html"
    program("evaluate", patients, "--output", whole)
    status, out, err = program("evaluate", patients, "--without-maps", "--output", quick, "--html", page)
    assert status == 0
    report, wanted = (json.loads(file.read_text(encoding="utf-8")) for file in (quick, whole))
    assert report["segmenter"] == wanted["segmenter"]
    assert report["classifier"]["confusion"] == wanted["classifier"]["confusion"]
    assert report["settings"]["methods"] == []
    assert not any(report[name] for name in report if name.startswith("agreement"))
    assert re.search(r"the maps were left out; they would take about \d+ (s|min) more", err)
    assert "2 patients, 8 slices" in out
    assert "Every layer" not in page.read_text(encoding="utf-8")


def test_a_long_evaluation_says_once_how_long_it_takes_and_how_to_be_quicker(program, patients, tmp_path, monkeypatch):
    monkeypatch.setattr(Progress, "left_s", property(lambda _: 600.0))
    _, _, err = program("evaluate", patients, "--output", tmp_path / "r.json")
    assert err.count("about 10 min more; --without-maps") == 1
    _, _, err = program("evaluate", patients, "--without-maps", "--output", tmp_path / "r.json")
    assert "--without-maps" not in err


@pytest.mark.parametrize("text", ['{"seed": 0, "folds": [["one"], ["two"]]}', '["two", "one"]', "one\ntwo\n\n"])
def test_a_list_of_patients_is_folds_a_json_list_or_lines(tmp_path, text):
    (tmp_path / "list").write_text(text)
    assert wanted_names(tmp_path / "list") == {"one", "two"}


def test_one_fold_restricts_the_patients(program, patients, tmp_path):
    (tmp_path / "folds.json").write_text('{"seed": 0, "folds": [["two"], ["one"]]}')
    words = ("--patients", tmp_path / "folds.json", "--fold", 1, "--output", tmp_path / "r.json")
    assert program("evaluate", patients, *words)[0] == 0
    assert [each["name"] for each in json.loads((tmp_path / "r.json").read_text())["patients"]] == ["one"]
    status, _, err = program("evaluate", patients, *words[:3], 2, *words[4:])
    assert (status, "there is no fold 2" in err) == (2, True)


def test_the_present_folder_has_its_own_name(patients, monkeypatch):
    monkeypatch.chdir(patients / "one")
    assert restricted([Path()], {"one"}, Path("list")) == [Path()]


@pytest.mark.parametrize("text", ["{}", "[]", "[1]", '{"folds": []}', '{"test": ["one"]}', ""])
def test_a_list_without_names_is_refused(program, patients, tmp_path, text):
    (tmp_path / "list").write_text(text)
    status, _, err = program("evaluate", patients, "--patients", tmp_path / "list", "--output", tmp_path / "r.json")
    assert status == 2
    assert "no names of patients" in err


def test_a_patient_that_is_missing_is_named(program, patients, tmp_path, no_torch):
    (tmp_path / "list").write_text("two\nthree\n")
    status, _, err = program("evaluate", patients, "--patients", tmp_path / "list", "--output", tmp_path / "r.json")
    assert status == 2
    assert "three" in err
    assert not (tmp_path / "r.json").exists()


def test_a_folder_without_masks_is_refused(program, patients, tmp_path, no_torch):
    status, _, err = program("evaluate", patients / "unmasked", "--output", tmp_path / "r.json")
    assert status == 2
    assert "has a mask" in err


def test_a_case_that_cannot_be_read_is_reported_and_the_rest_is_done(program, patients, tmp_path):
    (patients / "broken").mkdir()
    (patients / "broken" / "broken_1.tif").write_bytes(b"II*\0")
    status, _, err = program("evaluate", patients, "--output", tmp_path / "r.json")
    assert status == 2
    assert "broken" in err
    report = json.loads((tmp_path / "r.json").read_text())
    assert {each["name"] for each in report["skipped"]} == {"broken", "unmasked"}
    assert len(report["patients"]) == 2


def test_a_patient_without_flair_is_doubted_beside_its_figures(program, tmp_path):
    volumes = {"x_t2": np.random.default_rng(0).integers(1, 900, (48, 40, 2)).astype(np.int16)}
    volumes["x_seg"] = (volumes["x_t2"] > 700).astype(np.uint8)
    for name, values in volumes.items():
        (tmp_path / "x").mkdir(exist_ok=True)
        nib.save(nib.Nifti1Image(values, np.diag([-1.0, -1.0, 5.0, 1.0])), tmp_path / "x" / f"{name}.nii.gz")
    _, out, _ = program("evaluate", tmp_path / "x", "--output", tmp_path / "r.json")
    (patient,) = json.loads((tmp_path / "r.json").read_text())["patients"]
    assert "recognised as T2 stands in the place of FLAIR" in patient["stand_in"]
    assert f"{patient['name']}: {patient['stand_in']}" in out
