"""Before Qt starts on Linux: is there a display, and are the libraries there that Qt's wheel leaves to the system?

Qt itself aborts the process when they are missing. This module must therefore not import PySide6.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping

from xaiviewer import paths
from xaiviewer.errors import XaiViewerError


class DisplayError(XaiViewerError):
    """The window cannot start on this machine as it is."""


def check(
    *,
    platform: str = sys.platform,
    environment: Mapping[str, str] | None = None,
    load: Callable[[str], object] = ctypes.CDLL,
    answers: Callable[[str], bool] | None = None,
) -> None:
    """Raise what would otherwise be an abort as a sentence with the remedy.

    Args:
        platform: as `sys.platform`; anything but Linux passes.
        environment: where the display is named; the process's own by default.
        load: opens a shared library and raises OSError when it cannot.
        answers: whether the X11 display of this name lets a program in; asked of X11 itself by default.

    Raises:
        DisplayError: a library or the display is missing, or the display does not answer.
    """
    if not platform.startswith("linux"):
        return
    variables = os.environ if environment is None else environment
    chosen = variables.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    wayland, x11 = bool(variables.get("WAYLAND_DISPLAY")), bool(variables.get("DISPLAY"))
    on_x11 = chosen == "xcb" or (not chosen and x11 and not wayland)
    needed = libraries("qt")
    if on_x11:
        needed |= libraries("x11")
    elif chosen == "wayland" or (not chosen and wayland):
        needed |= libraries("wayland")
    missing = {library: package for library, package in needed.items() if not _loads(library, load)}
    if missing:
        raise DisplayError(
            f"The window needs system libraries that are not installed ({', '.join(missing)}); "
            f"install them with: sudo apt-get install -y {' '.join(missing.values())}"
        )
    if not (chosen or wayland or x11):
        raise DisplayError(
            "There is no display to open the window on: neither DISPLAY nor WAYLAND_DISPLAY is set; "
            "log in to a desktop, or get a virtual one (sudo apt-get install -y xvfb) and start: xvfb-run xaiviewer"
        )
    if on_x11 and not (answers or _answers)(name := variables.get("DISPLAY", "")):
        raise DisplayError(
            f"The display {name or '(none)'} does not let the window in: nothing runs there, or it belongs to another "
            "user; start xaiviewer from the desktop's own terminal, as the user who is logged in there."
        )


def libraries(group: str) -> dict[str, str]:
    """Shared libraries of a group in `resources/linux_packages.txt`, with the Debian package that brings each.

    Where releases name the package differently, it is the oldest one's name: apt knows the newer by it as well.
    """
    lines = (paths.resources() / "linux_packages.txt").read_text(encoding="utf-8").splitlines()
    entries = [line.split(maxsplit=2) for line in lines if line and not line.startswith("#")]
    return {library: names.split()[0] for name, library, names in entries if name == group and library != "-"}


def _answers(display: str) -> bool:
    """XOpenDisplay(3)."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    opened = x11.XOpenDisplay(display.encode())
    if opened:
        x11.XCloseDisplay(ctypes.c_void_p(opened))
    return bool(opened)


def _loads(library: str, load: Callable[[str], object]) -> bool:
    try:
        load(library)
    except OSError:
        return False
    return True
