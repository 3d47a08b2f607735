"""Which maps the second stage asks about, and what is found about them on one patient."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.audit.plan import AuditJob
from xaiviewer.audit.report import BestRow, Report
from xaiviewer.audit.report.fields import built, plain
from xaiviewer.audit.store import second_file
from xaiviewer.errors import ReadError
from xaiviewer.records.arrays import save_arrays

Floats = NDArray[np.float32]

MOST = 5
"""Maps that are asked about."""

SLICES = 5
"""Of each patient."""

RANDOM, BRIGHTNESS, MASK = "random order", "brightness order", "clinician's mask"
"""Orders of the pixels that know nothing of the network, the last of them knowing the lesion."""

CURVES = ("deletion", "insertion", "deletion, ROAD", "insertion, ROAD")
"""Of each order; the second half with values imputed from their neighbours."""

_BY = "mass"
_ABOUT = "about"


@dataclass(frozen=True)
class Asked:
    """A map: its method and layer."""

    method: str
    layer: str

    def __str__(self) -> str:
        return f"{self.method} @ {self.layer}"


@dataclass(frozen=True)
class SecondJob:
    """A patient who is asked about again. Its representation names no patient.

    Attributes:
        job: of the first stage.
        asked: the maps.
        slices: of the patient.
    """

    job: AuditJob
    asked: tuple[Asked, ...]
    slices: int

    @property
    def file(self) -> Path:
        """Where the result is kept."""
        return second_file(self.job.folder, self.job.key, [str(each) for each in self.asked], self.slices)

    @property
    def number(self) -> int:
        """Of the patient."""
        return self.job.number

    @property
    def path(self) -> Path:
        """Of the patient."""
        return self.job.path


@dataclass(frozen=True)
class SecondAbout:
    """The plain values of a patient's second result.

    Attributes:
        asked: the maps; `orders` those of the curves: theirs, then `RANDOM`, `BRIGHTNESS` and `MASK`.
        checks: keys of the sanity checks.
        slices: that were examined: the ones called positive whose masks are largest, in order.
    """

    asked: tuple[Asked, ...]
    checks: tuple[str, ...]
    slices: tuple[int, ...]
    shares: tuple[float, ...] = field(default=())


@dataclass(frozen=True, eq=False)
class SecondFound:
    """What a patient's slices say of the maps.

    Attributes:
        about: plain values.
        sanity, bars: ``[check, map]``; NaN where a check says nothing, or there are fewer than two slices.
        curves: ``[order, curve, slice, share]`` of `CURVES`, at `about.shares`.
        infidelity: ``[order, slice]``; NaN for the mask.
        information: ``[order, slice]``: area under the softmax information curve; NaN where the blurred slice is called
            as the whole one is.
    """

    about: SecondAbout
    sanity: Floats
    bars: Floats
    curves: Floats
    infidelity: Floats
    information: Floats


_ARRAYS = tuple(name for name in SecondFound.__dataclass_fields__ if name != _ABOUT)


def as_bytes(found: SecondFound) -> bytes:
    """The file."""
    about = json.dumps(plain(found.about), ensure_ascii=False).encode("utf-8", "replace")
    stream = io.BytesIO()
    arrays = [(name, np.asarray(getattr(found, name), dtype=np.float32)) for name in _ARRAYS]
    save_arrays(stream, [(_ABOUT, np.frombuffer(about, dtype=np.uint8)), *arrays])
    return stream.getvalue()


def read_second(file: Path) -> SecondFound | None:
    """A patient's second result; None where there is none yet.

    Raises:
        ReadError: where the file is not what `as_bytes` wrote.
    """
    if not file.is_file():
        return None
    try:
        with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as archive:
            about = built(SecondAbout, json.loads(archive[_ABOUT].tobytes().decode("utf-8")))
            return SecondFound(about, **{name: archive[name] for name in _ARRAYS})
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ReadError(f"{file} is damaged; remove it and start the audit again.") from error


def maps_asked(report: Report) -> tuple[Asked, ...]:
    """Of the maps that beat the strongest null those that leave it farthest behind, at most `MOST`, a layer each.

    Where none does, the map that opens first: its sanity is asked all the same.
    """
    best: Sequence[BestRow] = [row for row in report.best if row.measure == _BY and row.method]
    found = sorted(best, key=lambda row: -row.difference)[:MOST]
    if not found:
        return (Asked(report.settings.opening_method, report.settings.opening_layer),)
    return tuple(Asked(row.method, row.layer) for row in found)
