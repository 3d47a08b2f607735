"""Tiny networks, and patients for them."""

from __future__ import annotations

import shutil

import pytest

from xaiviewer import paths
from xaiviewer.__main__ import main
from xaiviewer.analysis import Analyser, load_analyser


@pytest.fixture(scope="session")
def tiny(models) -> Analyser:
    """The tiny networks."""
    return load_analyser(models=models)


@pytest.fixture
def patients(small_case_folder, tmp_path):
    """A folder of two patients alike, and one without masks."""
    folder = tmp_path / "patients"
    for name in ("Anna_1960", "Bert_1970"):
        shutil.copytree(small_case_folder, folder / name)
    shutil.copytree(small_case_folder, folder / "Carl_1980", ignore=shutil.ignore_patterns("*_mask.tif"))
    return folder


@pytest.fixture
def program(models, monkeypatch, capsys):
    """Runs `xaiviewer WORDS` on the tiny networks and returns (status, standard output, error output)."""
    monkeypatch.setattr(paths, "models", lambda: models)

    def run(*words):
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return status, out, err

    return run
