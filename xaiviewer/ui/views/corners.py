"""What is written on a picture as on a film: whose it is, of when, of which series, letters, scale, window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QTransform

from xaiviewer.case import SEQUENCES, Case, Geometry, Series, Volume
from xaiviewer.display.scale import SHARE
from xaiviewer.review.derived.sources import series_of
from xaiviewer.ui.kit import bearings, series_words, theme
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.language import figure
from xaiviewer.ui.views.plates import EDGE, LETTER, paint_letters
from xaiviewer.ui.views.scale_bar import LEFT, RIM, paint_scale_bar, paint_text
from xaiviewer.ui.views.viewport import Viewport

_WINDOW = QPoint(16, 12)  # from the lower right corner to what the window is
_BESIDE = 12  # free beside the letter at the top
_LINES = 2
_WARNING = 28  # of a warning and the room below it


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
        covered: pixels at the foot that something else lies over.
    """

    geometry: Geometry
    words: str
    corners: Corners = Corners()
    covered: int = 0


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
    view = view.adjusted(0, 0, 0, -texts.covered)
    letters = bearings.orientation(texts.geometry)
    lettered = letters is not None and writes("orientation")
    if letters is not None and lettered:
        paint_letters(painter, view, bearings.turned(letters, mirrored=port.mirrored, upended=port.upended))
    if writes("scale"):
        paint_scale_bar(painter, texts.geometry, transform, view.width(), view.height())
    if writes("window"):
        words = _zoomed(texts.words, port.zoom)
        corner = _window_corner(view, words, lettered=lettered)
        if corner is not None:
            paint_text(painter, corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, words)
    paint_corners(painter, view, texts.corners, lettered=lettered)


def _zoomed(words: str, zoom: float) -> str:
    """The window, and above it how much larger than the whole head the picture is, where it is not as large."""
    told = figure(f"{zoom:.1f} ×")
    return words if not words or told == figure("1.0 ×") else f"{told}\n{words}"


def _window_corner(view: QRect, words: str, *, lettered: bool) -> QRectF | None:
    """Where the window is written: beside the letter at the bottom, above it in a view too narrow for both.

    None where it would reach the scale bar at the left.
    """
    wide = theme.text_width(theme.SMALL, words.splitlines() or [""]) + _WINDOW.x()
    if wide > view.width() * (1 - SHARE) - LEFT:
        return None
    letter = theme.px(LETTER)
    above = letter + EDGE + 4 if lettered and wide + RIM > (view.width() - letter) / 2 - EDGE else _WINDOW.y()
    return QRectF(view).adjusted(EDGE, 0, -_WINDOW.x(), -above)


def warning_top(number: int = 0) -> int:
    """From the top of a view: warnings stand below the letter there and what is written in the corners."""
    return EDGE + theme.px(LETTER) + 10 + theme.px(_WARNING) * number


def paint_corners(painter: QPainter, view: QRect, said: Corners, *, lettered: bool) -> None:
    """Write them; what has no room loses its middle, where names and numbers differ least.

    Without a letter between them the left one has what the right one leaves.
    """
    painter.setFont(theme.font(theme.SMALL))
    metrics = painter.fontMetrics()
    half = view.width() // 2 - EDGE - (theme.px(LETTER) // 2 + _BESIDE if lettered else _BESIDE // 2)
    widest = max((min(metrics.horizontalAdvance(text), half) for text in said.right[:_LINES]), default=0)
    rest = half if lettered else view.width() - 2 * EDGE - widest - _BESIDE
    sides = (said.left, Qt.AlignmentFlag.AlignLeft, rest), (said.right, Qt.AlignmentFlag.AlignRight, half)
    for lines, side, room in sides:
        for number, text in enumerate(lines[:_LINES]):
            fitted = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
            box = QRectF(view).adjusted(EDGE, EDGE + number * metrics.height(), -EDGE, 0)
            paint_text(painter, box, side | Qt.AlignmentFlag.AlignTop, fitted)
