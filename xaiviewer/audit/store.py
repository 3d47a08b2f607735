"""The folder of an audit: one file per finished patient, so that whoever was interrupted goes on where they were.

`settings.json` says what the patients' files depend on; with other settings, weights or patients the folder is refused.
Files are named by a hash of where the patient lies, never by name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xaiviewer.audit.found import CaseFound, as_bytes, read_found
from xaiviewer.audit.plan import AuditJob, AuditPlan, Judging
from xaiviewer.errors import UsageError
from xaiviewer.records.folders import write_whole
from xaiviewer.records.provenance import versions

SETTINGS = "settings.json"
CASES, PICTURES, SECOND = "cases", "pictures", "second"

SCHEMA = 1


def key_of(number: int, path: Path) -> str:
    """Under which a patient's result is kept."""
    return hashlib.sha256(f"{number}\n{path.resolve()}".encode("utf-8", "surrogateescape")).hexdigest()[:16]


def case_file(folder: Path, key: str) -> Path:
    """A patient's result."""
    return folder / CASES / f"{key}.npz"


def keep_case(job: AuditJob, found: CaseFound, pictures: Mapping[str, bytes]) -> None:
    """Write a patient's pictures and then, whole or not at all, his result.

    Raises:
        UsageError: where they cannot be written.
    """
    for name, data in pictures.items():
        write_whole(job.folder / PICTURES / name, data)
    write_whole(case_file(job.folder, job.key), as_bytes(found))


def read_case(folder: Path, key: str) -> CaseFound | None:
    """A patient's result; None where there is none yet.

    Raises:
        ReadError: where it is damaged.
    """
    file = case_file(folder, key)
    return read_found(file) if file.is_file() else None


def second_file(folder: Path, key: str, asked: Sequence[str], slices: int) -> Path:
    """A patient's second result: another file for other maps, or another number of slices."""
    what = hashlib.sha256("\n".join([*asked, str(slices)]).encode()).hexdigest()[:8]
    return folder / SECOND / f"{key}-{what}.npz"


def settled(
    plan: AuditPlan, keys: Sequence[str], judging: Sequence[Judging], opening: str, permuted: str | None
) -> dict[str, Any]:
    """All that the patients' results depend on.

    Args:
        plan: what is asked.
        keys: of the patients, in order.
        judging: by which networks each is judged.
        opening: SHA-256 of the classifier that says which map opens first.
        permuted: of the one that was trained on permuted labels; None for none.
    """
    made = versions()
    return {
        "schema": SCHEMA,
        "patients": list(keys),
        **plan.fields(),
        "version": {name: made[name] for name in ("xaiviewer", "torch", "numpy")},
        "weights": [list(each.weights) for each in judging],
        "classifier that opens": opening,
        "classifier of permuted labels": permuted,
    }


def claim(folder: Path, settings: Mapping[str, Any]) -> None:
    """Make a folder that of an audit with these settings, or see that it is.

    Raises:
        UsageError: where it holds another audit, or something else, or cannot be written.
    """
    file = folder / SETTINGS
    known: Any = None
    if file.is_file():
        try:
            known = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(f"{file} cannot be read ({error}); name another folder for --output.") from error
    elif folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} exists and holds no audit; name another place for --output.")
    if known is None or not any((folder / CASES).glob("*.npz")):  # nothing was finished that others could be mixed with
        write_whole(file, (json.dumps(settings, indent=1) + "\n").encode())
        return
    wanted = json.loads(json.dumps(settings))
    for name in (*wanted, *known):
        if known.get(name) != wanted.get(name):
            raise UsageError(
                f"{folder} holds an audit of other {name}{_told(known.get(name), wanted.get(name))}; ask for the same, "
                "or name another folder for --output."
            )


def _told(known: object, wanted: object) -> str:
    """Both values, where they are short."""
    said = f" ({known}, not {wanted})"
    return said if len(said) < 80 else ""
