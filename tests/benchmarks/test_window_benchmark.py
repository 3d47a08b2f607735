"""The window's measurements run, with the program's own event loop."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.probes import paging, start, window
from xaiviewer.benchmarks.targets import TARGETS

pytestmark = pytest.mark.slow


def test_latencies_and_pauses_are_measured_while_the_networks_compute(
    qapp: object, small_case_folder: Path, models: Path, log_folder: Path
):
    found = window.measure(Material(small_case_folder, models), changes=3)
    assert set(found) == {key for key, target in TARGETS.items() if target.probe == "window"}
    assert all(measured.value is not None and 0 < measured.value < 1e5 for measured in found.values())


def test_the_next_case_is_timed_while_the_networks_compute(
    qapp: object, small_case_folder: Path, models: Path, log_folder: Path
):
    (measured,) = paging.measure(Material(small_case_folder, models), cases=3).values()
    assert measured.value is not None
    assert 0 < measured.value < 1e5


def test_a_window_that_fails_says_so(qapp: object, tmp_path: Path, log_folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(window, "_PATIENCE_S", 0.2)
    with pytest.raises(window.XaiViewerError, match="not ready"):
        window.measure(Material(tmp_path, tmp_path), changes=1)


def test_a_start_is_timed_in_a_fresh_process(small_case_folder: Path, models: Path, tmp_path: Path):
    (measured,) = start.measure(Material(small_case_folder, models), repetitions=1).values()
    assert measured.value is not None
    assert 0 < measured.value < 1000


def test_the_clock_starts_with_torch_alone_imported():
    code = "import sys, xaiviewer.benchmarks.probes.start; print({'numpy', 'cv2', 'PySide6'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
