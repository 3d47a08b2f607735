"""A network of the user's own is audited and checked for sanity through the same door as the bundled one."""

from __future__ import annotations

import json
import shutil

import pytest
import torch

from tests.nets.small_network import FACTORY, described
from xaiviewer import paths
from xaiviewer.audit.judging import judging_of
from xaiviewer.audit.report import read_report
from xaiviewer.errors import UsageError
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package, trained_on
from xaiviewer.nets.packages.opening import open_package

WORDS = ("--layers", "features.0", "--methods", "grad-cam", "--placements", "20", "--random-networks", "1")


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    torch.manual_seed(4)
    folder = tmp_path_factory.mktemp("own") / "mine"
    return make_package(folder, built(FACTORY), described(trained=trained_on(["Anna_1960"])))


@pytest.mark.slow
def test_an_audit_of_it_is_kept_in_its_package(program, patients, own, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")
    package = shutil.copytree(own, tmp_path / "mine")
    words = ("--model", package, "--keep", package, "--threads", "1")
    status, _, err = program("audit", patients, "--output", tmp_path / "audit", *WORDS, *words)
    assert (status, "Traceback" in err) == (2, False), err  # 2: one patient has no mask
    assert "1 of 3 patients trained the networks" in err
    report = read_report(tmp_path / "audit")
    assert [(each.name, each.segmenter != "") for each in report.networks] == [("mine", False)]
    assert [each.trained for each in report.cases] == [True, False]
    model = open_package(package)
    assert model.agreement is not None
    assert list(model.agreement.layers) == ["features.0"]
    assert f"--model {package}" in model.agreement.reference.command


@pytest.mark.slow
def test_its_maps_are_checked_for_sanity(program, small_case_folder, own, tmp_path):
    words = ("--methods", "grad-cam", "--slices", "2", "--model", own, "--json", tmp_path / "found.json")
    status, _, err = program("sanity", small_case_folder, *words)
    assert status == 0, err
    found = json.loads((tmp_path / "found.json").read_text("utf-8"))
    assert found["weights"] == open_package(own).identity.sha256
    status, _, err = program("sanity", small_case_folder, "--model", own, "--keep", own)
    assert (status, "leave --model out" in err) == (2, True)


def test_folds_are_of_the_bundled_network_alone(models, own, tmp_path):
    with pytest.raises(UsageError, match="leave it out beside --model"):
        judging_of([], models, tmp_path, own)
