"""What is kept of each measured case: a file each, so that whoever was interrupted goes on where they were."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.errors import ReadError
from xaiviewer.nets.inputs.input_range import input_statistics, spread
from xaiviewer.records.folders import write_whole

UNKNOWN = -1
"""In place of what is true of a slice where nobody says."""

_AT_ONCE = 8  # slices in a pass


@dataclass(frozen=True, eq=False)
class Decided:
    """A case, as far as its decisions go.

    Attributes:
        logits: float32 ``[slice, class]``, of the slices with a picture in order; of a network of volumes one row.
        truth: int ``[slice]``: with labels the class that holds, else 1 where the mask holds a pixel and 0 where it is
            empty; `UNKNOWN` where neither is known.
        statistics: of the case and of the network's input, by name.
        trained: whether the network was trained on the patient, as far as its package knows.
    """

    logits: NDArray[np.float32]
    truth: NDArray[np.int64]
    statistics: dict[str, float] = field(default_factory=dict)
    trained: bool = False


def truth_of(case: Case, label: int | None) -> NDArray[np.int64]:
    """What is true of the slices with a picture; see `Decided`.

    Of a case with a label, a slice whose mask is empty shows nothing of it: what holds there is not known.
    """
    found = []
    for index in case.indices:
        mask = case.mask_of(index)
        if label is not None:
            found.append(label if mask is None or mask.any() else UNKNOWN)
        else:
            found.append(UNKNOWN if mask is None else int(mask.any()))
    return np.array(found, dtype=np.int64)


def truth_of_volume(case: Case, label: int | None) -> NDArray[np.int64]:
    """What is true of the whole case; see `Decided`."""
    drawn = [mask for index in case.indices if (mask := case.mask_of(index)) is not None]
    masked = int(any(mask.any() for mask in drawn)) if drawn else UNKNOWN
    return np.array([masked if label is None else label], dtype=np.int64)


def decide(package: Path, device: str) -> Callable[[Case, int | None], Decided]:
    """What finds out about cases by a package's network, which is loaded once.

    Raises:
        ModelError: where the package cannot be used.
        UsageError: for a device that is not here.
    """
    from xaiviewer.analysis.prepared import prepare  # noqa: PLC0415 - torch takes seconds to import
    from xaiviewer.analysis.volumes.boxed import boxed  # noqa: PLC0415
    from xaiviewer.nets.devices import device_named  # noqa: PLC0415
    from xaiviewer.nets.packages.opening import open_package  # noqa: PLC0415

    model = open_package(package, device_named(device))

    def decided(case: Case, label: int | None) -> Decided:
        prepared, logits = prepare(case, model, model), []
        names, trained = [each.name for each in model.description.inputs], model.trained_on(*case.known_as)
        statistics = dict(prepared.statistics) if model.preprocessing.field == "head" else {}
        if model.preprocessing.volumes is not None:
            box, values = boxed(model.preprocessing, case, prepared)
            volume = box.axes.to_network(values)[None]
            statistics |= input_statistics(volume, names)
            return Decided(model.logits(volume), truth_of_volume(case, label), statistics, trained)
        if case.indices:
            statistics |= input_statistics(prepared.inputs(spread(case.indices), prepared.seen), names)
        for start in range(0, len(case.indices), _AT_ONCE):
            some = list(case.indices[start : start + _AT_ONCE])
            logits.append(model.logits(prepared.inputs(some, prepared.seen)))
        kept = np.concatenate(logits) if logits else np.zeros((0, len(model.description.classes)), np.float32)
        return Decided(kept, truth_of(case, label), statistics, trained)

    return decided


def write_decided(file: Path, found: Decided) -> None:
    """Keep it, whole or not at all.

    Raises:
        UsageError: where it cannot be written.
    """
    told = {
        "logits": [[float(each) for each in row] for row in found.logits],
        "truth": found.truth.tolist(),
        "statistics": found.statistics,
        "trained": found.trained,
    }
    write_whole(file, json.dumps(told).encode())


def read_decided(file: Path) -> Decided | None:
    """What is kept; None where nothing is yet.

    Raises:
        ReadError: where it is damaged.
    """
    if not file.is_file():
        return None
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        logits = np.array(held["logits"], dtype=np.float32)
        truth = np.array(held["truth"], dtype=np.int64)
        return Decided(logits.reshape(len(truth), -1), truth, dict(held["statistics"]), bool(held["trained"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReadError(f"{file} is damaged ({error}); delete it and ask again.") from error
