"""The real program on tiny models."""

from __future__ import annotations

import shutil
import sys

import pytest

from xaiviewer import paths
from xaiviewer.__main__ import main
from xaiviewer.analysis import load_analyser


@pytest.fixture(scope="session")
def analyser(models):
    """The tiny networks, loaded once as the program loads them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "models", lambda: models)
        return load_analyser()


@pytest.fixture
def program(analyser, monkeypatch, capsys):
    """Runs `xaiviewer WORDS` through the real `main` and returns (status, standard output, error output)."""
    monkeypatch.setattr("xaiviewer.analysis.load_analyser", lambda **_: analyser)

    def run(*words):
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def patients(small_case_folder, tmp_path):
    """A folder of two patients alike, and one without masks."""
    folder = tmp_path / "patients"
    for name in ("one", "two"):
        shutil.copytree(small_case_folder, folder / name)
    shutil.copytree(small_case_folder, folder / "unmasked", ignore=shutil.ignore_patterns("*_mask.tif"))
    return folder


@pytest.fixture
def no_torch(monkeypatch):
    """Importing torch, or what needs it, fails the test."""
    for name in ("torch", "xaiviewer.analysis", "xaiviewer.training.run"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.fixture
def run(monkeypatch, tmp_path, models, capsys):
    """Runs `xaiviewer WORDS` on a user's empty data folder: (status, output, errors)."""
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")
    monkeypatch.setattr(paths, "models", lambda: models)

    def program(*words):
        status = main([str(word) for word in words])
        return status, *capsys.readouterr()

    return program


@pytest.fixture
def cohort(small_case_folder, tmp_path):
    """A folder of Anna and Bert, alike."""
    for name in ("Anna", "Bert"):
        shutil.copytree(small_case_folder, tmp_path / "cohort" / name)
    return tmp_path / "cohort"
