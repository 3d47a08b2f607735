"""Small pictures of series, and series on their own grids: what threads read for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Contents, Series
from xaiviewer.display.window_level import automatic_window, to_grey
from xaiviewer.errors import XaiViewerError
from xaiviewer.readers.build.own_grid import read_own, series_preview
from xaiviewer.review.derived.presets import Presets, presets
from xaiviewer.review.protocols import CaseReader
from xaiviewer.review.state import Task
from xaiviewer.review.threads.jobs import JobContext, throttled

SIDE = 128
"""Pixels of the longer side of a small picture: sharp on a screen with two pixels for each."""


@dataclass(frozen=True)
class SeriesId:
    """Which series.

    Attributes:
        path: what its case is opened by.
        key: of the series among the case's.
    """

    path: Path
    key: str


@dataclass(frozen=True, eq=False)
class Pictured:
    """The middle slice of a series, small; or why there is none.

    Attributes:
        id: the series.
        pixels: uint8 ``[row, column]``, square pixels; None where it cannot be shown.
        problem: why not, one sentence.
    """

    id: SeriesId
    pixels: NDArray[np.uint8] | None
    problem: str = ""


@dataclass(frozen=True, eq=False)
class ReadSeries:
    """A series on its own grid.

    Attributes:
        id: the series.
        case: of one volume, see `own_grid.read_own`.
        presets: the windows it offers.
    """

    id: SeriesId
    case: Case
    presets: Presets


@dataclass(frozen=True, eq=False)
class OtherStudy:
    """What lies on disk for another case; None where it cannot be told."""

    path: Path
    contents: Contents | None


def picture(wanted: Iterable[tuple[SeriesId, Series]], context: JobContext) -> None:
    """Report a `Pictured` of each."""
    for name, series in wanted:
        context.check()
        try:
            context.report(Pictured(name, _small(series)))
        except XaiViewerError as error:
            context.report(Pictured(name, None, str(error)))


def read(name: SeriesId, contents: Contents, series: Series, context: JobContext) -> None:
    """Report each `Task`, then `ReadSeries`."""
    text = "Reading the series"
    context.report(Task(text))
    tell: Callable[[int, int], None] = throttled(lambda done, total: context.report(Task(text, done, total)))
    case = read_own(contents, series, progress=tell, cancelled=context.cancelled)
    context.check()
    context.report(ReadSeries(name, case, presets(case)))


def look(paths: Iterable[Path], reader: CaseReader, context: JobContext) -> None:
    """Report an `OtherStudy` of each case."""
    for path in paths:
        context.check()
        try:
            context.report(OtherStudy(path, reader.contents(path, cancelled=context.cancelled)))
        except XaiViewerError:
            context.check()
            context.report(OtherStudy(path, None))


def _small(series: Series) -> NDArray[np.uint8]:
    first = series_preview(series)
    grey = to_grey(first.pixels, automatic_window(first.pixels), invert=False)
    rows, columns = grey.shape
    _, high, wide = first.geometry.spacing_mm if first.geometry.known else (1.0, 1.0, 1.0)
    scale = SIDE / max(rows * high, columns * wide)
    size = max(round(columns * wide * scale), 1), max(round(rows * high * scale), 1)
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(small, dtype=np.uint8)
