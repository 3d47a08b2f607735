"""What the readers of a study outlined, beside the clinician's mask and the map, which the owner's key opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.display.upsampling import upsample
from xaiviewer.errors import ReviewError
from xaiviewer.evaluation.readers.triangle import Marked
from xaiviewer.ledger import present
from xaiviewer.ledger.forms import MARK
from xaiviewer.ledger.marked import area_of
from xaiviewer.ledger.opening import open_project
from xaiviewer.records.reading_tables import Remark
from xaiviewer.requests import AnalysisSettings
from xaiviewer.studies.design import FLIPPED
from xaiviewer.studies.outputs import unpacked
from xaiviewer.studies.owner import Owner
from xaiviewer.studies.package import SEALED, STUDY_FILE, item_of
from xaiviewer.studies.sealing import unseal
from xaiviewer.studies.showing import layer_of
from xaiviewer.studies.sitting import Package, read_package

NO_FOLDER = "What was marked is not held against map and mask: no reader's folder lies beside the owner's key."


@dataclass(frozen=True)
class Outlined:
    """What was marked in a study.

    Attributes:
        marked: by arm, the cases that hold the finding and that somebody marked; not those whose map was made wrong.
        remarks: why marks are not held against map and mask; none where they are, or nothing was marked.
    """

    marked: Mapping[str, Sequence[Marked]]
    remarks: tuple[Remark, ...] = ()


def outlined(owner: Owner, projects: Iterable[Path], folders: Iterable[Path]) -> Outlined:
    """What the readers marked at the last step of each arm.

    A pixel belongs to the map where that is above the program's threshold times its maximum over the case.

    Args:
        owner: of the study.
        projects: the readers', or one of all.
        folders: where a reader's package may lie; map and mask are in each of them.

    Raises:
        ReviewError: where a project or a package cannot be read.
    """
    given = _given(owner, projects)
    if not given:
        return Outlined({})
    package = next(_packages(owner, folders), None)
    if package is None:
        return Outlined({}, (Remark(NO_FOLDER),))
    found: dict[str, list[Marked]] = {}
    for (arm, case), marks in given.items():
        known = owner.cases.get(case)
        if known is None or not known.truth or known.training or known.wrong not in ("", FLIPPED):
            continue
        (mask,) = _item(owner, package, case, "mask")
        heat = _heat(package, _item(owner, package, case, "map"), mask.shape)
        volumes = {reader: _volume(mark, mask.shape) for reader, mark in marks.items()}
        found.setdefault(arm, []).append(Marked(case, volumes, mask, heat))
    return Outlined({each.key: found[each.key] for each in owner.design.arms if each.key in found})


def _given(owner: Owner, projects: Iterable[Path]) -> dict[tuple[str, str], dict[str, Any]]:
    """By arm and case, each reader's mark at the last step at which he gave one."""
    keys = [each.key for each in owner.design.form.questions if each.kind == MARK]
    last: dict[tuple[str, str, str], tuple[int, Any]] = {}
    for path in projects if keys else ():
        with open_project(path) as project:
            for each in present.answers(project.database, question=keys[0]):
                told = each.fields.get("study") or {}
                if told.get("id") != owner.id or each.reader not in owner.design.readers or each.value is None:
                    continue
                key, step = (str(each.place.arm), each.case, each.reader), int(each.place.step or 0)
                if key not in last or last[key][0] <= step:
                    last[key] = step, each.value
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for (arm, case, reader), (_, value) in sorted(last.items()):
        found.setdefault((arm, case), {})[reader] = value
    return found


def _packages(owner: Owner, folders: Iterable[Path]) -> Iterator[Package]:
    """The packages of this study in these folders."""
    for folder in dict.fromkeys(folders):
        if (folder / STUDY_FILE).is_file():
            package = read_package(folder)
            if package.study == owner.id and package.reader in owner.design.readers:
                yield package


def _item(owner: Owner, package: Package, case: str, item: str) -> tuple[NDArray[Any], ...]:
    token, key = item_of(owner, package.reader, case, item)
    file = package.folder / SEALED / f"{token}.bin"
    try:
        return unpacked(unseal(key, token, file.read_bytes()))
    except OSError as error:
        raise ReviewError(f"{file} cannot be read ({error}); name the folder as the study was made.") from error


def _heat(package: Package, arrays: tuple[NDArray[Any], ...], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """The map at its threshold, bool ``[slice, row, column]``."""
    heat, frame = arrays[0].astype(np.float32), Frame.of_numbers(arrays[1].tolist())
    layer = layer_of(package.network.get("layer"), package.layer)
    placement = frame.placement(layer.stride, centre=layer.centre)
    limit = AnalysisSettings().threshold * float(heat.max(initial=0.0))
    rows, columns = shape[1], shape[2]
    if limit <= 0:
        return np.zeros(shape, dtype=bool)
    return np.stack([upsample(each, placement, (rows, columns)) >= limit for each in heat])


def _volume(mark: Any, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """What a mark encloses, bool ``[slice, row, column]``; points enclose nothing."""
    made = np.zeros(shape, dtype=bool)
    for index, area in area_of(mark, (shape[1], shape[2])).items():
        if 0 <= index < len(made):
            made[index] = area
    return made
