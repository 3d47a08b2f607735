"""The file: how it is opened so that what was written stays written, and what can go wrong with it, in a sentence.

On a disk of this machine SQLite keeps a write-ahead log, so that others read while one writes. On a share its shared
memory does not work: there it keeps a rollback journal, which it empties and does not delete at the end of a
transaction, as a file that was deleted may be back after the power has failed. Either way what was written is on the
disk, not in a cache, before it counts as written (``synchronous=FULL``; on macOS also ``fullfsync``).
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from xaiviewer.errors import ReviewError

SUFFIX = ".xaireview"
IS_FULL = "as the disk or what you may use of it is full"
"""In the middle of a sentence."""

_LOG = "-wal"
_WAIT_S = 5.0
_CACHE_KIB = 65536  # of many answers an index alone takes tens of megabytes
_REMOTE = ("nfs", "cifs", "smb", "afs", "9p", "ncp", "fuse", "ceph", "gluster", "lustre", "webdav", "davfs", "beegfs")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_SHMSIZE")


class DamagedError(ReviewError):
    """A file that SQLite cannot read, or not to its end."""


class FullError(ReviewError):
    """A file that cannot grow; what it says is for whoever gave an answer."""


def is_local(file: Path) -> bool:
    """Whether a file lies on a disk of this machine; where nobody can tell, it does not."""
    place = file.resolve().parent
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - there alone

        return ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\") in (2, 3, 6)  # removable, fixed, memory
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # macOS mounts what is not its own disk there
        return not place.is_relative_to("/Volumes") and not place.is_relative_to("/net")
    kind, deepest = "", -1
    for line in mounts.splitlines():
        words = line.split()
        at = Path(words[4].replace("\\040", " "))
        if place.is_relative_to(at) and len(at.parts) >= deepest:
            kind, deepest = words[words.index("-") + 1], len(at.parts)
    return bool(kind) and not kind.startswith(_REMOTE)


def connect(file: Path, *, new: bool = False) -> sqlite3.Connection:
    """A connection that writes.

    Raises:
        ReviewError: with a sentence, where that is not possible.
    """
    with telling(file):
        database = _connected(file, "rwc" if new else "rw")
        try:
            _set_journal(database, file, "DELETE" if new else "WAL" if is_local(file) else "TRUNCATE")
            database.execute("PRAGMA synchronous = FULL")
            database.execute("PRAGMA fullfsync = 1")
            database.execute("PRAGMA checkpoint_fullfsync = 1")
            database.execute("PRAGMA recursive_triggers = ON")
        except BaseException:
            database.close()
            raise
    return database


def _set_journal(database: sqlite3.Connection, file: Path, mode: str) -> None:
    (found,) = database.execute(f"PRAGMA journal_mode = {mode}").fetchone()
    if found.upper() != mode and mode == "TRUNCATE":  # it came from a disk, and somebody reads it on the share
        raise ReviewError(f"{file} is open elsewhere and cannot be written on a share; close it there first.")


def connect_reading(file: Path) -> sqlite3.Connection:
    """A connection that reads, also where nothing may or can be written; a log that lies beside the file is heeded.

    Raises:
        ReviewError: with a sentence, where that is not possible.
    """
    with telling(file):
        if may_write(file):
            try:
                return _closed_on_error(_connected(file, "rw"), "PRAGMA query_only = ON")
            except sqlite3.OperationalError as error:
                if not getattr(error, "sqlite_errorname", "").startswith(_NO_ROOM):
                    raise  # on a full disk it is read as where nothing may be written
        log = file.with_name(file.name + _LOG)
        if not log.is_file() or not log.stat().st_size:
            return _connected(file, "ro", "&immutable=1")
        # SQLite reads a log only where it may write beside it.
        with tempfile.TemporaryDirectory(prefix="xaiviewer-") as folder:
            copy = Path(folder) / file.name
            for each in (file, log):
                shutil.copyfile(each, copy.with_name(each.name))
            database = _connected(copy, "rw")
            held = in_memory(database)
            database.close()
            return held


def may_write(file: Path) -> bool:
    """Whether a file and what SQLite puts beside it can be written."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(each, os.W_OK, effective_ids=effective) for each in (file, file.parent))


def in_memory(database: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of a database that lives as long as the program."""
    held = sqlite3.connect(":memory:", isolation_level=None)
    database.backup(held)
    return held


def _connected(file: Path, mode: str, further: str = "") -> sqlite3.Connection:
    address = f"file:{quote(file.resolve().as_posix())}?mode={mode}{further}"
    database = sqlite3.connect(address, uri=True, timeout=_WAIT_S, isolation_level=None)
    _closed_on_error(database, f"PRAGMA cache_size = -{_CACHE_KIB}")
    return _closed_on_error(database, "PRAGMA foreign_keys = ON")


def _closed_on_error(database: sqlite3.Connection, statement: str) -> sqlite3.Connection:
    try:
        database.execute(statement)
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def telling(file: Path) -> Iterator[None]:
    """Turn what SQLite or the system complains of into a sentence about `file`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise told(file, error) from error


def told(file: Path, error: sqlite3.Error | OSError) -> ReviewError:
    """The sentence for an error."""
    if isinstance(error, OSError):
        if error.errno in _FULL:
            return _full(file)
        reason = os.strerror(error.errno) if error.errno else str(error)
        return ReviewError(
            f"{file} cannot be opened ({reason}); check the name, or whether its disk or share is there."
        )
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return DamagedError(f"{file} is damaged ({error}).")
    if code.startswith(_NO_ROOM):
        return _full(file)
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ReviewError(f"{file} is being written by another program; try again when that has ended.")
    if code.startswith("SQLITE_READONLY"):
        return ReviewError(f"{file} may only be read here; copy it to a place that can be written.")
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR")):
        return ReviewError(
            f"{file} cannot be reached any more ({error}); nothing more is saved until its disk or share is back and "
            "it is opened again."
        )
    return DamagedError(f"{file} is damaged or no project of reviews ({error}).")


def _full(file: Path) -> FullError:
    return FullError(f"{file} cannot grow, {IS_FULL}: the last answer was not saved. Make room, then give it again.")


def put(fresh: Path, target: Path) -> None:
    """Give a complete file its name; OSError where another has it by now."""
    with fresh.open("rb+") as written:
        sync_file(written.fileno())
    try:
        os.link(fresh, target)  # fails where something is there, which a rename would replace
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        fresh.rename(target)
    sync_folder(target.parent)


def sync_file(handle: int) -> None:
    """See to it that a file is on the disk and not in a cache of it."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - there alone

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """See to it that the names in a folder are on the disk, where the system lets one."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
