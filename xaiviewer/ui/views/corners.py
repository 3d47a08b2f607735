"""What is written on a picture as on a film: whose it is, of when, of which series, letters, scale, window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QTransform

from xaiviewer.case import SEQUENCES, Case, Geometry, Series, Volume
from xaiviewer.review.derived.sources import series_of
from xaiviewer.ui.kit import bearings, series_words, theme
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.views.plates import paint_letters
from xaiviewer.ui.views.scale_bar import paint_scale_bar, paint_text
from xaiviewer.ui.views.viewport import Viewport

WARNINGS = 38
"""From the top of a view: warnings stand below what is written in its corners."""

_EDGE, _MIDDLE = 8, 22  # from the view's edges; half of what the letter at the top takes
_LINES = 2


@dataclass(frozen=True)
class Corners:
    """The lines in the upper corners; empty ones are left out."""

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Texts:
    """All of it.

    Attributes:
        geometry: of the picture's pixels.
        words: in the lower right corner: the window.
        corners: in the upper ones.
    """

    geometry: Geometry
    words: str
    corners: Corners = Corners()


def corners(case: Case | None, volume: Volume | None, names: Names) -> Corners:
    """What is said of a sequence of a case, as far as it is switched on and names are.

    Args:
        case: None while none is open.
        volume: the sequence that is shown.
        names: what the case is called, and what is written on pictures.
    """
    if case is None or volume is None:
        return Corners()
    series = series_of(case.contents, case.choices).get(volume.sequence)
    told = {
        "identity": names.of_case(case),
        "date": series_words.date(series),
        "series": _series(series, volume, names),
    }
    shown = {part: text for part, text in told.items() if text and names.pictures.shows(part)}
    left = [shown[part] for part in ("identity", "date") if part in shown]
    return Corners(tuple(left), tuple(shown[part] for part in ("series",) if part in shown))


def _series(series: Series | None, volume: Volume, names: Names) -> str:
    """Its own description; while names are off no more than what it is taken for, as descriptions may hold names."""
    if series is not None and not names.hidden:
        return series.name
    return names.sequence(volume) if volume.sequence in SEQUENCES else ""


def paint_texts(
    painter: QPainter, view: QRect, transform: QTransform, port: Viewport, texts: Texts, writes: Callable[[str], bool]
) -> None:
    """Write what is switched on.

    Args:
        painter: on a view of the size of `view`.
        view: its rectangle.
        transform: the picture's pixels to the view.
        port: how the picture is flipped.
        texts: what there is to be written.
        writes: whether a part, key of `on_pictures.PARTS`, is.
    """
    letters = bearings.orientation(texts.geometry)
    if letters is not None and writes("orientation"):
        paint_letters(painter, view, bearings.turned(letters, mirrored=port.mirrored, upended=port.upended))
    if writes("scale"):
        paint_scale_bar(painter, texts.geometry, transform, view.width(), view.height())
    if writes("window"):
        corner = QRectF(view).adjusted(8, 0, -16, -12)
        paint_text(painter, corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, texts.words)
    paint_corners(painter, view, texts.corners)


def paint_corners(painter: QPainter, view: QRect, said: Corners) -> None:
    """Write them; what has no room loses its middle, where names and numbers differ least."""
    painter.setFont(theme.font(theme.SMALL))
    metrics = painter.fontMetrics()
    room = view.width() // 2 - _EDGE - _MIDDLE
    for lines, side in ((said.left, Qt.AlignmentFlag.AlignLeft), (said.right, Qt.AlignmentFlag.AlignRight)):
        for number, text in enumerate(lines[:_LINES]):
            fitted = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
            box = QRectF(view).adjusted(_EDGE, _EDGE + number * metrics.height(), -_EDGE, 0)
            paint_text(painter, box, side | Qt.AlignmentFlag.AlignTop, fitted)
