"""Which case lay where when it was last identified: a hint until it is read again, so that a list knows what was done.

Paths are kept hashed: they may hold patients' names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from xaiviewer import paths
from xaiviewer.errors import XaiViewerError
from xaiviewer.records.folders import write_whole

_FILE = "places.json"


class Places:
    """For one thread. Where nothing can be kept, nothing is."""

    def __init__(self) -> None:
        self._known: dict[str, str] | None = None

    def content(self, path: Path) -> str:
        """Content of the case that lay at `path`; "" where that is not known."""
        return self._read().get(_key(path), "")

    def keep(self, found: Mapping[Path, str]) -> None:
        """These cases, by where they lie now."""
        known = self._read()
        fresh = {_key(path): content for path, content in found.items()}
        if not fresh.items() <= known.items():
            known.update(fresh)
            with suppress(XaiViewerError):
                write_whole(paths.user_data() / _FILE, json.dumps(known).encode())

    def _read(self) -> dict[str, str]:
        if self._known is None:
            self._known = {}
            with suppress(OSError, ValueError, XaiViewerError):
                told = json.loads((paths.user_data() / _FILE).read_text(encoding="utf-8"))
                self._known = {str(key): str(value) for key, value in dict(told).items()}
        return self._known


def _key(path: Path) -> str:
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:32]
