"""Killed between answers, from outside: what was said to be saved is there, and the next start goes on."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from xaiviewer.ledger import present
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.verify import verify

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")]

SCRIPT = Path(__file__).with_name("answering.py")


def test_no_answer_that_was_shown_as_saved_is_lost_by_a_kill(tmp_path):
    moments = random.Random(3)
    said = []
    for number in range(5):
        command = [sys.executable, str(SCRIPT), str(tmp_path), str(1000 * number)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            said.append(writer.stdout.readline().strip())  # it has begun
            time.sleep(moments.random() * 0.3)
            writer.send_signal(signal.SIGKILL)
            said += writer.stdout.read().split("\n")[:-1]
    with open_project(tmp_path / "personal.xaireview") as project:
        assert not project.damage
        assert not verify(project.database).broken
        kept = [each.value for each in present.answers(project.database, history=True)]
    assert all(said)
    assert set(said) <= set(kept)
    assert len(said) > 20
