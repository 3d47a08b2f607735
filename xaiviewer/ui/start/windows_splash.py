"""The splash under Windows, by Windows itself, before Qt is read, and from source torch, which takes seconds.

PyInstaller's own splash is no choice: it brings Tcl and Tk, and is spoken to over a TCP socket, while this program
opens no network connection. A window of the class STATIC paints its picture without any code of ours.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from xaiviewer import paths

WIDTH, HEIGHT = 420, 180
_POPUP, _VISIBLE, _SS_BITMAP = 0x80000000, 0x10000000, 0x0E
_TOOL_WINDOW = 0x80  # no entry in the taskbar
_IMAGE_BITMAP, _FROM_FILE, _SET_IMAGE = 0, 0x10, 0x172
_PER_MONITOR_V2 = -4  # what Qt asks for too; it cannot once a window exists


def picture_file() -> Path:
    """The picture, which Windows can load only as a BMP file."""
    return paths.resources() / "icons" / "splash.bmp"


def splash() -> Callable[[], None]:
    """Show it in the middle of the first screen, and return what takes it away. Shows nothing where Windows refuses."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return _nothing
    try:
        user = ctypes.CDLL("user32")
    except OSError:
        return _nothing
    return shown(user)


def shown(user: Any) -> Callable[[], None]:
    """The same by a given user32."""
    pointer = ctypes.c_void_p
    user.CreateWindowExW.restype = user.LoadImageW.restype = user.SendMessageW.restype = pointer
    user.SetProcessDpiAwarenessContext(pointer(_PER_MONITOR_V2))
    picture = user.LoadImageW(
        None, ctypes.c_wchar_p(str(picture_file())), _IMAGE_BITMAP, 0, 0, ctypes.c_uint(_FROM_FILE)
    )
    if not picture:
        return _nothing
    left, top = (user.GetSystemMetrics(0) - WIDTH) // 2, (user.GetSystemMetrics(1) - HEIGHT) // 2
    window = user.CreateWindowExW(
        ctypes.c_uint(_TOOL_WINDOW),
        ctypes.c_wchar_p("STATIC"),
        ctypes.c_wchar_p("xaiviewer"),
        ctypes.c_uint(_POPUP | _VISIBLE | _SS_BITMAP),
        left,
        top,
        WIDTH,
        HEIGHT,
        None,
        None,
        None,
        None,
    )
    if not window:
        return _nothing
    user.SendMessageW(pointer(window), ctypes.c_uint(_SET_IMAGE), pointer(_IMAGE_BITMAP), pointer(picture))
    user.UpdateWindow(pointer(window))  # paints now: no messages are read while torch loads
    open_windows = [window]

    def end() -> None:
        while open_windows:
            user.DestroyWindow(pointer(open_windows.pop()))

    return end


def _nothing() -> None:
    """No splash, nothing to take away."""
