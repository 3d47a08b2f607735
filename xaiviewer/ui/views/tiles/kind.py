"""What a tile of the grid is, and what it may show: the contract between the grid and every kind of tile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from xaiviewer.review import Review, ShownState
from xaiviewer.review.series import SeriesStore
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Elided, column, flat_button
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.measuring.tools import Tools
from xaiviewer.ui.views.viewport import Viewport

BAR = 32
"""Height of a tile's header and footer in pixels: less than that of the two views, as there are up to six."""


@dataclass(frozen=True)
class Position:
    """A place in a patient.

    Attributes:
        frame: the frame of reference that it is told in: FrameOfReferenceUID, or for formats without one what else
            says that two volumes lie in one space; never "".
        lps_mm: left, posterior, superior, in millimetres.
        by: who tells of it, and so need not follow.
    """

    frame: str
    lps_mm: tuple[float, float, float]
    by: object = None


class Links(QObject):
    """Which of the tiles' settings go together, and where in the patient the reader looks.

    Signals:
        changed(): one of the three was switched.
        pointed(): the pointer is at another place of the patient, or at none.
        went(Position): a tile was brought to this place: scrolled there, or clicked on in a plane; whoever shows the
            same frame of reference follows where `scroll` is on.

    Attributes:
        scroll, window, zoom: whether tiles follow each other in it.
        pointer: the place under the mouse; None over none.
    """

    changed = Signal()
    pointed = Signal()
    went = Signal(Position)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scroll = self.window = self.zoom = True
        self.pointer: Position | None = None

    def set(self, *, scroll: bool | None = None, window: bool | None = None, zoom: bool | None = None) -> None:
        """Switch those that are given."""
        before = self.scroll, self.window, self.zoom
        self.scroll = self.scroll if scroll is None else scroll
        self.window = self.window if window is None else window
        self.zoom = self.zoom if zoom is None else zoom
        if before != (self.scroll, self.window, self.zoom):
            self.changed.emit()

    def point(self, position: Position | None) -> None:
        """The pointer is there now."""
        if position != self.pointer:
            self.pointer = position
            self.pointed.emit()

    def go(self, position: Position) -> None:
        """Bring those who follow to a place."""
        self.went.emit(position)


@dataclass(frozen=True)
class TileContext:
    """What every tile is made from.

    Attributes:
        review: what is reviewed.
        renderer: makes pictures, and keeps the last ones; a tile that shows another slice, layer or sequence than the
            two views makes one of its own beside it.
        viewport: zoom, centre and flips that the tiles share while `links.zoom` is on.
        names: what may be called by name.
        tools: what the reader holds.
        links: what goes together.
        series: other series of the study.
    """

    review: Review
    renderer: Renderer
    viewport: Viewport
    names: Names
    tools: Tools
    links: Links
    series: SeriesStore


class TileBar(QWidget):
    """A row above or below a tile's body."""

    def __init__(self) -> None:
        super().__init__()
        theme.follow(self, lambda bar: bar.setFixedHeight(theme.room(BAR)))
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 0, 4, 0)
        self.row.setSpacing(4)


