"""The series of a case as lines of a table."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from xaiviewer.case import SEQUENCES, Contents, Series
from xaiviewer.readers.choosing.sequences import recognise
from xaiviewer.readers.grids.orientation import plane_of
from xaiviewer.ui.kit import bearings, sequence_words
from xaiviewer.ui.kit.tables import TextModel
from xaiviewer.ui.language import figure, later, tr
from xaiviewer.ui.language.refusals import part

HEADINGS = (
    later("Used as"),
    later("Series"),
    later("Recognised as"),
    later("Because of"),
    later("Columns × rows × slices"),
    later("Voxel (mm)"),
    later("Plane"),
    later("Files"),
)
WIDTHS = (80, 224, 112, 0, 152, 120, 112, 72)


class SeriesModel(TextModel):
    """One line per series, in the order of the case's contents."""

    def __init__(self, contents: Contents, parent: QObject | None = None) -> None:
        super().__init__([tr(each) for each in HEADINGS], parent)
        self._series = contents.series
        self._fixed = [_described(each) for each in contents.series]

    def show_use(self, sequences: Mapping[str, str]) -> None:
        """Write which series is used as what: sequence to the key of its series."""
        lines, unused = [], set()
        for number, (series, rest) in enumerate(zip(self._series, self._fixed, strict=True)):
            uses = [sequence_words.short(sequence) for sequence in SEQUENCES if sequences.get(sequence) == series.key]
            if not uses:
                unused.add(number)
            lines.append((", ".join(uses), *rest))
        self.set_lines(lines, strong=0, faint=frozenset(unused))


def offer(series: Series) -> str:
    """A series in a list of choices."""
    slices, rows, columns = series.shape
    return f"{named(series)}  ({columns} × {rows} × {slices})"


def named(series: Series) -> str:
    """Key and name, once where one holds the other."""
    return series.name if series.key.casefold() in series.name.casefold() else f"{series.key} · {series.name}"


def _described(series: Series) -> tuple[str, ...]:
    found = recognise(series)
    slices, rows, columns = series.shape
    voxel = bearings.spacing(series.geometry).removesuffix(" mm")
    return (
        named(series),
        part(found.label),
        part(found.reason),
        f"{columns} × {rows} × {slices}",
        voxel or tr("not stated"),
        bearings.plane(plane_of(series.geometry)),
        figure(f"{len(series.files):,}"),
    )
