"""Killed at any moment, from outside: the file opens, and every answer that was said to be saved is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are started otherwise elsewhere"),
]


@pytest.mark.parametrize(("kills", "seed"), [(10, 1), (int(os.environ.get("XAIVIEWER_KILLS", "200")), 2)])
def test_no_answer_that_was_saved_is_lost_by_a_kill(tmp_path, kills, seed):
    command = [sys.executable, "-m", "tests.ledger.killing", str(tmp_path), str(kills), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "none lost" in done.stdout
