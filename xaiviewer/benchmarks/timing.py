"""Fair timing on a machine that does other things too: interleaved repetitions, medians, quartiles."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Measured:
    """A measured value.

    Attributes:
        value: in the unit of its target; None where it could not be measured.
        low, high: the quartiles over repetitions; None where there was one.
        note: what a reader must know; where `value` is None, why it is missing.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""


def interleaved(
    work: Mapping[str, Callable[[], object]], repetitions: int, *, warm_up: bool = True
) -> dict[str, list[float]]:
    """Seconds of every repetition of each piece of work, run in turn, so that all meet the same disturbances.

    Args:
        work: what is timed, by name.
        repetitions: of each.
        warm_up: run all once before, uncounted: caches fill and libraries choose their algorithms.
    """
    if warm_up:
        for run in work.values():
            run()
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(repetitions):
        for name, run in work.items():
            start = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - start)
    return seconds


def ratio(over: Sequence[float], under: Sequence[float], note: str = "") -> Measured:
    """The quotients of repetitions that ran side by side."""
    return median([a / b for a, b in zip(over, under, strict=True)], note)


def median(values: Sequence[float], note: str = "") -> Measured:
    """Median and quartiles."""
    low, middle, high = np.percentile(np.asarray(values), (25, 50, 75))
    return Measured(float(middle), float(low), float(high), note)


def milliseconds(seconds: Sequence[float]) -> str:
    """The median, for a note."""
    return f"{np.median(seconds) * 1000:.0f} ms"


def peak(note: str = "") -> Measured:
    """The most memory that this process has taken, in GB."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return Measured(None, note="this system does not tell")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    return Measured(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9, note=note)
