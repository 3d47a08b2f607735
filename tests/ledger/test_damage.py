"""A file that was cut, flipped, or put where nothing can be written: always a sentence, and all that is whole."""

import errno
import os
import random
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ledger.people import ONE, TWO, identity
from xaiviewer.errors import ReviewError
from xaiviewer.ledger import present, storage
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.rescue import rescue, write_copy
from xaiviewer.ledger.storage import DamagedError
from xaiviewer.ledger.verify import verify

NOBODY = 65534


def all_answers(project):
    return [
        (each.label, each.question, each.value, each.event) for each in present.answers(project.database, history=True)
    ]


def is_a_prefix(project, whole):
    """Whether what is there is, of each chain, what was written up to some event."""
    found = all_answers(project)
    return found == whole[: len(found)] and not verify(project.database).broken


@pytest.fixture
def whole(filled, file):
    """All answers of the project before it is damaged."""
    with open_project(file) as project:
        return all_answers(project)


def test_a_flipped_letter_in_an_answer_is_named_and_what_comes_before_it_can_be_read(whole, file, tmp_path):
    data = bytearray(file.read_bytes())
    at = data.index(b'"value":"reject"')
    data[at + 9 : at + 15] = b"accept"
    file.write_bytes(data)
    with open_project(file, ONE) as project:
        assert not project.writable
        assert "Event" in project.damage
        assert "--copy" in project.damage
        found = all_answers(project)
        assert 0 < len(found) < len(whole)
        assert found == whole[: len(found)]
    assert file.read_bytes() == data
    write_copy(rescue(file).database, tmp_path / "copy.xaireview")
    with open_project(tmp_path / "copy.xaireview", ONE) as project:
        assert project.writable
        assert not project.damage
        assert all_answers(project) == found
        assert project.register(identity("one")).state == "same"


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_byte_anywhere_costs_at_most_what_follows_it(whole, file, seed):
    data = bytearray(file.read_bytes())
    chance = random.Random(seed)
    at = chance.randrange(100 if seed % 4 == 0 else len(data))
    data[at] ^= 1 << chance.randrange(8)
    file.write_bytes(data)
    try:
        with open_project(file, TWO) as project:
            assert is_a_prefix(project, whole)
            assert project.damage or all_answers(project) == whole
    except ReviewError:
        assert 60 <= at < 64, "only where the version's number seems to be a later one's"


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.8, 0.99])
def test_a_file_that_was_cut_short_is_read_up_to_there(whole, file, share):
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    try:
        with open_project(file) as project:
            assert project.damage
            assert is_a_prefix(project, whole)
    except DamagedError:
        assert share <= 0.5


def test_the_first_page_lost_loses_no_answer(whole, file):
    data = bytearray(file.read_bytes())
    data[:4096] = os.urandom(4096)
    file.write_bytes(data)
    with open_project(file) as project:
        assert project.damage
        assert all_answers(project) == whole


def test_a_copy_replaces_nothing(filled, file, tmp_path):
    other = tmp_path / "there.xaireview"
    other.write_text("mine")
    with open_project(file) as project, pytest.raises(ReviewError.__base__, match="exists already"):
        write_copy(project.database, other)
    assert other.read_text() == "mine"


# --- the log beside the file


@pytest.fixture
def with_log(file, case, tmp_path):
    """A copy of a project while it was written: what it holds is in the log; gives it and the answers."""
    copy = tmp_path / "power" / file.name
    copy.parent.mkdir()
    with create_project(file, ONE) as project:
        project.register(identity("one"))
        for number in range(12):
            project.answer(case, "confidence", 1 + number % 5)
        for each in (file, file.with_name(file.name + "-wal")):
            shutil.copyfile(each, copy.with_name(each.name))
        return copy, all_answers(project)


def test_every_cut_and_flip_of_the_log_keeps_whole_transactions(with_log):
    copy, whole = with_log
    log = copy.with_name(copy.name + "-wal")
    first, data = copy.read_bytes(), log.read_bytes()
    size = 24 + int.from_bytes(data[8:12], "big")
    counts = []
    for end in [*range(32, len(data), size), *range(40, len(data), 7 * size + 11), len(data)]:
        for torn in (data[:end], data[:end] + bytes(len(data) - end), data[: end - 1] + b"?" + data[end:]):
            copy.write_bytes(first)
            log.write_bytes(torn)
            copy.with_name(copy.name + "-shm").unlink(missing_ok=True)
            with open_project(copy) as project:
                assert not project.damage
                assert is_a_prefix(project, whole)
            counts.append(len(all_answers_of(copy)))
    assert max(counts) == len(whole)
    assert len(set(counts)) > 10


def all_answers_of(path):
    with open_project(path) as project:
        return all_answers(project)


