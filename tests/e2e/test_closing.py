"""The program ends soon after its window was closed, whatever it is in the middle of."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

_BUSY_S = 600  # that each thread would still take
_ENDS_S = 120  # for a machine that does much else; on one that does not it is 2 s

_SCRIPT = f"""
import os, sys, threading, time
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
            if told:  # by a signal, while nobody touches the window
                threading.Timer(0.5, os.kill, (os.getpid(), told)).start()
            else:
                window.close()

    timer.timeout.connect(look)
    timer.start()

MainWindow.showEvent = show
told = int(sys.argv[2])
sys.argv = ["xaiviewer", "--offscreen", "--new-window", sys.argv[1]]
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (0, 0),
        *(
            pytest.param(
                each, 130, marks=pytest.mark.skipif(sys.platform == "win32", reason="os.kill ends a process there")
            )
            for each in (signal.SIGINT, signal.SIGTERM)
        ),
    ],
)
def test_the_process_ends_while_the_networks_and_a_disk_hang(
    told: int, status: int, small_case_folder: Path, tmp_path: Path
):
    for name in ("quick", "slow"):
        shutil.copytree(small_case_folder, tmp_path / "patients" / name)
    command = [sys.executable, "-c", _SCRIPT, str(tmp_path / "patients"), str(int(told))]
    keeps = os.environ | {"XDG_DATA_HOME": str(tmp_path / "data")}
    done = subprocess.run(command, capture_output=True, text=True, timeout=_ENDS_S, check=False, env=keeps)
    assert done.stdout == "closing\n"
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    kept = list((tmp_path / "data").rglob("settings.ini"))
    assert ["geometry" in each.read_text(encoding="utf-8") for each in kept] == [True] * (sys.platform == "linux")
