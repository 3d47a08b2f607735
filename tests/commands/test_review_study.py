"""`xaiviewer review study` and `review figures` through the real main."""

import json
import shutil
from dataclasses import replace

import pytest
import tifffile

from tests.evaluation.readers.read_back import read_imrmc, read_mrmcaov
from xaiviewer.studies.owner import read_owner
from xaiviewer.studies.sitting import Sitting, read_package, unlock

pytestmark = pytest.mark.slow


@pytest.fixture
def four(patients, tmp_path):
    """Two patients with masks, two without a finding, no two alike."""
    folder = tmp_path / "four"
    for number, name in enumerate(("one", "two", "unmasked", "unmasked")):
        shutil.copytree(patients / name, folder / f"patient {number}")
        for file in (folder / f"patient {number}").glob("*.tif"):
            if not file.stem.endswith("_mask"):
                pixels = tifffile.imread(file)
                pixels[0, 0] = number
                tifffile.imwrite(file, pixels)
    return [folder / f"patient {number}" for number in range(4)]


def read(folder, owner, reader):
    package = read_package(folder)
    for session, passphrase in enumerate(owner.passphrases[reader]):
        with Sitting(package, unlock(package, session, passphrase)) as sitting:
            while (due := sitting.due) is not None:
                sitting.answer("finding", "yes" if due.reading % 2 else "no", 1.5)
                sitting.answer("confidence", 1 + due.reading % 5, 3.0)


def test_a_study_is_designed_made_read_and_counted(program, four, tmp_path):
    status, out, _ = program("review", "study", "design")
    assert status == 0
    design = json.loads(out) | {"wash_out_days": 0, "wrong": 0.5}
    (tmp_path / "design.json").write_text(json.dumps(design))

    words = ["review", "study", "make", tmp_path / "design.json", *four[:2], "--without", *four[2:]]
    status, out, err = program(*words, "--output", tmp_path / "study")
    assert status == 0, err
    owner = read_owner(tmp_path / "study" / "owner.xaikey")
    assert sorted(known.truth for known in owner.cases.values()) == [False, False, True, True]
    assert owner.design.layer
    assert all(passphrase in out for each in owner.passphrases.values() for passphrase in each)

    projects = []
    for number, reader in enumerate(("r1", "r2"), start=1):
        read(tmp_path / "study" / f"reader-{number}", owner, reader)
        projects.append(tmp_path / "study" / f"reader-{number}" / "answers.xaireview")
    status, out, _ = program("review", "study", "status", tmp_path / "study" / "owner.xaikey", *projects)
    assert "r1: 24 of 24 steps" in out

    files = {name: tmp_path / f"out.{name}" for name in ("json", "csv", "imrmc")}
    status, out, err = program(
        *("review", "figures", tmp_path / "study" / "owner.xaikey", *projects),
        *("--output", files["json"], "--mrmcaov", files["csv"], "--imrmc", files["imrmc"]),
    )
    assert status == 0, err
    assert "2 readers, 4 cases" in out
    assert "unaided less prediction: AUROC" in out
    report = json.loads(files["json"].read_text())
    assert set(report["accuracy"]) == {"unaided", "prediction", "prediction and map"}
    assert len(report["wrong_outputs"]) == 2
    assert "not for diagnosis" in report["notice"]
    told = read_mrmcaov(files["csv"].read_text())
    assert len(told) == 2 * 3 * 4
    assert {each.reader for each in told} == {"r1", "r2"}
    named = [replace(each, arm=each.arm.replace(" ", "_")) for each in told]  # iMRMC takes no spaces
    assert read_imrmc(files["imrmc"].read_text()) == named


def test_a_case_that_says_nothing_of_the_truth_is_left_out_and_named(program, four, tmp_path):
    design = {"name": "s", "arms": [{"key": "all", "steps": [["prediction"]]}], "readers": ["r"], "wash_out_days": 0}
    (tmp_path / "design.json").write_text(json.dumps(design))

    _, out, err = program(
        *("review", "study", "make", tmp_path / "design.json", *four[1:3], "--without", four[0]),
        *("--output", tmp_path / "study"),
    )

    assert "patient 2 has no mask" in err
    assert "patient 0 is said to hold no finding, and its mask outlines one" in err
    left_out = read_owner(tmp_path / "study" / "owner.xaikey").design.excluded
    assert [each.reason.split(",")[0] for each in left_out] == ["has no mask", "is said to hold no finding"]
    assert all(len(each.case) == 8 and "patient" not in each.case for each in left_out)
    assert "1 cases" in out


def test_what_is_wrong_is_said_before_anything_is_computed(program, four, tmp_path, no_torch):
    (tmp_path / "design.json").write_text('{"name": "s", "arms": [], "readers": ["r"]}')
    status, _, err = program("review", "study", "make", tmp_path / "design.json", four[0], "--output", tmp_path / "x")
    assert status == 2
    assert "needs arms" in err
    status, _, err = program("review", "figures", tmp_path / "design.json", tmp_path / "design.json")
    assert status == 2
    assert "no key of a study's owner" in err
