"""Writing whole or not at all: beside the target first, then an atomic rename."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xaiviewer.errors import UsageError
from xaiviewer.records.unfinished import MARK, NEW, OLD, marked

_OURS = ("manifest.json", "synthetic.json")
"""What lies in every folder that this program writes: no other folder is ever replaced, whatever was asked."""

_NEVER = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ ]*(?:\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever stands behind a dot."""
_LETTERS, _BYTES = 100, 180
"""Of a name at most: Linux takes 255 bytes, Windows 260 letters of a whole path."""
_OF_TARGET = 24  # letters of its name that a temporary folder beside it is called by


@contextmanager
def replacing(target: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """A temporary folder that becomes `target` when the block ends well, and vanishes otherwise.

    Args:
        target: the folder to make; its parents are made too.
        overwrite: replace what this program wrote there before, but only once the new one is complete.

    Raises:
        UsageError: where `target` exists and may not be replaced, or cannot be written, or what was written for it was
            taken away meanwhile: whoever writes into a folder that is gone may make it again, without what was there.
    """
    refuse_existing(target, overwrite=overwrite)
    with _beside(target) as place:
        fresh, had = place / NEW, (place / MARK).exists()
        fresh.mkdir()
        yield fresh
        if had and not (place / MARK).exists():
            told = f"What was written for {target} was taken away meanwhile"
            raise UsageError(f"{told}; see whether the place is still there, and ask again.")
        refuse_existing(target, overwrite=overwrite)  # another export may have finished there meanwhile
        _put(fresh, target, place)


def adopt(made: Path, target: Path, *, overwrite: bool = False) -> None:
    """Make a complete folder of this program, on the same file system, the folder `target`.

    Raises:
        UsageError: where `target` exists and may not be replaced, or cannot be written.
    """
    refuse_existing(target, overwrite=overwrite)
    with _beside(target) as place:
        _put(made, target, place)


def _put(made: Path, target: Path, place: Path) -> None:
    """Rename `made` to `target`; what was there goes to `place`, or stays where that fails."""
    if not target.exists():
        made.rename(target)
        return
    target.rename(place / OLD)
    try:
        made.rename(target)
    except BaseException:
        (place / OLD).rename(target)
        raise


def write_whole(target: Path, data: bytes) -> None:
    """Write a file that is never seen half written; one of that name is replaced.

    Raises:
        UsageError: where it cannot be written.
    """
    if target.is_dir():
        raise UsageError(f"{target} is a folder; name a file.")
    refuse_below_a_file(target)
    with _beside(target) as place:
        fresh = place / NEW
        fresh.write_bytes(data)
        fresh.replace(target)


def refuse_existing(target: Path, *, overwrite: bool) -> None:
    """Raise UsageError where `target` exists and may not be replaced: said before hours of work, not after.

    A folder is replaced only where this program wrote it: the target may turn out to be the folder of the images.
    """
    try:
        there = target.exists()
    except OSError as error:  # its name is too long
        raise _unwritable(target, error) from error
    if not there:
        refuse_below_a_file(target)
        return
    if not overwrite:
        raise UsageError(f"{target} exists already; name another place, or add --overwrite to replace it.")
    if not target.is_dir():
        raise UsageError(f"{target} is a file, not a folder; name another place.")
    if not _ours(target):
        raise UsageError(f"{target} was not written by this program, so it is not replaced; name another place.")


def refuse_below_a_file(target: Path) -> None:
    """Raise UsageError where a folder on the way is none: the system says of it that the file exists."""
    way = next((each for each in target.parents if each.exists()), None)
    if way is not None and not way.is_dir():
        raise UsageError(f"{way} is a file, not a folder; name another place.")


def _ours(folder: Path) -> bool:
    """Did this program write the folder, or is there nothing in it?"""
    try:
        return any((folder / name).is_file() for name in _OURS) or not any(folder.iterdir())
    except OSError as error:
        raise _unwritable(folder, error) from error


def folder_name(name: str) -> str:
    """A name as a folder or the first part of a file that every system accepts.

    No separators, no reserved characters or words, no dot or space at its ends, none of the marks that turn the
    direction of writing, and short enough to stand in a path with others; what is too long is cut.
    """
    cleaned = _NEVER.sub("_", name.encode("utf-8", "replace").decode()).strip(" .")
    cleaned = cleaned.encode()[:_BYTES].decode(errors="ignore")[:_LETTERS].strip(" .")
    return f"_{cleaned}" if _RESERVED.fullmatch(cleaned) else cleaned or "case"


class Names:
    """Gives each case a name of its own: two patients' folders may be called alike in different places."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def distinct(self, name: str) -> str:
        """`name`, or with a number behind it where it is taken.

        File systems may ignore case, and whether an accent is a letter's own, so this does.
        """
        number, free = 1, name
        while _folded(free) in self._taken:
            number += 1
            free = f"{name} ({number})"
        self._taken.add(_folded(free))
        return free


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A temporary folder on the same file system as `target`, gone afterwards with all that is left in it.

    So is the folder around it, where that was made for it and holds nothing. Of a program that is killed they stay: see
    `unfinished`.
    """
    made = not target.parent.exists()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=f".{target.name[:_OF_TARGET]}-", dir=target.parent))
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        with marked(place, target):
            yield place
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if made:
            with suppress(OSError):  # it holds the target
                target.parent.rmdir()


def _unwritable(target: Path, error: OSError) -> UsageError:
    reason = os.strerror(error.errno) if error.errno else str(error)
    return UsageError(f"{target} cannot be written ({reason}); name another place.")
