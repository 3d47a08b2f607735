"""Whose picture it is, when it was made, and of which series: in the upper corners, as on films."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from xaiviewer.case import Case, Series, Volume
from xaiviewer.review.derived.sources import series_of
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.views.scale_bar import paint_text

_EDGE, _MIDDLE = 8, 22  # from the view's edges; half of what the letter at the top takes
_BESIDE_WARNING = 60  # half of what a warning at the top takes
_LINES = 2


@dataclass(frozen=True)
class Corners:
    """The lines in the upper corners; empty ones are left out."""

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


def corners(case: Case | None, volume: Volume | None, names: Names, *, called: str | None = None) -> Corners:
    """What is said of a sequence of a case, as far as it is switched on and names are.

    Args:
        case: None while none is open.
        volume: the sequence that is shown.
        names: what the case is called, and what is written on pictures.
        called: what the case is called, where it is not the current one.
    """
    if case is None or volume is None:
        return Corners()
    series = series_of(case.contents, case.choices).get(volume.sequence)
    told = {
        "identity": names.current() if called is None else called,
        "date": study_date(series),
        "series": names.sequence(volume) if names.hidden or series is None else series.name,
    }
    shown = {part: text for part, text in told.items() if text and names.pictures.shows(part)}
    left = [shown[part] for part in ("identity", "date") if part in shown]
    return Corners(tuple(left), tuple(shown[part] for part in ("series",) if part in shown))


def study_date(series: Series | None) -> str:
    """Year, month and day of the study; empty where the files do not say."""
    stated = "" if series is None else str(series.attributes.get("StudyDate", ""))
    if len(stated) != 8 or not stated.isdecimal():
        return ""
    return f"{stated[:4]}-{stated[4:6]}-{stated[6:]}"


def paint_corners(painter: QPainter, view: QRect, said: Corners, *, warned: bool = False) -> None:
    """Write them; what has no room loses its middle, where names and numbers differ least."""
    painter.setFont(theme.font(theme.SMALL))
    metrics = painter.fontMetrics()
    half = view.width() // 2 - _EDGE
    for lines, side in ((said.left, Qt.AlignmentFlag.AlignLeft), (said.right, Qt.AlignmentFlag.AlignRight)):
        for number, text in enumerate(lines[:_LINES]):
            room = half - (_BESIDE_WARNING if warned and number else _MIDDLE)
            fitted = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
            box = QRectF(view).adjusted(_EDGE, _EDGE + number * metrics.height(), -_EDGE, 0)
            paint_text(painter, box, side | Qt.AlignmentFlag.AlignTop, fitted)
