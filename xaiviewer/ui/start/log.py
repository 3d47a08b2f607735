"""The program's log: what happened, never to whom. Cases stand in it as hashes that only this run could tell."""

from __future__ import annotations

import faulthandler
import hashlib
import logging
import platform
import secrets
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QObject

from xaiviewer import __version__, paths
from xaiviewer.codes import code_of
from xaiviewer.errors import XaiViewerError
from xaiviewer.review import Failure, Review

_LOG = logging.getLogger("xaiviewer")
_KEY = secrets.token_bytes(16)  # without a key, whoever knows the names could find theirs
NAME = "xaiviewer.log"


class _Forgiving(RotatingFileHandler):
    """Goes without a line that finds no room on the disk: logging itself would print a traceback."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        del record


def start_log() -> None:
    """Write to the log file, a megabyte at most and two older ones; go without where there is no place for it."""
    try:
        folder = paths.logs()
        handler = _Forgiving(folder / NAME, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    except (OSError, XaiViewerError):
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.info("xaiviewer %s on %s, Python %s", __version__, platform.platform(), platform.python_version())
    if getattr(
        sys, "frozen", False
    ):  # a crash in a library leaves its stack there; a windowed program has no other place for it
        faulthandler.enable((folder / "crash.log").open("a", encoding="utf-8"))


def hashed(path: Path) -> str:
    """What the log calls a path: the same for the same path in one run, and nothing else can be learned from it."""
    return hashlib.blake2b(str(path).encode("utf-8", "surrogateescape"), key=_KEY, digest_size=6).hexdigest()


class CaseLog(QObject):
    """Writes down which case was opened, as a hash, and that one failed."""

    def __init__(self, review: Review, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._last: Path | None = None
        review.shown.case_changed.connect(self._take_case)
        for store in (review.shelf, review.work, review.visits):
            store.failed.connect(self._take_failure)

    def _take_case(self) -> None:
        current = self._review.shelf.state.current
        if current is not None and current != self._last:
            self._last = current
            _LOG.info("case %s opened", hashed(current))

    def _take_failure(self, failure: Failure) -> None:
        # Not the sentence, but its code: the one names files, and files are named after patients.
        about = failure.case or self._review.shelf.state.current
        case = "-" if about is None else hashed(about)
        _LOG.info("case %s: message %s was shown", case, code_of(failure.sentence))
