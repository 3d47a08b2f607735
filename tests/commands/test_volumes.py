"""A network of volumes on the command line."""

from __future__ import annotations

import pytest

from tests.nets.small_volume_network import package


@pytest.fixture(scope="module")
def volumes(tmp_path_factory):
    return package(tmp_path_factory.mktemp("volumes") / "mine")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--method", "occlusion"), "Occlusion sensitivity cannot be asked. This network takes volumes: ask Grad-CAM"),
        (("--method", "auto,eigen-cam"), "Eigen-CAM cannot be asked. This network takes volumes"),
        (("--faithfulness", "--slices", "1"), "takes whole volumes: what is tried on single slices"),
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
