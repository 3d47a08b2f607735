"""The real program from `main()` on, without a window."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from xaiviewer import __version__, paths
from xaiviewer.__main__ import main
from xaiviewer.requests import MEASURES, METHODS

pytestmark = pytest.mark.slow


@pytest.fixture
def tiny(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program finds the tiny models in place of its own."""
    monkeypatch.setattr(paths, "models", lambda: models)


def program(*words: str, encoding: str = "utf-8", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m xaiviewer`` in a process of its own; an empty value removes a variable."""
    variables = {name: value for name, value in (os.environ | environment).items() if value}
    command = [sys.executable, "-m", "xaiviewer", *words]
    return subprocess.run(command, capture_output=True, encoding=encoding, env=variables, check=False)


def test_explaining_a_case_writes_every_layer(tiny: None, small_case_folder: Path, tmp_path: Path):
    assert main(["explain", str(small_case_folder), "--output", str(tmp_path), "--method", "grad-cam"]) == 0
    manifest = json.loads((tmp_path / "small" / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["layers"]) == 102
    assert len(manifest["slices"]) == 4
    with np.load(tmp_path / "small" / "maps.npz") as maps:
        shapes = {maps[name].shape for name in maps.files}
    assert shapes == {(4, side, side) for side in (32, 16, 8, 4, 2)}


@pytest.mark.parametrize(("encoding", "written"), [("utf-8", "Größe 患者"), ("cp1252", r"Größe \u60a3\u8005")])
def test_a_name_that_the_pipe_has_no_letters_for_is_written_all_the_same(
    small_case_folder: Path, tmp_path: Path, encoding: str, written: str
):
    # Windows' pipes speak cp1252 in the west.
    shutil.copytree(small_case_folder, tmp_path / "Größe 患者")
    done = program("inspect", str(tmp_path / "Größe 患者"), encoding=encoding, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, "")
    assert written in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_while_the_program_is_read_ends_it_without_a_traceback(tmp_path: Path):
    # Under the name of what is read after the first lines: it presses Ctrl+C.
    (tmp_path / "argparse.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n", encoding="utf-8")
    done = program("methods", PYTHONPATH=os.pathsep.join([str(tmp_path), *sys.path]))
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
@pytest.mark.parametrize("words", [("methods",), ("inspect", ".")])
def test_output_that_goes_to_a_full_disk_is_one_sentence(words: tuple[str, ...]):
    command = [sys.executable, "-m", "xaiviewer", *words]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "xaiviewer: What is printed cannot be written where it goes (No space left on device); make room there.\n"
    )


def test_explaining_twice_gives_the_same_bits(tiny: None, small_case_folder: Path, tmp_path: Path):
    for name in ("first", "second"):
        words = ["explain", str(small_case_folder), "--output", str(tmp_path / name), "--layers", "layer2.3.relu_2"]
        assert main(words) == 0
    first, second = (np.load(tmp_path / name / "small" / "maps.npz") for name in ("first", "second"))
    assert first.files == second.files
    assert all(np.array_equal(first[key], second[key]) for key in first.files)


def test_evaluating_gives_every_figure_with_an_interval(tiny: None, small_case_folder: Path, tmp_path: Path):
    report = tmp_path / "report.json"
    assert main(["evaluate", str(small_case_folder.parent), "--output", str(report)]) == 0
    figures = json.loads(report.read_text(encoding="utf-8"))
    wanted = {"n", "accuracy", "balanced_accuracy", "precision", "recall", "f1", "auroc", "log_loss", "fve_multinomial"}
    assert wanted | {"ece", "confusion"} <= set(figures["classifier"])
    assert set(figures["classifier"]["accuracy"]) == {"value", "low", "high"}
    assert len(figures["agreement"]) == 102
    assert set(MEASURES) == set(figures["agreement"]["layer4.2.relu_2"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["explain", "nowhere", "--output", "out"], "nowhere"),
        (["explain", "."], "--output"),
        (["evaluate", ".", "--output", "r.json", "--colour"], "--colour"),
        (["train", "poet", "."], "poet"),
        (["nowhere"], "nowhere"),
    ],
)
def test_wrong_use_is_one_sentence_and_status_2(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert said in line
    assert not list(tmp_path.iterdir())


def test_the_version_comes_from_one_place():
    done = program("--version")
    assert (done.returncode, done.stdout.split()) == (0, ["xaiviewer", __version__])


def test_without_a_display_the_program_says_what_to_do():
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have one")
    done = program(QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert "display" in line
    assert "xvfb" in line


def test_the_bundled_networks_judge_the_phantom_well(tmp_path: Path):
    # They never saw a phantom; it is good when they take it for a patient.
    report = tmp_path / "report.json"
    assert main(["evaluate", str(paths.phantom()), "--output", str(report)]) == 0
    figures = json.loads(report.read_text(encoding="utf-8"))
    assert figures["classifier"]["auroc"]["value"] >= 0.9
    assert figures["segmenter"]["dice_mean"]["value"] >= 0.6


def test_the_bundled_networks_know_a_real_patient(lgg_patient: Path, tmp_path: Path):
    assert main(["explain", str(lgg_patient), "--output", str(tmp_path), "--layers", "layer2.3.relu_2"]) == 0
    manifest = json.loads((tmp_path / lgg_patient.name / "manifest.json").read_text(encoding="utf-8"))
    right = [(each["probability"] > 0.5) == (each["mask_px"] > 0) for each in manifest["slices"]]
    assert len(right) == 20
    assert sum(right) >= 18
    assert set(METHODS) >= {layer["method"] for layer in manifest["layers"]}
