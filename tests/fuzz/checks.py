"""What must hold for whatever the readers make of an input: a sound case, or one sentence that names the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from xaiviewer.case import Case, Contents

LONGEST = 700
"""A sentence with more characters than this is no sentence."""

SECRET = "Zzyzx"
"""The patient's family name in seeds of ours: it must show nowhere."""

_BETRAYING = ("Traceback", "Error(", "<class", "object at 0x", "errno", "NoneType", "b'", "np.float", "np.int")


def sentence(text: str, names: Iterable[str] = ()) -> str:
    """What is wrong with `text` as something shown to a user; "" where nothing is.

    Args:
        text: an error's text or a notice.
        names: of these it must hold one; none are demanded where there are none.
    """
    if not text.strip() or not text.rstrip().endswith((".", ")")):
        return "does not end like a sentence"
    if len(text) > LONGEST:
        return f"has {len(text)} characters"
    if any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 or 0xD800 <= ord(letter) < 0xE000 for letter in text):
        return "holds characters that cannot be shown"
    if betrayed := [word for word in _BETRAYING if word in text]:
        return f"shows the program's inside ({betrayed[0]})"
    if SECRET in text:
        return "shows the patient's name"
    wanted = list(names)
    if wanted and not any(name in text for name in wanted):
        return "names none of the files"
    return ""


def label(text: str) -> str:
    """What is wrong with `text` as a name; "" where nothing is."""
    if len(text) > 300:
        return f"has {len(text)} characters"
    if any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 or 0xD800 <= ord(letter) < 0xE000 for letter in text):
        return "holds characters that cannot be shown"
    return "shows the patient's name" if SECRET in text else ""


def contents_faults(found: Contents, inside: Sequence[Path]) -> list[str]:
    """What is wrong with `found`, whose files must all lie in one of the folders `inside`."""
    faults = [f"notice {fault}: {text[:300]!r}" for text in found.notices if (fault := sentence(text))]
    listed = [*found.series, *found.masks]
    for each in listed:
        faults += [
            f"notice of {each.key} {fault}: {text[:300]!r}" for text in each.notices if (fault := sentence(text))
        ]
        faults += [f"name {fault}: {text[:300]!r}" for text in (each.key, each.name) if (fault := label(text))]
        faults += [
            f"opens a file elsewhere: {file}"
            for file in each.files
            if not any(_within(file, folder) for folder in inside)
        ]
        if not each.key:
            faults.append("a series or mask without a key")
    for kind, keys in (("series", [s.key for s in found.series]), ("masks", [m.key for m in found.masks])):
        if len(set(keys)) != len(keys):
            faults.append(f"{kind} share a key: {keys[:10]}")
    for series in found.series:
        if not np.isfinite(series.geometry.affine).all():
            faults.append(f"the affine of {series.key} holds what is no number")
        elif abs(np.linalg.det(series.geometry.affine[:3, :3])) < 1e-12:
            faults.append(f"the affine of {series.key} is singular")
        if min(series.shape) < 1:
            faults.append(f"{series.key} has the shape {series.shape}")
        if series.slice_names and len(series.slice_names) != series.shape[0]:
            faults.append(f"{series.key} has {series.shape[0]} slices and {len(series.slice_names)} names")
    return faults


def case_faults(case: Case) -> list[str]:
    """What is wrong with a case that opened."""
    faults = [f"notice {fault}: {text[:300]!r}" for text in case.notices if (fault := sentence(text))]
    faults += [f"name {fault}: {text[:300]!r}" for text in (case.name, *case.slice_names) if (fault := label(text))]
    if not case.volumes:
        faults.append("a case without volumes")
    for volume in case.volumes:
        if volume.voxels.dtype.kind not in "iuf":
            faults.append(f"voxels of {volume.sequence} are {volume.voxels.dtype}")
        elif volume.voxels.dtype.kind == "f" and not np.isfinite(volume.voxels).all():
            faults.append(f"voxels of {volume.sequence} hold what is no number")
        if not np.isfinite(volume.geometry.affine).all():
            faults.append("an affine that holds what is no number")
        elif abs(np.linalg.det(volume.geometry.affine[:3, :3])) < 1e-12:
            faults.append("a singular affine")
    return faults


def _within(file: Path, folder: Path) -> bool:
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False
