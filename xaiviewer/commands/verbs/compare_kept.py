"""What a comparison has finished, patient by patient, so that whoever was interrupted goes on where they were.

It lies in a folder beside the report, which is gone once every case was compared. `settings.json` says what the
patients' files depend on; with other settings or weights the folder is refused. Files are named by a hash of where the
patient lies, never by name, and hold the digest of what lay there: who changed since is compared anew.
"""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from xaiviewer.audit.store import key_of
from xaiviewer.errors import UsageError
from xaiviewer.evaluation.compared import ComparedMaps, ComparedPatient
from xaiviewer.records.arrays import save_arrays
from xaiviewer.records.folders import write_whole

_SETTINGS, _ABOUT, _ENDING, _DIGEST = "settings.json", "about", ".kept", "digest"
_TOLD = ("name", "called_a", "called_b", "trained")
_ARRAYS = ("truth", "a", "b", "right_a", "right_b")


class ChangedError(Exception):
    """A patient's images or mask are not what they were when he was compared."""


class Kept:
    """The patients that were compared before, and those that are compared now."""

    def __init__(self, report: Path, settings: Mapping[str, Any]) -> None:
        """The folder of a report with these settings, made or gone on with.

        Raises:
            UsageError: where it holds a comparison with others, or cannot be written.
        """
        self.folder = report.with_name(report.name + _ENDING)
        wanted = json.loads(json.dumps(settings))
        file = self.folder / _SETTINGS
        known = _read(file)
        if known is None or not any(self.folder.glob("*.npz")):
            write_whole(file, (json.dumps(wanted, indent=1) + "\n").encode("utf-8", "replace"))
            return
        other = [name for name in (*wanted, *known) if known.get(name) != wanted.get(name)]
        if other:
            raise UsageError(
                f"{self.folder} holds what a comparison of other {other[0]} had finished; ask for the same, name "
                "another file for --output, or remove that folder."
            )

    def patient(self, path: Path, digest: str) -> ComparedPatient | None:
        """What was found of a patient; None where he was not compared yet, or his file is damaged.

        Raises:
            ChangedError: where he was compared when his case had another digest.
        """
        try:
            with np.load(io.BytesIO(self._file(path).read_bytes()), allow_pickle=False) as archive:
                told = json.loads(archive[_ABOUT].tobytes().decode("utf-8"))
                if told[_DIGEST] != digest:
                    raise ChangedError
                arrays: dict[str, Any] = {name: archive[name] for name in _ARRAYS}
                maps = {each.name: archive[each.name] for each in fields(ComparedMaps) if each.name in archive}
                words: dict[str, Any] = {name: told[name] if name == "name" else tuple(told[name]) for name in _TOLD}
                return ComparedPatient(**words, **arrays, maps=ComparedMaps(**maps) if maps else None)
        except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
            return None

    def keep(self, path: Path, digest: str, found: ComparedPatient) -> None:
        """Write what was found of a patient whose case has this digest, whole or not at all.

        Raises:
            UsageError: where it cannot be written.
        """
        about = {_DIGEST: digest, **{name: getattr(found, name) for name in _TOLD}}
        told = json.dumps(about, ensure_ascii=False)
        arrays = [(_ABOUT, np.frombuffer(told.encode("utf-8", "surrogatepass"), dtype=np.uint8))]
        arrays += [(name, getattr(found, name)) for name in _ARRAYS]
        if found.maps is not None:
            arrays += [(each.name, getattr(found.maps, each.name)) for each in fields(ComparedMaps)]
        stream = io.BytesIO()
        save_arrays(stream, arrays)
        write_whole(self._file(path), stream.getvalue())

    def told(self, paths: Sequence[Path]) -> str:
        """What is finished of these patients, and how to go on: for whoever interrupts."""
        done = sum(self._file(each).is_file() for each in paths)
        if not done:
            if not any(self.folder.glob("*.npz")):  # of other cases
                self.finish()
            return f"none of {len(paths)} cases was finished; the same command begins anew."
        kept = f"{done} of {len(paths)} cases are finished and kept in {self.folder}"
        return f"{kept}; the same command goes on from there."

    def finish(self) -> None:
        """Every case was compared, and the report is written: nothing is left to go on with."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _file(self, path: Path) -> Path:
        return self.folder / f"{key_of(0, path)}.npz"


def _read(file: Path) -> dict[str, Any] | None:
    """The settings; None where there are none, or they are damaged."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
