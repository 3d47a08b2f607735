"""Libraries that neither print nor raise anything but our own sentences."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydicom import config

from xaiviewer.errors import Cancelled, ReadError, XaiViewerError
from xaiviewer.readers.naming.names import refusal, shown

# pydicom logs the values that it finds odd: they may be names of patients.
logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)
config.settings.reading_validation_mode = config.IGNORE


class _Silence:
    """No warnings in the whole process: the first thread in turns them off, the last one out on again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._kept = warnings.catch_warnings()

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._kept = warnings.catch_warnings()
                self._kept.__enter__()
                warnings.simplefilter("ignore")

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0:
                self._kept.__exit__(None, None, None)


_silence = _Silence()


@contextmanager
def guarded(path: Path, fault: str) -> Iterator[None]:
    """Whatever a library makes of hostile bytes inside the block becomes one ReadError: "`path` `fault`"."""
    try:
        with _silence:
            yield
    except (XaiViewerError, Cancelled):
        raise
    except MemoryError:
        raise ReadError(f"{shown(path)} does not fit into memory; close other programs and try again.") from None
    except OSError as error:
        if error.errno is None:  # a library's own, not the system's
            raise ReadError(f"{shown(path)} {fault}") from error
        raise ReadError(refusal(path, error)) from error
    except Exception as error:  # libraries meet damaged files with every kind of exception
        raise ReadError(f"{shown(path)} {fault}") from error
