"""A tile that shows the case along another plane than its slices."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from xaiviewer.display.planes import STEEPEST, Angles, View
from xaiviewer.review import Review, query
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.access import describe
from xaiviewer.ui.kit.controls import Elided, Segmented, Slider, label, row
from xaiviewer.ui.kit.enlarging import enlarged
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, later, tr
from xaiviewer.ui.views import heat_frame
from xaiviewer.ui.views.colour_bar import ColourBar, scale_told
from xaiviewer.ui.views.tiles.kind import BAR, Tile, TileContext, zoomed
from xaiviewer.ui.views.tiles.planes.view import PlaneView
from xaiviewer.ui.views.viewport import Viewport

PLANES: dict[View, tuple[str, str, str]] = {
    "axial": (later("Axial"), later("Ax"), later("Slices")),
    "sagittal": (later("Sagittal"), later("Sag"), later("Along columns")),
    "coronal": (later("Coronal"), later("Cor"), later("Along rows")),
    "oblique": (later("Oblique"), later("Obl"), later("Oblique")),
}
"""By plane: its name, the same on a button, and its name where nothing says how the patient lies."""

_WAYS = {
    "sagittal": (later("Turned, as seen from the side"), later("side")),
    "coronal": (later("Turned, as seen from the front"), later("front")),
}
"""By plane: what its angle is, and the same beside its slider."""
_LEAST_BAR = 64
_WIDE = 360  # with room for a colour bar beside both sliders
_PLANES = 148  # four short names
_NAMED = 184  # what a header needs for the plane's name and place beside its two buttons
_TURNS = int(STEEPEST)


class PlaneTile(Tile):
    """A plane through the crosshair: the header chooses which, the footer turns the oblique one and tells of heat."""

    of_heat = True

    def __init__(self, context: TileContext) -> None:
        self.context = context
        self.view = PlaneView(context)
        super().__init__("plane", self.view)
        self.planes = Segmented(tr("Plane"), [(key, tr(short), tr(name)) for key, (name, short, _) in PLANES.items()])
        theme.follow(self.planes, lambda it: it.setMaximumWidth(theme.px(_PLANES)))
        self.offer(self.planes)
        self.said = Elided("small")
        self.turns = {way: Slider(tr(name), 2 * _TURNS) for way, (name, _) in _WAYS.items()}
        self.degrees = {way: label("", "small") for way in _WAYS}
        self.colours = ColourBar(context.review, context.renderer, lambda: context.review.shown.state)
        self.colours.setMinimumWidth(_LEAST_BAR)
        theme.follow(self.colours, lambda it: it.setFixedHeight(theme.room(BAR)))
        self.names = {way: label(tr(short), "small") for way, (_, short) in _WAYS.items()}
        self._turning = _turning(self.turns, self.names, self.degrees)
        self.footer.row.setContentsMargins(8, 0, 8, 0)
        self.footer.row.addWidget(self._turning, 2)
        self.footer.row.addWidget(self.said, 1)
        self.footer.row.addWidget(self.colours, 2)
        self.planes.chosen.connect(self._choose)
        for way, slider in self.turns.items():
            slider.valueChanged.connect(partial(self._turn, way))
        self.view.maximise_asked.connect(self.maximise_asked)
        self.view.menu_asked.connect(self.menu_asked)
        shown = context.review.shown
        follow(self.refresh, self.view.crosshair.moved, self.view.told, context.names.changed)
        follow(self.refresh, shown.case_changed, shown.display_changed, shown.results_changed)
        self.show_plane("sagittal")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.planes.setVisible(self.width() >= theme.px(_NAMED) + self.planes.maximumWidth())  # else the menu has them
        self.refresh()

    def show_plane(self, view: View) -> None:
        """Show another plane."""
        self.view.show_plane(view)
        self.planes.set_current(view)
        self.refresh()

    def refresh(self) -> None:
        """Say what is shown."""
        view, state = self.view.view, self.context.review.shown.state
        name, _, unplaced = PLANES[view]
        placed = state.case is None or state.case.geometry.placed
        told = tr(name if placed else unplaced)
        place = self._place()
        self.title.say(*((f"{told} · {place}", place) if place else (told,)))
        self._turning.setVisible(view == "oblique")
        self.said.say(" · ".join(self.coverage()), *self._briefly())
        self.said.setVisible(bool(self.said.text()))
        describe(self.view, "; ".join((self.title.text(), *self.remarks())))
        self.colours.setVisible(state.appearance.heat and (view != "oblique" or self.width() >= _WIDE))
        angles = self.view.crosshair.angles
        for way, degrees in (("sagittal", angles.sagittal), ("coronal", angles.coronal)):
            self.turns[way].show_value(round(degrees) + _TURNS)
            turned = round(degrees)
            self.degrees[way].setText(figure(f"{turned:+d}°" if turned else "0°"))
            self.names[way].setVisible(self.width() >= theme.px(_WIDE))

    def _briefly(self) -> tuple[str, ...]:
        """How many slices have a map, where there is no room for more: the picture says what else there is to say."""
        state, pictured = self.context.review.shown.state, self.view.pictured
        if state.case is None or pictured is None or not state.appearance.heat:
            return ("",)
        return (tr("map of {mapped}/{count}").format(mapped=pictured.mapped, count=len(state.case.indices)), "")

    def remarks(self) -> tuple[str, ...]:
        """What a caption says: the sequence, the map and its scale, whose the lines are, what is not drawn."""
        state, pictured = self.context.review.shown.state, self.view.pictured
        volume, said = query.volume_shown(state), []
        if volume is None or pictured is None:
            return ()
        said.append(self.context.names.sequence(volume))
        if pictured.mapped:
            said += [heat_frame.words(state)[0], *scale_told(state)[:1]]
        lines = (
            (pictured.clinician, tr("solid: clinician's mask")),
            (pictured.model, tr("dashed: model's segmentation")),
        )
        said += [whose for path, whose in lines if path is not None and not path.isEmpty()]
        return (*said, *self.coverage())

    def coverage(self) -> tuple[str, ...]:
        """What of the heat is not drawn, and that proportions are not known."""
        state, pictured = self.context.review.shown.state, self.view.pictured
        case, said = state.case, []
        if case is None:
            return ()
        if not case.geometry.known:
            said.append(tr("in pixels: no spacing is stated, so proportions are not the patient's"))
        if state.appearance.heat and pictured is not None:
            count = len(case.indices)
            if not pictured.mapped:
                said.append(tr("no map of any slice yet"))
            elif pictured.mapped < count:
                told = tr("map of {mapped} of {count} slices; nothing is drawn on the others")
                said.append(told.format(mapped=pictured.mapped, count=count))
            said += [tr(pictured.unseen)] if pictured.unseen else []
        return tuple(said)

    def fill(self, menu: QMenu) -> None:
        for key, (name, *_) in PLANES.items():
            action = menu.addAction(tr(name))
            action.setCheckable(True)
            action.setChecked(key == self.view.view)
            action.triggered.connect(partial(self._choose, key))

    def describe(self) -> dict[str, Any]:
        return {"plane": self.view.view}

    def restore(self, described: dict[str, Any]) -> None:
        wanted = described.get("plane")
        found = next((key for key in PLANES if key == wanted), None)
        if found is not None:
            self.show_plane(found)

    def scale(self, times: int = 1) -> QPixmap | None:
        return enlarged(self.colours, times) if self.colours.isVisibleTo(self) else None

    def settle(self) -> None:
        self.view.crosshair.point(None, self.view)

    def unmeasured(self) -> str:
        return tr("Measuring and marking: on the case's slices only; a plane is cut between voxels of several")

    def port(self) -> Viewport | None:
        return self.view.port  # also where zoom is linked, it is moved alone

    def sights(self) -> dict[str, object]:
        return super().sights() | self.view.crosshair.sight()

    def look(self, wanted: Mapping[str, Any]) -> None:
        super().look(wanted)
        self.view.crosshair.look(wanted)

    def zoom_by(self, factor: float) -> bool:
        return not self.context.links.zoom and zoomed(self.view, self.view.port, factor)

    def fit_again(self) -> None:
        if not self.context.links.zoom:
            self.view.port.reset()

    def _place(self) -> str:
        """Which one of the planes beside each other it is."""
        state, crosshair = self.context.review.shown.state, self.view.crosshair
        case = state.case
        if case is None:
            return ""
        rows, columns = case.shape
        at = {
            "axial": (state.slice_index, len(case)),
            "sagittal": (crosshair.column, columns),
            "coronal": (crosshair.row, rows),
        }.get(self.view.view)
        return "" if at is None else f"{at[0] + 1}/{at[1]}"

    def _choose(self, view: str) -> None:
        self.restore({"plane": view})
        self.changed.emit()

    def _turn(self, way: str, value: int) -> None:
        angles, degrees = self.view.crosshair.angles, float(value - _TURNS)
        turned = Angles(degrees, angles.coronal) if way == "sagittal" else Angles(angles.sagittal, degrees)
        self.view.crosshair.turn(turned)


def _turning(turns: dict[str, Slider], names: dict[str, QLabel], degrees: dict[str, QLabel]) -> QWidget:
    """Both sliders beside each other, each between what it turns and how far."""
    made = QWidget()
    widgets: list[QWidget | int] = []
    for way, slider in turns.items():
        for each in (slider, names[way]):
            each.setToolTip(tr(_WAYS[way][0]))
        slider.setMinimumWidth(40)
        theme.follow(degrees[way], lambda it: it.setFixedWidth(theme.px(28)))
        widgets += [names[way], slider, degrees[way]]
    made.setLayout(row(*widgets, spacing=4))
    return made


def cuttable(review: Review) -> bool:
    """Whether there is a volume to be cut."""
    volume = query.volume_shown(review.shown.state)
    return volume is not None and len(volume.voxels) > 1
