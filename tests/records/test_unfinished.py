"""What a program that was killed while it wrote leaves is cleared by the next one, and nothing of a living one's."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exports.made import case_of, context_of
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.exports.run import write
from xaiviewer.records.folders import replacing
from xaiviewer.records.unfinished import MARK, clear

_WRITES = """
import sys
from pathlib import Path
from xaiviewer.records.folders import replacing
with replacing(Path(sys.argv[1])) as folder:
    (folder / "half.txt").write_text("half")
    print(folder, flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def writing(target: Path):
    """A process that is writing `target`, and where."""
    with subprocess.Popen(
        [sys.executable, "-c", _WRITES, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        folder = Path(process.stdout.readline().strip())
        assert (folder / "half.txt").exists()
        try:
            yield process, folder.parent
        finally:
            process.kill()


@pytest.fixture
def left(tmp_path) -> Path:
    """A folder that holds what a program left of “out” when it was killed: nobody keeps the mark locked."""
    with replacing(tmp_path / "there" / "out") as folder:
        (folder / "half.txt").write_text("half")
        shutil.copytree(folder.parent, tmp_path / "kept")
    (tmp_path / "there" / "out").rename(tmp_path / "finished")
    shutil.copytree(tmp_path / "kept", tmp_path / "there" / ".out-abc")
    return tmp_path / "there"


def hidden(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


SAID = Kind("said", "a word", lambda _: iter([Made("a.txt", lambda: b"x")]))


@pytest.mark.slow
def test_the_next_export_to_the_place_clears_what_a_killed_one_left_and_says_so(tmp_path):
    with writing(tmp_path / "out") as (process, place):
        process.kill()
        process.wait()
        assert (place / "new" / "half.txt").exists()
    written = write(tmp_path / "out", [context_of(case_of())], [SAID])
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    (told,) = written.cleared
    assert told.startswith(f"{tmp_path / 'out'} was never finished (process {process.pid} was ended")
    assert clear(tmp_path) == []


def test_what_nobody_writes_any_more_is_cleared(left):
    assert len(write(left / "out", [context_of(case_of())], [SAID]).cleared) == 1
    assert [each.name for each in left.iterdir()] == ["out"]


@pytest.mark.slow
def test_a_living_ones_folder_is_left_alone(tmp_path):
    with writing(tmp_path / "out") as (_, place):
        assert clear(tmp_path) == []
        assert (place / "new" / "half.txt").exists()


def test_this_programs_own_is_left_alone(tmp_path):
    with replacing(tmp_path / "out") as folder:
        (folder / "one").write_text("1")
        assert clear(tmp_path) == []
    assert (tmp_path / "out" / "one").exists()
    assert not (tmp_path / "out" / MARK).exists()


def test_what_a_killed_one_was_about_to_replace_is_put_back(left):
    (hidden(left) / "old").mkdir()
    (hidden(left) / "old" / "manifest.json").write_text("the only copy")
    (told,) = clear(left)
    assert "there again" in told
    assert (left / "out" / "manifest.json").read_text() == "the only copy"


def test_what_was_replaced_already_is_not_put_back(left):
    place = hidden(left)
    (place / "old").mkdir()
    (left / "out").mkdir()
    (left / "out" / "manifest.json").write_text("new")
    assert len(clear(left)) == 1
    assert [each.name for each in left.iterdir()] == ["out"]
    assert (left / "out" / "manifest.json").read_text() == "new"


def test_a_folder_with_anything_else_in_it_is_left_alone(left):
    (hidden(left) / "notes.txt").write_text("of somebody")
    assert clear(left) == []
    assert (hidden(left) / "notes.txt").exists()


@pytest.mark.parametrize("change", [{"machine": "another"}, {"target": "../out"}, {"process": "none"}, None])
def test_what_is_not_provably_ours_is_left_alone(left, change):
    mark = hidden(left) / MARK
    mark.write_text("" if change is None else json.dumps({**json.loads(mark.read_text()), **change}))
    assert clear(left) == []
    assert (hidden(left) / "new").exists()


def test_a_place_that_is_not_there_holds_nothing(tmp_path):
    assert clear(tmp_path / "nowhere") == []
