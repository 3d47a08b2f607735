"""A sitting that is killed, cannot be written, or finds the disk full: nothing saved is lost, and it is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledger.test_damage import as_nobody
from tests.studies.conftest import ARMS, made_case
from tests.studies.test_sitting import answer, sit
from xaiviewer.errors import ReviewError
from xaiviewer.studies.design import Design
from xaiviewer.studies.package import PROJECT_FILE, make_study
from xaiviewer.studies.release import release
from xaiviewer.studies.sitting import Sitting, read_package

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def made(tmp_path):
    design = Design("trial", ARMS[:1], ("r1",), wash_out_days=0.0)
    cases = [made_case(number, holds=number % 2 == 0) for number in range(2)]
    return make_study(design, cases, tmp_path / "study"), tmp_path / "study" / "reader-1"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are started otherwise elsewhere")
def test_no_answer_of_a_sitting_is_lost_by_a_kill(tmp_path):
    kills = os.environ.get("XAIVIEWER_KILLS", "25")
    command = [sys.executable, "-m", "tests.studies.killing", str(tmp_path), kills, "3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "none lost" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise elsewhere")
def test_a_sitting_in_a_folder_that_cannot_be_written_is_refused_in_a_sentence(made):
    owner, folder = made
    opened = [each for each in folder.parents if each.stat().st_mode & 0o005 != 0o005]  # closed to others
    rights = {each: each.stat().st_mode for each in opened}
    for each in opened:
        each.chmod(0o755)
    (folder / PROJECT_FILE).chmod(0o444)
    folder.chmod(0o555)
    released = release(owner, "r1", 0)
    try:
        with as_nobody(), pytest.raises(ReviewError, match="may only be read here; copy it"):
            Sitting(read_package(folder), released)
    finally:
        folder.chmod(0o755)
        for each, mode in rights.items():
            each.chmod(mode)


def test_a_full_disk_is_said_and_the_step_is_still_due(made):
    resource = pytest.importorskip("resource", reason="limits are set otherwise elsewhere")
    owner, folder = made
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with sit(owner, folder) as sitting:
        due = sitting.due
        log = folder / f"{PROJECT_FILE}-wal"
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, hard))
            with pytest.raises(ReviewError, match="was not saved"):
                answer(sitting)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert sitting.due == due
        answer(sitting)
        assert sitting.due != due
