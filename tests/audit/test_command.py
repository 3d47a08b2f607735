"""The command as a user types it: refused in a sentence, gone on with after an interruption, the same bits again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from xaiviewer.audit import work
from xaiviewer.audit.report import read_report
from xaiviewer.audit.store import SETTINGS

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).resolve().parent.parent / "cohort" / "cluster_run.py"
WORDS = ("--layers", "relu,layer2.3.relu_2", "--methods", "grad-cam,layer-cam,eigen-cam", "--placements", "50")
WORDS += ("--random-networks", "1", "--threads", "1")


def tables_of(folder: Path) -> dict[Path, bytes]:
    """All but the report, which names the folder it was written to."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.startswith("report.")]
    return {file.relative_to(folder): file.read_bytes() for file in files}


@pytest.fixture
def audited(program, patients, tmp_path):
    """An audit that nobody interrupted."""
    status, out, err = program("audit", patients, "--output", tmp_path / "whole", *WORDS)
    return status, out, err, tmp_path / "whole"


def test_an_audit_reports_on_patients_with_masks_and_names_the_others(audited):
    status, out, err, folder = audited
    assert (status, "Traceback" in err) == (2, False), err
    assert "2 patients, 4 slices with a lesion" in out
    report = read_report(folder)
    assert [each.label for each in report.cases] == ["Anna_1960", "Bert_1970"]
    assert [(each.number, each.label) for each in report.skipped] == [(3, "Carl_1980")]
    assert "no slice with an outlined lesion" in report.skipped[0].reason
    assert (folder / "survival.csv").read_text().startswith("method,layer,measure,null,")
    assert report.settings.command.startswith("xaiviewer audit ")
    assert "Anna" not in err


def test_an_interrupted_audit_goes_on_to_the_same_bits(program, patients, tmp_path, audited, monkeypatch):
    kept, done = work.keep_case, []

    def interrupted(job, *rest):
        if done:
            raise KeyboardInterrupt
        done.append(job.number)
        kept(job, *rest)

    monkeypatch.setattr(work, "keep_case", interrupted)
    words = ("audit", patients, "--output", tmp_path / "broken", *WORDS)
    status, _, err = program(*words)
    assert (status, "Traceback" in err) == (130, False)
    assert len([*(tmp_path / "broken" / "cases").iterdir()]) == 1
    assert not (tmp_path / "broken" / "report.json").exists()
    monkeypatch.setattr(work, "keep_case", kept)
    assert program(*words)[0] == 2
    assert tables_of(tmp_path / "broken") == tables_of(audited[3])


def test_what_is_finished_is_not_examined_again(program, patients, audited, monkeypatch):
    monkeypatch.setattr(work, "keep_case", None)
    before = tables_of(audited[3])
    assert program("audit", patients, "--output", audited[3], *WORDS)[0] == 2
    assert tables_of(audited[3]) == before


def test_a_folder_of_other_settings_patients_or_weights_is_refused(program, patients, audited):
    folder = audited[3]
    status, out, err = program("audit", patients, "--output", folder, *WORDS, "--seed", "1")
    assert (status, out) == (2, "")
    assert "an audit of other seed (0, not 1)" in err
    assert "other patients" in program("audit", patients / "Anna_1960", "--output", folder, *WORDS)[2]
    settings = json.loads((folder / SETTINGS).read_text())
    settings["weights"][0][0] = "0" * 64
    (folder / SETTINGS).write_text(json.dumps(settings))
    assert "other weights" in program("audit", patients, "--output", folder, *WORDS)[2]


def test_two_processes_write_the_bits_of_one(models, patients, tmp_path):
    pytest.importorskip("distributed")
    for output, further in (("one", ()), ("two", ("--workers", "2"))):
        command = [
            sys.executable,
            str(PROGRAM),
            str(models),
            "audit",
            str(patients),
            "--output",
            str(tmp_path / output),
        ]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        done = subprocess.run(
            [*command, *WORDS, *further], capture_output=True, text=True, env=environment, timeout=600, check=False
        )
        assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert tables_of(tmp_path / "two") == tables_of(tmp_path / "one")
    assert len([*(tmp_path / "two" / "cases").iterdir()]) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--methods", "occlusion"), "methods that one pass gives"),
        (("--layers", "nowhere"), "no layer “nowhere”"),
        (("--keep", "."), "is no model package"),
        (("--folds", "."), "was not trained with folds"),
        (("--slices-per-case", "0"), "whole number from 1"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(program, patients, tmp_path, words, said):
    status, out, err = program("audit", patients, "--output", tmp_path / "out", *WORDS, *words)
    assert (status, out, "Traceback" in err) == (2, "", False)
    assert said in err


def test_a_folder_that_holds_something_else_is_left_alone(program, patients, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("all of it")
    status, _, err = program("audit", patients, "--output", tmp_path / "mine", *WORDS)
    assert status == 2
    assert "holds no audit" in err
    assert [each.name for each in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_without_names_no_file_holds_one(program, patients, tmp_path):
    folder = tmp_path / "out"
    status, _, _ = program("audit", patients, "--output", folder, *WORDS, "--without-names")
    assert status == 2
    written = b"".join(tables_of(folder).values()) + (folder / "report.json").read_bytes()
    assert not any(name in written for name in (b"Anna", b"Bert", b"Carl"))
    assert read_report(folder).cases[1].label == "Case 2"


def test_agreement_is_kept_beside_a_package(program, patients, tmp_path, models):
    shutil.copytree(models / "classifier", tmp_path / "package")
    program("audit", patients, "--output", tmp_path / "out", *WORDS, "--keep", tmp_path / "package")
    kept = json.loads((tmp_path / "package" / "agreement.json").read_text())
    told = json.loads((tmp_path / "package" / "model.json").read_text())
    assert kept["weights"] == told["weights"]["sha256"]
    assert [each["layer"] for each in kept["layers"]] == ["relu", "layer2.3.relu_2"]
    assert set(kept["layers"][0]) >= {"method", "nearest", "null", "q", "brightness_low", "locality_high"}


def test_a_patient_is_judged_by_the_fold_that_did_not_train_on_him(models, tmp_path):
    from xaiviewer.audit.judging import judging_of

    packages, runs = tmp_path / "models", tmp_path / "runs"
    shutil.copytree(models, packages)
    folds = {"seed": 0, "members": [["Anna"], ["Bert"]]}
    for number in range(2):
        for task in ("classifier", "segmenter"):
            fold = runs / task / f"fold-{number}" / "package"
            shutil.copytree(models / task, fold)
            with_training(fold, {"folds": folds, "train": folds["members"][1 - number]})
    for task in ("classifier", "segmenter"):
        with_training(packages / task, {"folds": folds, "train": ["Anna", "Bert"]})
    found = judging_of([tmp_path / name for name in ("Anna", "Bert", "Dora")], packages, runs)
    assert [(each.name, each.trained) for each in found] == [("fold-0", False), ("fold-1", False), ("bundled", False)]
    flattered = judging_of([tmp_path / "Anna"], packages, None)
    assert [(each.name, each.trained) for each in flattered] == [("bundled", True)]


def with_training(package: Path, training: dict[str, Any]) -> None:
    from xaiviewer.nets.packages.description import as_json, read_described
    from xaiviewer.nets.packages.files import opened
    from xaiviewer.nets.packages.making import trained_on

    described = replace(read_described(opened(package)), trained=trained_on(training["train"]))
    (package / "model.json").write_text(json.dumps(as_json(described)))
    (package / "training.json").write_text(json.dumps(training))
