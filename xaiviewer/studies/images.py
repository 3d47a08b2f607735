"""A case's pictures as a study package holds them: voxels and where they lie, and nothing that says whose they are."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from xaiviewer.case import Case, Geometry, Volume
from xaiviewer.errors import ReviewError


def image_bytes(case: Case) -> bytes:
    """The pictures of a case; its mask, name, files and notices are left out.

    The names of series that stand in for others, too, as a study's owner may have written anything there.
    """
    told = {
        "main": case.main_sequence,
        "known": case.geometry.known,
        "oriented": case.geometry.oriented,
        "synthetic": case.synthetic,
        "sequences": [{"key": each.sequence, "absent": sorted(each.absent)} for each in case.volumes],
    }
    arrays: dict[str, Any] = {f"voxels_{at}": np.asarray(each.voxels) for at, each in enumerate(case.volumes)}
    file = io.BytesIO()
    np.savez_compressed(file, told=np.array(json.dumps(told)), affine=case.geometry.affine, **arrays)
    return file.getvalue()


def read_image(path: Path, name: str) -> Case:
    """The case of these pictures, under a name that masks whose they are.

    Raises:
        ReviewError: where the file cannot be read.
    """
    try:
        with np.load(path, allow_pickle=False) as held:
            told = json.loads(str(held["told"]))
            geometry = Geometry(held["affine"], known=told["known"], oriented=told["oriented"])
            volumes = tuple(
                Volume(each["key"], held[f"voxels_{at}"], geometry, frozenset(each["absent"]))
                for at, each in enumerate(told["sequences"])
            )
    except (OSError, ValueError, KeyError, TypeError, BadZipFile) as error:
        raise ReviewError(
            f"{path} is not as the study's owner wrote it ({error}); ask for the package again."
        ) from error
    slices = tuple(f"{at + 1}" for at in range(len(volumes[0].voxels)))
    return Case(name, path, volumes, slices, synthetic=told["synthetic"], main_sequence=told["main"])