# --- places where nothing can be written


@contextmanager
def as_nobody():
    """Without root's right to write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only(with_log):
    """A folder in which nothing can be written, with a project and its log; gives the project and the answers."""
    if os.name != "posix":
        pytest.skip("rights are told otherwise elsewhere")
    copy, whole = with_log
    folder = Path(tempfile.mkdtemp(prefix="xaiviewer-read-only-"))
    for each in copy.parent.iterdir():
        shutil.copyfile(each, folder / each.name)
        (folder / each.name).chmod(0o444)
    folder.chmod(0o555)
    yield folder / copy.name, whole
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("with_its_log", [True, False])
def test_a_read_only_folder_is_read_and_said(read_only, with_its_log):
    path, whole = read_only
    if not with_its_log:
        path.parent.chmod(0o755)
        path.with_name(path.name + "-wal").unlink()
        path.parent.chmod(0o555)
    before = sorted(path.parent.iterdir())
    with as_nobody(), open_project(path, ONE) as project:
        assert not project.writable
        assert "may only be read here" in project.notice
        assert (all_answers(project) == whole) is with_its_log
    assert sorted(path.parent.iterdir()) == before


def test_no_project_is_made_where_nothing_can_be_written(read_only):
    path, _ = read_only
    with as_nobody(), pytest.raises(ReviewError, match="cannot be opened"):
        create_project(path.with_name("new.xaireview"), ONE)


def test_a_full_disk_is_said_what_was_saved_stays_and_the_next_answer_is_saved_again(project, file, case):
    resource = pytest.importorskip("resource", reason="limits are set otherwise elsewhere")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    saved = [project.answer(case, "confidence", 1 + number % 5).hash for number in range(10)]
    log = file.with_name(file.name + "-wal")
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 9000, hard))
        with pytest.raises(ReviewError, match="was not saved"):
            saved.extend(project.answer(case, "comment", "x" * 2000).hash for _ in range(50))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    saved.append(project.answer(case, "confidence", 3).hash)
    project.close()
    with open_project(file) as again:
        assert not again.damage
        assert [each[-1] for each in all_answers(again)] == saved


def test_a_file_that_was_moved_away_takes_no_answer_for_saved(project, file, case, tmp_path):
    project.answer(case, "confidence", 1)
    file.rename(tmp_path / "moved.xaireview")
    with pytest.raises(ReviewError, match="was moved, replaced or removed"):
        project.answer(case, "confidence", 2)


def test_a_share_that_goes_away_is_said(project, case, monkeypatch):
    class Gone:
        """A connection whose disk does not answer."""

        def __init__(self, database):
            self._database = database

        def __getattr__(self, name):
            return getattr(self._database, name)

        def execute(self, statement, *further):
            if statement == "COMMIT":
                error = sqlite3.OperationalError("disk I/O error")
                error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
                raise error
            return self._database.execute(statement, *further)

    real = project.database
    monkeypatch.setattr(project, "database", Gone(real))
    with pytest.raises(ReviewError, match="cannot be reached any more"):
        project.answer(case, "confidence", 2)
    monkeypatch.setattr(project, "database", real)
    project.answer(case, "confidence", 4)
    assert not verify(real).broken


@pytest.mark.parametrize("code", [errno.EIO, errno.ESTALE, errno.ENOSPC])
def test_an_error_of_the_system_is_a_sentence(code, file):
    assert file.name in str(storage.told(file, OSError(code, "x")))


def test_a_share_gets_no_log_that_it_cannot_hold(filled, file, case, monkeypatch):
    monkeypatch.setattr(storage, "is_local", lambda _: False)
    with open_project(file, ONE) as project:
        project.answer(case, "confidence", 2)
        assert project.database.execute("PRAGMA journal_mode").fetchone()[0] == "truncate"
        assert not file.with_name(file.name + "-wal").exists()
        with open_project(file) as other:
            assert not verify(other.database).broken


def test_this_machines_disk_is_told_from_a_share(tmp_path, monkeypatch):
    mounts = (
        "1 1 0:1 / / rw - ext4 /dev/a rw\n2 1 0:2 / /mnt/my\\040share rw - cifs //host/x rw\n"
        "3 1 0:3 / /home rw - nfs4 host:/home rw\n4 1 0:4 / /home/fast rw - xfs /dev/b rw\n"
    )
    read = Path.read_text
    monkeypatch.setattr(
        Path, "read_text", lambda self, **options: mounts if str(self).startswith("/proc") else read(self, **options)
    )
    found = [storage.is_local(Path(each)) for each in ("/a/x", "/mnt/my share/x", "/home/me/x", "/home/fast/x")]
    assert found == [True, False, False, True]
