"""How long ago this process was started, as the system counts it: before Python, before anything was unpacked."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
import time
from pathlib import Path

_EPOCHS_S = 11_644_473_600  # from Windows' epoch, 1601, to Unix's
_PROC_PIDTBSDINFO, _BSDINFO_BYTES, _STARTED_AT = 3, 136, 120  # sys/proc_info.h


def since_start_s() -> float | None:
    """Seconds since the process was created; None where the system does not say."""
    try:
        if sys.platform == "win32":
            return time.time() - _windows()
        if sys.platform == "darwin":
            return time.time() - _macos()
        return _linux()
    except (OSError, ValueError, IndexError, AttributeError, struct.error):
        return None


def _linux() -> float:
    """Field 22 of /proc/self/stat, in clock ticks since the machine was started (proc(5))."""
    fields = Path("/proc/self/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    uptime_s = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
    return uptime_s - int(fields[19]) / os.sysconf("SC_CLK_TCK")


def _windows() -> float:
    """GetProcessTimes: creation, in 100 ns since 1601."""
    kernel = ctypes.CDLL("kernel32")
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    times = [ctypes.c_uint64() for _ in range(4)]
    if not kernel.GetProcessTimes(ctypes.c_void_p(kernel.GetCurrentProcess()), *map(ctypes.byref, times)):
        raise OSError("GetProcessTimes")
    return times[0].value / 1e7 - _EPOCHS_S


def _macos() -> float:
    """proc_pidinfo: seconds and microseconds of the start."""
    told = ctypes.create_string_buffer(_BSDINFO_BYTES)
    library = ctypes.CDLL("/usr/lib/libproc.dylib")
    got = library.proc_pidinfo(os.getpid(), _PROC_PIDTBSDINFO, ctypes.c_uint64(0), told, _BSDINFO_BYTES)
    if got != _BSDINFO_BYTES:
        raise OSError("proc_pidinfo")
    seconds, microseconds = struct.unpack_from("<QQ", told.raw, _STARTED_AT)
    return float(seconds) + float(microseconds) / 1e6
