"""A series, or another case, on its way from a list to a view."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QMimeData

from xaiviewer.review.threads.picturing import SeriesId

_KIND = "application/x-xaiviewer-series"
_CASE = "application/x-xaiviewer-case"


def packed(name: SeriesId) -> QMimeData:
    """What is dragged; no other program understands it."""
    data = QMimeData()
    data.setData(_KIND, json.dumps([str(name.path), name.key]).encode())
    return data


def dragged_series(data: QMimeData) -> SeriesId | None:
    """The series that is dragged; None where something else is."""
    if not data.hasFormat(_KIND):
        return None
    path, key = json.loads(bytes(data.data(_KIND).data()))
    return SeriesId(Path(path), key)


def packed_case(path: Path) -> QMimeData:
    """A case of the list that is dragged."""
    data = QMimeData()
    data.setData(_CASE, json.dumps(str(path)).encode())
    return data


def dragged_case(data: QMimeData) -> Path | None:
    """The case that is dragged; None where something else is."""
    return Path(json.loads(bytes(data.data(_CASE).data()))) if data.hasFormat(_CASE) else None
