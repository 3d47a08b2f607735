"""A network of volumes on the command line."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.exports.schema import misfits
from tests.nets.small_volume_network import package
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.records.pages.compared_page import schema_file
from xaiviewer.requests import ONE_PASS_METHODS


@pytest.fixture(scope="module")
def volumes(tmp_path_factory):
    return package(tmp_path_factory.mktemp("volumes") / "mine")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--method", "occlusion"), "Occlusion sensitivity cannot be asked. This network takes volumes: ask Grad-CAM"),
        (("--method", "auto,eigen-cam"), "Eigen-CAM cannot be asked. This network takes volumes"),
        (
            ("--faithfulness", "--slices", "1"),
            "would take hundreds of passes through the volume. Look at the decision without",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_before_the_network_is_loaded(
    run, volumes, small_case_folder, tmp_path, monkeypatch, words, told
):
    def loaded(*_, **__):
        raise AssertionError("loaded")

    monkeypatch.setattr("xaiviewer.commands.options.networks.load", loaded)
    monkeypatch.setattr("xaiviewer.analysis.loading.open_package", loaded)
    status, _, err = run("explain", small_case_folder, "--output", tmp_path / "out", "--model", volumes, *words)
    assert status == 2
    assert told in err
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_network_of_volumes_is_measured_like_any_other(run, volumes, cohort, tmp_path):
    package = shutil.copytree(volumes, tmp_path / "mine")
    words = ("--layers", "features.relu0", "--placements", 20, "--random-networks", 1, "--threads", 1)
    status, _, err = run("model", "measure", package, cohort, *words)
    assert status == 0, err
    model = open_package(package)
    assert model.agreement is not None
    assert list(model.agreement.layers) == ["features.relu0"]
    assert model.description.sanity is not None
    assert {each.method for each in model.description.sanity.measured} == set(ONE_PASS_METHODS)
    assert "mean of the input: FLAIR" in model.manifest["distribution"]
    card = (package / "MODEL_CARD.md").read_text("utf-8")
    assert "It decides once about a whole volume" in card
    assert "| features.relu0 |" in card
    assert "On 2 patients of cohort, by" in card
    assert not any("was not measured" in each for each in model.notices)
    for file in package.iterdir():
        assert b"Anna" not in file.read_bytes()


@pytest.mark.slow
def test_an_audit_says_what_it_asks_of_volumes(run, volumes, cohort, tmp_path):
    words = ("--layers", "features.relu0", "--placements", 20, "--random-networks", 2, "--model", volumes)
    assert run("audit", cohort, "--output", tmp_path / "audit", *words)[0] == 0
    report = json.loads((tmp_path / "audit" / "report.json").read_text("utf-8"))
    assert report["cases"][0]["lesion_slices_examined"] == 1
    assert any("decides once about the whole volume" in each for each in report["cases"][0]["notices"])
    refused = run("audit", cohort, "--output", tmp_path / "other", "--model", volumes, "--methods", "eigen-cam")
    assert "Eigen-CAM cannot be asked. This network takes volumes" in refused[2]


@pytest.mark.slow
def test_one_volume_is_too_few_for_sanity_checks(run, volumes, small_case_folder):
    status, _, err = run("sanity", small_case_folder, "--model", volumes)
    assert status == 2
    assert "need 2 cases at least" in err
    assert "Saliency cannot be asked" in run("sanity", "--model", volumes, "--methods", "saliency")[2]


def test_a_comparison_counts_volumes(run, volumes, cohort, tmp_path):
    other = package(tmp_path / "other", 48)
    files = ("--output", tmp_path / "r.json", "--html", tmp_path / "r.html")
    status, out, err = run("compare", volumes, other, cohort, *files, "--without-maps")
    assert status == 0, err
    assert " of 2 volumes." in out
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert report["settings"]["volumes"]
    assert not list(misfits(report, json.loads(schema_file().read_text("utf-8"))))
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "2 patients · 2 volumes · tumour" in page
    assert "<th>volumes</th>" in page
