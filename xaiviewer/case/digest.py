"""By which a case is known to hold the same as before."""

from __future__ import annotations

import hashlib

import numpy as np

from xaiviewer.case.case import Case


def digest_of_case(case: Case) -> str:
    """SHA-256 of all in a case that a result depends on: voxels and where they lie, mask, what takes whose place.

    Names are part of it as well: a package knows by them whom it was trained on.
    """
    found = hashlib.sha256()
    found.update(repr((case.known_as, case.main_sequence, case.stand_in, sorted(case.absent), case.choices)).encode())
    for volume in case.volumes:
        found.update(repr((volume.sequence, volume.geometry, volume.voxels.dtype.str, volume.voxels.shape)).encode())
        found.update(np.ascontiguousarray(volume.voxels).tobytes())
    if case.mask is not None:
        for values in (case.mask.voxels, case.mask.drawn):
            found.update(np.packbits(values).tobytes())
    return found.hexdigest()
