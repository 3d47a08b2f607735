"""Every form of export is written without what the frozen folder leaves out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from xaiviewer.exports.kinds.registry import KINDS

ROOT = Path(__file__).parents[2]
SCRIPT = """
import json, sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, "packaging")
import left_out

extensions = [path.removesuffix("*").replace("/", ".") for path in left_out.FILES if path.startswith("PIL/")]
for name in (*left_out.MODULES, *extensions):
    assert name not in sys.modules
    sys.modules[name] = None

import numpy as np

from tests.exports.dicom_source import write_series
from tests.exports.made import case_of, context_of
from xaiviewer.exports.kinds.registry import KINDS
from xaiviewer.exports.run import write
from xaiviewer.readers import load_case

folder, plain = Path(sys.argv[1]), case_of()
write_series(folder / "images", plain.volumes[1].voxels.astype(np.uint16))
case = replace(load_case(folder / "images"), mask=plain.mask)
write(folder / "out", [context_of(case, salt=b"of a test", answered=True)], KINDS)
print(json.dumps(json.loads((folder / "out" / "manifest.json").read_text())["kinds"]))
"""


@pytest.mark.slow
def test_no_export_needs_what_the_frozen_program_leaves_out(tmp_path: Path):
    words = [sys.executable, "-W", "ignore", "-c", SCRIPT, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert sorted(json.loads(done.stdout)) == sorted(each.key for each in KINDS)
