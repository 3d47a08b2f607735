"""`xaiviewer export`: the same forms from the command line, of real files and tiny networks."""

import json
import re

import nibabel as nib
import numpy as np
import pytest

from tests.exports.dicom_source import IDENTIFIERS, STUDY, write_series
from tests.exports.unpacking import found_in
from xaiviewer.__main__ import main
from xaiviewer.ledger.identity import identify
from xaiviewer.ledger.opening import create_project
from xaiviewer.ledger.writers import Reader
from xaiviewer.readers import load_case


@pytest.mark.slow
def test_a_de_identified_export_of_dicom_names_nobody_in_any_file(program, small_case, tmp_path):
    folder = tmp_path / "Mueller_Annegret_19630412"
    write_series(folder, small_case.volumes[1].voxels.astype(np.uint16) * 4)
    file = tmp_path / "gliomas.xaireview"
    with create_project(file, Reader("Dr Secret")) as project:
        case = identify(load_case(folder))
        project.register(case)
        project.answer(case.content, "comment", "Frau Mueller, seen 2019-03-02, again by Dr Secret")
    out = tmp_path / "out"
    asked = "seg,pm,sr,sc,pr,source,nifti,pdf,html,csv,json,xlsx,png,svg,cine,gif,figure"
    status, said, _ = program(
        "export", folder, file, "--as", asked, "--deidentify", "--images", "--method", "grad-cam", "--output", out
    )
    assert status == 0
    assert len(list(out.glob("*/dicom/source-*.dcm"))) == len(small_case)
    words = [*(value.split("^")[0] for value in IDENTIFIERS.values()), "annegret", "hubert", STUDY, "2019-03-02"]
    words += ["secret", str(tmp_path), folder.name, file.name]
    files = [each for each in out.rglob("*") if each.is_file()]
    assert len(files) > 15
    named = [told for each in files for told in found_in(each.relative_to(out).as_posix(), each.read_bytes(), words)]
    assert named == []
    assert "burned" in said
    told = json.loads((out / "scores.json").read_text())
    assert [each["value"] for each in told["scores"] if each["reader"]] == ["[free text removed]"]
    image = nib.load(next(out.rglob("images/*.nii.gz")))
    np.testing.assert_allclose(image.affine[:3, 3], [20, 22, 8], atol=1e-4)


def test_several_patients_are_written_with_what_is_about_all_of_them(program, patients, tmp_path):
    out = tmp_path / "out"
    status, said, _ = program("export", patients, "--as", "csv,html", "--no-nulls", "--output", out)
    assert status == 0
    assert "3 of 3 cases, 3 files written" in said
    assert sorted(each.name for each in out.iterdir()) == [
        "cases.html",
        "manifest.json",
        "measurements.csv",
        "scores.csv",
    ]
    told = (out / "scores.csv").read_text()
    assert {line.split(",")[0] for line in told.splitlines()[1:]} == {"one", "two", "unmasked"}


def test_a_preview_names_the_files_and_writes_none(program, small_case_folder, tmp_path):
    out = tmp_path / "out"
    status, said, _ = program("export", small_case_folder, "--as", "pdf,nifti,csv", "--output", out, "--preview")
    assert status == 0
    assert re.search(r"^pdf +[\d.]+ .B  small/report.pdf$", said, re.MULTILINE)
    assert "left out: small, nifti: small does not say where its voxels lie" in said
    assert not out.exists()
    program("export", small_case_folder, "--as", "pdf,csv", "--no-nulls", "--output", out)
    written = [each["path"] for each in json.loads((out / "manifest.json").read_text())["files"]]
    assert written == re.findall(r"^(?:pdf|csv) +[\d.]+ .?B  (\S+)$", said, re.MULTILINE)


@pytest.mark.slow
def test_a_preview_analyses_nothing_and_names_what_is_written(program, analyser, small_case_folder, tmp_path):
    words = ("export", small_case_folder, "--as", "png,svg,json", "--layers", "all", "--no-nulls")
    words = (*words, "--method", "grad-cam,input-x-gradient,sequence-shapley")
    with pytest.MonkeyPatch.context() as patched:
        for pass_through in ("slices", "explain", "reliance"):
            patched.setattr(type(analyser), pass_through, None)
        status, said, _ = program(*words, "--output", tmp_path / "out", "--preview")
    assert status == 0
    status, _, err = program(*words, "--output", tmp_path / "out")
    assert status == 0, err
    told = json.loads((tmp_path / "out" / "manifest.json").read_text())["files"]
    assert sorted(re.findall(r"^\w+ +[\d.]+ .?B  (\S.*)$", said, re.MULTILINE)) == sorted(each["path"] for each in told)
    assert f"{len(told)} files would be written" in said


def test_the_schema_is_printed_without_a_case(capsys, no_torch):
    with pytest.raises(SystemExit) as ended:
        main(["export", "--schema"])
    assert ended.value.code == 0
    assert json.loads(capsys.readouterr().out)["title"] == "xaiviewer export: scores"
    with pytest.raises(SystemExit):
        main(["export", "--schema", "measurements"])
    assert json.loads(capsys.readouterr().out)["title"] == "xaiviewer export: measurements"


def test_a_project_alone_is_a_table_of_its_answers(program, small_case, tmp_path):
    file = tmp_path / "gliomas.xaireview"
    with create_project(file, Reader("Dr Secret")) as project:
        case = identify(small_case)
        project.register(case)
        project.answer(case.content, "prediction", "reject")
        project.answer(case.content, "prediction", "accept")
    out = tmp_path / "out"
    status, said, _ = program("export", file, "--as", "csv,json,xlsx,pdf", "--deidentify", "--output", out)
    assert (status, said.split(" written")[0]) == (0, "2 answers")
    answers = json.loads((out / "answers.json").read_text())["answers"]
    assert [(each["reader"], each["answer"], each["holds"]) for each in answers] == [
        ("reader 1", "reject", "no"),
        ("reader 1", "accept", "yes"),
    ]
    assert not [told for each in out.iterdir() for told in found_in(each.name, each.read_bytes(), ["secret"])]
    status, _, err = program("export", file, "--as", "png", "--output", tmp_path / "other")
    assert status == 2
    assert "png needs images: name the cases beside" in err


def test_what_cannot_be_is_said_before_anything_is_analysed(program, small_case_folder, tmp_path, no_torch):
    for words, told in (
        (("--as", "docx", "--output", tmp_path / "out"), "no export “docx”"),
        (("--as", "pdf", "--output", small_case_folder / "out"), "lies among the images"),
    ):
        status, _, err = program("export", small_case_folder, *words)
        assert status == 2
        assert told in err
