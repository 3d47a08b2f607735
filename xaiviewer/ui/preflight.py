"""Before Qt starts on Linux: is there a display, and are the libraries there that Qt's wheel leaves to the system?

Qt itself aborts the process when they are missing. This module must therefore not import PySide6.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping

from xaiviewer.errors import XaiViewerError

_LOADED_BY_QT = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libzstd.so.1": "libzstd1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Libraries that every Qt program needs, with the Debian package that brings each."""

_LOADED_BY_XCB = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Libraries that Qt's X11 platform needs as well."""

_LOADED_BY_WAYLAND = {"libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0"}
"""Libraries that Qt's Wayland platform needs as well."""


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
    needed = dict(_LOADED_BY_QT)
    if chosen == "xcb" or (not chosen and x11 and not wayland):
        needed |= _LOADED_BY_XCB
    elif chosen == "wayland" or (not chosen and wayland):
        needed |= _LOADED_BY_WAYLAND
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
    if needed.keys() >= _LOADED_BY_XCB.keys() and not (answers or _answers)(name := variables.get("DISPLAY", "")):
        raise DisplayError(
            f"The display {name or '(none)'} does not let the window in: nothing runs there, or it belongs to another "
            "user; start xaiviewer from the desktop's own terminal, as the user who is logged in there."
        )


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
