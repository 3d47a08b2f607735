"""Libraries that neither print nor raise anything but our own sentences."""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import gdcm
from pydicom import config

from xaiviewer.errors import Cancelled, ReadError, XaiViewerError
from xaiviewer.readers.names import refusal, shown

# pydicom logs the values that it finds odd: they may be names of patients.
for _name in ("pydicom", "pylibjpeg", "openjpeg"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)
config.settings.reading_validation_mode = config.IGNORE
gdcm.Trace.WarningOff()
gdcm.Trace.ErrorOff()
gdcm.Trace.DebugOff()


class _Shared:
    """A context of the whole process: the first thread in enters it, the last one out leaves it."""

    def __init__(self, make: Callable[[], AbstractContextManager[None]]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._inside = 0
        self._entered: AbstractContextManager[None] | None = None

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._entered = self._make()
                self._entered.__enter__()

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._entered is not None:
                self._entered.__exit__(None, None, None)
                self._entered = None


@contextmanager
def _no_warnings() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _no_stderr() -> Iterator[None]:
    """Decoders written in C print what they find odd, where Python's own streams do not reach."""
    try:
        kept = os.dup(2)
    except OSError:  # a window without a terminal may have no such stream
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


silence = _Shared(_no_warnings)
muted = _Shared(_no_stderr)


@contextmanager
def guarded(path: Path, fault: str) -> Iterator[None]:
    """Whatever a library makes of hostile bytes inside the block becomes one ReadError: "`path` `fault`"."""
    try:
        with silence:
            yield
    except (XaiViewerError, Cancelled):
        raise
    except MemoryError:
        raise ReadError(f"{shown(str(path))} does not fit into memory; close other programs and try again.") from None
    except OSError as error:
        if error.errno is None:  # a library's own, not the system's
            raise ReadError(f"{shown(str(path))} {fault}") from error
        raise ReadError(refusal(path, error)) from error
    except Exception as error:  # libraries meet damaged files with every kind of exception
        raise ReadError(f"{shown(str(path))} {fault}") from error