class Tile(QWidget):
    """A header, a body, a footer: one view of the grid.

    The grid puts a button before the title, whose menu chooses another kind; a tile puts its own choices below these
    with `fill`, or between the title and the button that maximises with `offer`. A kind that needs no footer hides it.

    Signals:
        maximise_asked(): show this tile alone, or all again.
        changed(): `describe` says something else now.
        menu_asked(QPointF): the reader wants to know what can be done at this place of what is shown.

    Attributes:
        key: the kind's.
        title: says what is shown; gives way.
        detail: more of it, in small letters.
        header, footer: their `row` takes widgets.
        body: what stands between them.
    """

    maximise_asked = Signal()
    changed = Signal()
    menu_asked = Signal(QPointF)

    of_heat = False
    """Whether a map is shown."""

    def __init__(self, key: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.body = body
        self.title = Elided("heading")
        self.detail = Elided("small")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.header, self.footer = TileBar(), TileBar()
        self.maximise = flat_button("expand", tr("Show this view alone, or all again (double-click)"))
        self.lay = column(self, spacing=0)
        self.lay.addWidget(self.header)
        self.lay.addWidget(body, 1)
        self.lay.addWidget(self.footer)
        self.header.row.addWidget(self.title, 1)
        self.header.row.addWidget(self.detail)
        self.header.row.addWidget(self.maximise)
        self.maximise.clicked.connect(self.maximise_asked)

    def offer(self, *widgets: QWidget) -> None:
        """Put choices into the header, left of the button that maximises."""
        for widget in widgets:
            self.header.row.insertWidget(self.header.row.indexOf(self.maximise), widget)

    def fill(self, menu: QMenu) -> None:
        """Put choices into the menu at the head of the tile, below those of the kind."""

    def state(self) -> ShownState | None:
        """What it shows of the open case, for a caption; None where it shows something else, which `title` names."""
        return None

    def whose(self) -> str | None:
        """What the case is called that it shows something of, "" where it has no name; None for the open one."""
        return None

    def shown(self) -> QWidget:
        """What a picture of the tile is taken of."""
        return self.body

    def scale(self, times: int = 1) -> QPixmap | None:
        """The scale of the colours as a picture, so many times as large; None where there is none."""
        del times
        return None

    def remarks(self) -> Sequence[str]:
        """What a caption says beyond what is on the picture."""
        return ()

    def holds(self, over: object) -> bool:
        """Whether the pointer is here; `over` is the `hand` that it is over, for those that have one."""
        return over is self or self.underMouse()

    def handle(self) -> object:
        """What `holds` knows it by: the hand over its view, for those that have one."""
        return self

    def reset_window(self) -> bool:
        """Go back to the automatic window; False where it has no window of its own."""
        return False

    def unmeasured(self) -> str:
        """Why nothing can be measured or marked here, for its menu; "" where it can."""
        return tr("Measuring and marking: on the case's own slices only")

    def zoom_by(self, factor: float) -> bool:
        """Zoom about its middle where it zooms by itself; False where it zooms with the others, or not at all."""
        del factor
        return False

    def fit_again(self) -> None:
        """Show the whole again where it zooms by itself."""

    def port(self) -> Viewport | None:
        """The viewport that what it shows alone is placed by; None where it goes along with the others."""
        return None

    def sights(self) -> dict[str, object]:
        """What it shows alone, and how, by names that `Viewport.sight` makes, to be looked at again."""
        port = self.port()
        return {} if port is None else port.sight(turned=False)

    def look(self, wanted: Mapping[str, Any]) -> None:
        """Show what `sights` told once, as far as it is of the same slices."""
        port = self.port()
        if port is not None:
            port.look(wanted)

    def leave(self) -> None:
        """It goes, or the window does: end what it has under way."""

    def settle(self) -> None:
        """Take off the picture what belongs to the pointer."""

    def set_annotated(self, *, on: bool) -> None:
        """Letters, scale and window on the picture or not; what warns or explains stays."""

    def describe(self) -> dict[str, Any]:
        """What it shows, in what JSON can hold, to be remembered; never a patient's name or path."""
        return {}

    def restore(self, described: dict[str, Any]) -> None:
        """Show what `describe` told once, as far as the open case has it; what is not understood is ignored."""


def zoomed(view: QWidget, port: Viewport, factor: float) -> bool:
    """Zoom a view about its middle; True."""
    port.zoom_by(factor, QPointF(view.width() / 2, view.height() / 2), view.width(), view.height())
    return True


@dataclass(frozen=True)
class TileKind:
    """A kind of tile.

    Attributes:
        key: what settings name it by.
        title: what the header offers it as, marked with `later`.
        make: one of it.
        available: whether it makes sense for what is open; it is greyed out where not.
    """

    key: str
    title: str
    make: Callable[[TileContext], Tile]
    available: Callable[[Review], bool]
