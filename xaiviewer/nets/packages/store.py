"""The networks that a user brought: a folder each, among the user's own data. Free of torch."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import time
from contextlib import suppress
from pathlib import Path

from xaiviewer import paths
from xaiviewer.errors import UsageError
from xaiviewer.nets.packages.files import MODEL

_FOLDER = "models"
_FORGOTTEN_S = 24 * 3600
_RESERVED = ("bundled", "bundled-segmenter", "none")
"""What stands for the program's own networks, or for none, wherever a network is named."""

_UNFIT = re.compile(r"[^\w.+() -]+")


def folder() -> Path:
    """Where they lie."""
    return paths.user_data() / _FOLDER


def names() -> list[str]:
    """Of all, sorted."""
    try:
        found = [each for each in folder().iterdir() if not each.name.startswith(".")]  # half imported or removed
    except OSError:
        return []
    return sorted(each.name for each in found if (each / MODEL).is_file())


def place(name: str) -> Path:
    """Where a network of a name lies, or would.

    Raises:
        UsageError: for a name that no folder can have, or that means something else.
    """
    fit = _UNFIT.sub("-", name).strip(". -")
    if not fit or len(fit) > 80:
        raise UsageError(f"“{name[:80]}” cannot be the name of a folder; give the network another name (--name).")
    if fit.lower() in _RESERVED:
        raise UsageError(
            f"“{fit}” stands for one of the program's own networks, or for none; give it another name (--name)."
        )
    return folder() / fit


def taken(name: str) -> str | None:
    """The network that has this name already, by the name of its folder; None where it is free, or can be none's."""
    try:
        found = place(name)
    except UsageError:
        return None
    return found.name if found.exists() else None


def free_place(name: str) -> Path:
    """The same for a network that is to be kept there.

    Raises:
        UsageError: also where there is one of that name.
    """
    found = place(name)
    refuse_occupied(found)
    _tidy()
    return found


def refuse_occupied(where: Path) -> None:
    """Refuse to make a package where something lies, be it since a moment ago: what that is decides the remedy.

    Raises:
        UsageError: where there is a network of that name, or anything at a place that was named.
    """
    if not where.exists():
        return
    if where.parent == folder():
        raise UsageError(
            f"There is a network “{where.name}” already; remove it first, or give this one another name (--name)."
        )
    raise UsageError(f"{where} exists already; name another place for the package.")


def _tidy() -> None:
    """Delete what an import that was killed left, once none can be at work on it any more."""
    with suppress(OSError):
        for each in folder().glob(".*"):
            if time.time() - each.stat().st_mtime > _FORGOTTEN_S:
                shutil.rmtree(each, ignore_errors=True)


def meant(text: str) -> Path:
    """The package that a name, or a path, means; whole. What lies here and is no package hides no imported network.

    Raises:
        UsageError: where there is none.
    """
    path = Path(text)
    if text in names() and not (path / MODEL).is_file() and path.suffix.lower() != ".zip":
        return folder() / text
    if path.is_file() and path.suffix.lower() != ".zip":
        raise UsageError(
            f"{path.name} is no package, which is a folder or a zip; import it first: xaiviewer model import "
            f"{shlex.quote(text)}."
        )
    if path.exists():
        return path.resolve()
    known = ", ".join(names()) or "none was imported yet"
    raise UsageError(f"There is no network “{text}” ({known}); name one of `xaiviewer model list`, or a package.")


def listed(name: str) -> Path:
    """The package that an entry of the list means: a name, or the path of one that was not imported; whole.

    A folder of that name that happens to lie where the program was started is not meant.

    Raises:
        UsageError: where there is none.
    """
    return folder() / name if name in names() else meant(name)


def remove(name: str) -> None:
    """Delete an imported network; at once out of the list, whatever becomes of its files.

    Raises:
        UsageError: where there is none of that name, or its folder cannot be changed.
    """
    if name not in names():
        raise UsageError(f"There is no network “{name}” to remove; see `xaiviewer model list`.")
    gone = folder() / f".removed-{os.getpid()}-{name}"
    try:
        (folder() / name).rename(gone)
    except OSError as error:
        raise UsageError(f"The network “{name}” cannot be removed ({error.strerror}); is it in use?") from error
    shutil.rmtree(gone, ignore_errors=True)
