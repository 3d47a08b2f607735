"""How a case is known again: by what its pictures hold, and by what it was called, hashed; never by its path alone."""

from __future__ import annotations

import hashlib
import hmac
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import xaiviewer
from xaiviewer.case import Case, Geometry
from xaiviewer.ledger.events import canonical

SALT_BYTES = 32


@dataclass(frozen=True)
class CaseIdentity:
    """What tells a case from every other.

    Attributes:
        content: SHA-256 over pixel data and geometry.
        mask: SHA-256 of the clinician's mask; "" where there is none.
        name: of its folder or file; it may be the patient's, so it is kept hashed unless a project keeps names.
        study: of DICOM, what tells it from other studies; else "".
    """

    content: str
    mask: str
    name: str
    study: str = ""

    def hashed(self, salt: bytes) -> dict[str, str]:
        """The identifiers as a project keeps them: HMAC-SHA-256 with its salt, by their kind."""
        told = {"name": self.name, "study": self.study}
        return {
            kind: hmac.new(salt, f"{kind}:{text}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
            for kind, text in told.items()
            if text
        }

    @property
    def label(self) -> str:
        """What the case is called where names are not kept."""
        return f"case-{self.content[:8]}"


def identify(case: Case) -> CaseIdentity:
    """The identity of a case that was read. All of its voxels go through SHA-256: not for the window's thread."""
    content = hashlib.sha256()
    for volume in sorted(case.volumes, key=lambda each: each.sequence):
        header = {"sequence": volume.sequence, "absent": sorted(volume.absent), **_geometry(volume.geometry)}
        _add(content, volume.voxels, header)
    study = "" if case.contents is None else case.contents.study
    return CaseIdentity(content.hexdigest(), _mask_digest(case), case.name, study)


def _mask_digest(case: Case) -> str:
    if case.mask is None:
        return ""
    found = hashlib.sha256()
    _add(found, case.mask.voxels, {"drawn": case.mask.drawn.tolist()})
    return found.hexdigest()


def _add(found: hashlib._Hash, voxels: NDArray[Any], header: dict[str, Any]) -> None:
    """Hash an array ``[slice, row, column]`` slice by slice, whatever machine it lies on."""
    little = voxels.dtype.newbyteorder("<")
    told = canonical({**header, "dtype": little.str.lstrip("<|"), "shape": list(voxels.shape)})
    found.update(told.encode("ascii"))
    for each in voxels:
        found.update(np.ascontiguousarray(each, dtype=little).data)


def _geometry(geometry: Geometry) -> dict[str, Any]:
    """To a millionth of a millimetre: the last bits of an affine depend on the machine."""
    affine = [[f"{value:.6f}".replace("-0.000000", "0.000000") for value in row] for row in geometry.affine.tolist()]
    return {"affine": affine, "known": geometry.known, "oriented": geometry.oriented}


@cache
def program_digest() -> str:
    """SHA-256 over the program: over its modules, or of a frozen program, over its executable."""
    found = hashlib.sha256()
    if getattr(sys, "frozen", False):
        with Path(sys.executable).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    folder = Path(xaiviewer.__file__).parent
    for file_path in sorted(folder.rglob("*.py")):
        found.update(file_path.relative_to(folder).as_posix().encode())
        found.update(file_path.read_bytes())
    return found.hexdigest()
