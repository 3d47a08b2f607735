"""Real places that fail while a project is open on them: a disk that is full, a share that is taken away."""

import os
import shutil
import subprocess
from contextlib import suppress

import pytest

from tests.ledger.people import ONE, TWO, identity
from tests.ledger.test_damage import all_answers
from xaiviewer.errors import ReviewError
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.verify import verify

pytestmark = pytest.mark.slow  # they mount

SMALL = 512 * 1024  # bytes


def mount(*words):
    """Or skip, where this may not be done."""
    if not shutil.which("mount") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root mounts")
    done = subprocess.run(["mount", *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


def unmount(place):
    subprocess.run(["umount", "--lazy", str(place)], check=True)  # though files are open on it


@pytest.fixture
def small(tmp_path):
    """A disk of half a megabyte."""
    place = tmp_path / "small"
    place.mkdir()
    mount("-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", place)
    yield place
    unmount(place)


@pytest.fixture(params=["unmounted", "renamed"])
def going(request, tmp_path):
    """A folder on a share; how to take it away, and how to bring it back."""
    lying, place = tmp_path / "lying", tmp_path / "share"
    lying.mkdir()
    if request.param == "renamed":
        lying.rename(place)
        yield place, lambda: place.rename(lying), lambda: lying.rename(place)
        return
    place.mkdir()
    mount("--bind", lying, place)
    yield place, lambda: unmount(place), lambda: mount("--bind", lying, place)
    subprocess.run(["umount", "--lazy", str(place)], check=False, capture_output=True)  # where it was left away


def fill(place):
    """Write until nothing more fits; gives the file to be removed."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as written, suppress(OSError):
        while written.write(bytes(4096)):
            pass
    return filler


def test_on_a_full_disk_what_was_saved_stays_and_more_is_saved_once_there_is_room(small, case):
    file = small / "study.xaireview"
    with create_project(file, ONE) as project:
        project.register(identity("one"))
        saved = [project.answer(case, "confidence", 1 + number % 5).hash for number in range(10)]
        filler = fill(small)
        with pytest.raises(ReviewError, match=r"is full: the last answer was not saved\. Make room"):
            saved.extend(project.answer(case, "comment", "x" * 2000).hash for _ in range(50))
        filler.unlink()
        saved.append(project.answer(case, "confidence", 3).hash)
    with open_project(file) as again:
        assert not again.damage
        assert not verify(again.database).broken
        assert [each[-1] for each in all_answers(again)] == saved


def test_on_a_full_disk_a_project_is_read_and_says_so_none_is_made_and_it_is_written_once_there_is_room(small, case):
    file = small / "study.xaireview"
    with create_project(file, ONE) as project:
        project.register(identity("one"))
        project.answer(case, "confidence", 4)
        whole = all_answers(project)
    filler = fill(small)
    with open_project(file, TWO) as project:
        assert all_answers(project) == whole
        assert not project.writable
        assert not project.damage
        assert "is full; make room, then open it again. Until then it can be read." in project.notice
    with pytest.raises(ReviewError, match=r"cannot be made, .* is full; make room, or choose another place\."):
        create_project(small / "new.xaireview", ONE)
    assert not (small / "new.xaireview").exists()
    filler.unlink()
    with open_project(file, TWO) as project:
        assert not project.damage
        assert all_answers(project) == whole
        project.answer(case, "confidence", 5)


def test_a_share_that_goes_away_takes_no_answer_for_saved_and_is_written_again_once_it_is_back(going, case):
    place, leave, come_back = going
    file = place / "study.xaireview"
    project = create_project(file, ONE)
    project.register(identity("one"))
    saved = [project.answer(case, "confidence", 1).hash]
    leave()
    with pytest.raises(ReviewError, match=r"was moved, replaced or removed|cannot be reached any more"):
        project.answer(case, "confidence", 2)
    with pytest.raises(ReviewError, match="is no file; check the name"):
        open_project(file, ONE)
    project.close()
    come_back()
    with open_project(file, ONE) as again:
        assert again.writable
        assert not again.damage
        saved.append(again.answer(case, "confidence", 3).hash)
        assert [each[-1] for each in all_answers(again)] == saved
