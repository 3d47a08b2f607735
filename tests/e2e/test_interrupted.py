"""Ctrl+C while the program is being read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from xaiviewer import starting

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a process there cannot press Ctrl+C for itself"),
]

WAYS = {
    "module": ["-m", "xaiviewer"],
    "script": ["-c", "import sys; from xaiviewer.starting import main; sys.exit(main())"],
}


def interrupted(folder: Path, module: str, way: str) -> subprocess.CompletedProcess[str]:
    """`xaiviewer methods`, with Ctrl+C pressed as it imports a module."""
    (folder / f"{module}.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n", encoding="utf-8")
    root = Path(starting.__file__).parent.parent
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(folder), str(root)))}
    command = [sys.executable, *WAYS[way], "methods"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False, cwd=folder)


@pytest.mark.parametrize("way", WAYS)
def test_while_it_is_read_it_ends_without_a_word(tmp_path: Path, way: str) -> None:
    done = interrupted(tmp_path, "platformdirs", way)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_once_it_has_begun_it_says_what_became_of_it() -> None:
    words = (
        "import os, signal, sys; from xaiviewer import starting; from xaiviewer.commands.verbs import methods;"
        "methods.run = lambda given: os.kill(os.getpid(), signal.SIGINT); sys.argv[1:] = ['methods'];"
        "sys.exit(starting.main())"
    )
    root = Path(starting.__file__).parent.parent
    environment = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "xaiviewer: interrupted; nothing was left half written.\n"


def test_another_program_that_takes_the_function_keeps_its_own_signal() -> None:
    before = signal.getsignal(signal.SIGINT)
    starting.begun()
    assert signal.getsignal(signal.SIGINT) is before
