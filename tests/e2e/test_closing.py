"""The program ends soon after its window was closed, whatever it is in the middle of."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

_BUSY_S = 600  # that each thread would still take
_ENDS_S = 120  # for a machine that does much else; on one that does not it is 2 s

_SCRIPT = f"""
import sys, threading, time
from pathlib import Path

from PySide6.QtCore import QTimer

from xaiviewer import readers
from xaiviewer.__main__ import main
from xaiviewer.commands.options import networks
from xaiviewer.ui.window import MainWindow

begun = {{name: threading.Event() for name in ("networks", "disk")}}
load_case = readers.load_case

def hang(name):
    begun[name].set()
    time.sleep({_BUSY_S})  # heeds no wish to stop: so does a pass through a network, and a disk

def load(path, *args, **options):
    if Path(path).name == "slow":
        hang("disk")
    return load_case(path, *args, **options)

readers.load_case = load
networks.load = lambda *_, **__: hang("networks")
shown = MainWindow.showEvent

def show(window, event):
    shown(window, event)
    timer = QTimer(window, interval=20)

    def look():
        if all(each.is_set() for each in begun.values()):
            timer.stop()
            print("closing", flush=True)
            window.close()

    timer.timeout.connect(look)
    timer.start()

MainWindow.showEvent = show
sys.argv = ["xaiviewer", "--offscreen", "--new-window", sys.argv[1]]
sys.exit(main())
"""


def test_the_process_ends_while_the_networks_and_a_disk_hang(small_case_folder: Path, tmp_path: Path):
    for name in ("quick", "slow"):
        shutil.copytree(small_case_folder, tmp_path / name)
    command = [sys.executable, "-c", _SCRIPT, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_ENDS_S, check=False)
    assert done.stdout == "closing\n"
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
