"""Networks of every library can be built without what the frozen program leaves out."""

from __future__ import annotations

import subprocess
import sys

import pytest

from xaiviewer import paths

_PROGRAM = """
import pathlib, sys
sys.path.insert(0, "packaging")
import left_out
class Block:
    def find_spec(self, name, path=None, target=None):
        parts = name.split(".")
        if any(".".join(parts[:count]) in left_out.MODULES for count in range(1, len(parts) + 1)):
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Block())
import torch
def refuse(path):
    raise OSError("left out")
torch.ops.load_library = refuse
own = pathlib.Path.glob
pathlib.Path.glob = lambda self, pattern, **more: iter(()) if pattern == "_C*" else own(self, pattern, **more)
from xaiviewer.commands.self_test.networks import network_checks
for name, check in network_checks(pathlib.Path(sys.argv[1])).items():
    if "Keras" not in name:
        print(name, check())
"""


@pytest.mark.slow
def test_networks_need_nothing_that_is_left_out(tmp_path) -> None:
    root = paths.resources().parent
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _PROGRAM, str(tmp_path)],
        check=False,
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.count("tensors") == 4
    assert "3 and 3" in done.stdout
