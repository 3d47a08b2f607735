"""Every location, resolved once: resources (source tree, wheel, frozen program), user data, logs.

A frozen program is portable where a file ``portable`` or a folder ``xaiviewer-data`` lies beside it: everything that it
writes for itself then goes into that folder, and nothing into the user's profile.
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

from platformdirs import user_data_path, user_log_path, user_runtime_path

from xaiviewer.errors import XaiViewerError

_NAME = "xaiviewer"
_MARKER, _BESIDE = "portable", "xaiviewer-data"


def resources() -> Path:
    """The folder of models, icons and the phantom, wherever the program runs from."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent
    inside = package / "resources"  # a wheel carries them inside the package
    return inside if inside.is_dir() else package.parent / "resources"


def models() -> Path:
    """The folder of model packages."""
    return resources() / "models"


def phantom() -> Path:
    """The synthetic case that opens when no other is named."""
    return resources() / "phantom"


def background() -> Path:
    """The slices without a finding that Expected Gradients compares with."""
    return resources() / "background" / "phantom.npz"


def licences() -> Path:
    """The third parties' licences in one text, which packaging makes; absent where the program was not packaged."""
    return resources() / "licences" / "third_party.txt"


def portable() -> Path | None:
    """The folder beside the program that everything lives in; None where the program is not portable."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable)
    bundle = next((each for each in program.parents if each.suffix == ".app"), None)  # on macOS it looks like one file
    beside = (bundle or program).parent
    return beside / _BESIDE if (beside / _MARKER).is_file() or (beside / _BESIDE).is_dir() else None


def user_data() -> Path:
    """Where the reviewer's own data and settings live; created on first use.

    Raises:
        XaiViewerError: where it cannot be.
    """
    folder = portable()
    return _made(user_data_path(_NAME, appauthor=False) if folder is None else folder)


def logs() -> Path:
    """Where logs are written; created on first use.

    Raises:
        XaiViewerError: where it cannot be.
    """
    folder = portable()
    return _made(user_log_path(_NAME, appauthor=False) if folder is None else folder / "logs")


def runtime() -> Path:
    """Where running windows leave what others find them by; the user's alone, gone after a restart on most systems.

    Raises:
        XaiViewerError: where it cannot be, or belongs to somebody else.
    """
    with warnings.catch_warnings():  # of a session without such a folder; the one in its place is made private below
        warnings.simplefilter("ignore")
        place = user_runtime_path(_NAME, appauthor=False)
    folder = _made(place)
    if hasattr(os, "getuid"):
        if folder.stat().st_uid != os.getuid():
            raise XaiViewerError(f"{folder} belongs to another user; ask who looks after this machine to remove it.")
        folder.chmod(0o700)
    return folder


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        remedy = (
            "copy the program to a place that can be written, or remove the file “portable” beside it"
            if portable() is not None
            else "make room for it or ask who looks after this machine"
        )
        raise XaiViewerError(f"The program's folder {folder} cannot be made ({reason}); {remedy}.") from error
    return folder
