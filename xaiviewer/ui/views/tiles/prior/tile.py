"""A tile that shows another study beside the open one: at the same place of the patient, where that is known."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton

from xaiviewer.case import Case
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.review import Review, ShownState
from xaiviewer.review.derived.sources import series_of
from xaiviewer.review.priors import Candidate, Registered, candidates, kinship, registered
from xaiviewer.ui.kit import bearings, series_words
from xaiviewer.ui.kit.controls import Elided
from xaiviewer.ui.kit.rendering import Kept
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.settings import priors as chosen_priors
from xaiviewer.ui.views.tiles.kind import Tile, TileContext, zoomed
from xaiviewer.ui.views.tiles.prior.view import PriorView, Shown, shown_at
from xaiviewer.ui.views.viewport import Viewport

_MOST_OFFERED = 24
_ON_IT = 0.05  # slices: so near is on it


class PriorTile(Tile):
    """Which study, how it belongs to the open one, and its slice."""

    def __init__(self, context: TileContext) -> None:
        self.context = context
        self._windows: dict[str, WindowLevel] = {}
        self._linked = False  # by position in the stack, as nothing registers the two studies
        self._of: tuple[Case | None, Case | None] = (None, None)
        self._sought: Path | None = None  # the case whose study was looked for among those chosen before
        self._made = Kept()
        self.view = PriorView(self, context)
        super().__init__("prior", self.view)
        self.said = Elided("small")
        self.link = QPushButton(tr("Link by position"))
        self.link.setToolTip(tr("Show the slice at the same height of the stack: the places may be others"))
        self.choose = QPushButton(tr("Choose…"))
        for button in (self.link, self.choose):
            button.setProperty("compact", True)
        self.menu = QMenu(self.choose)
        self.choose.setMenu(self.menu)
        self.choose.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0px; }")
        self.footer.row.setContentsMargins(8, 0, 8, 0)
        self.footer.row.addWidget(self.said, 1)
        self.footer.row.addWidget(self.link)
        self.footer.row.addWidget(self.choose)
        self.menu.aboutToShow.connect(self._fill_own)
        self.link.clicked.connect(self._link)
        self.view.maximise_asked.connect(self.maximise_asked)
        self.view.menu_asked.connect(self.menu_asked)
        review = context.review
        follow(
            self.refresh,
            review.priors.changed,
            context.names.changed,
            review.shelf.entries_changed,
            *review.shown.changes,
        )
        review.shown.case_changed.connect(self._take_case)
        self.refresh()
        self._take_case()

    # ---------------------------------------------------------------- which study

    def offered(self) -> tuple[Candidate, ...]:
        """The cases that may be chosen, those of the same patient first."""
        review = self.context.review
        shelf = review.shelf.state
        return candidates(shelf.entries, shelf.current, self.context.series.state.offered)

    def fill(self, menu: QMenu) -> None:
        self._offer(menu.addMenu(tr("Study")))

    def _fill_own(self) -> None:
        self.menu.clear()
        self._offer(self.menu)

    def _offer(self, menu: QMenu) -> None:
        entries, names = self.context.review.shelf.state.entries, self.context.names
        found = self.offered()
        close = [each for each in found if each.kinship in ("same", "likely")]
        others = [each for each in found if each not in close][:_MOST_OFFERED]
        for each in (*close, None, *others) if close else others:
            if each is None:
                menu.addSeparator()
                continue
            why = {"same": tr("same patient"), "likely": tr("same patient by its name")}.get(each.kinship, "")
            told = " · ".join(filter(None, (names.of(entries[each.line], each.line), series_words.day(each.date), why)))
            action = menu.addAction(told)
            action.setCheckable(True)
            action.setChecked(each.path == self.context.review.priors.state.path)
            action.triggered.connect(partial(self.choose_study, each.path))
        if not found:
            menu.addAction(tr("No other case is in the list")).setEnabled(False)

    def choose_study(self, path: Path) -> None:
        """Show this case beside the open one, now and whenever that is opened."""
        self._linked = False
        self.context.review.priors.choose(path)
        current = self.context.review.shelf.state.current
        if current is not None:
            chosen_priors.remember(current, path)

    def _take_case(self) -> None:
        """Show the study that the reader chose beside this case once, whenever that was."""
        review = self.context.review
        current, case = review.shelf.state.current, review.shown.state.case
        if current is None or case is None or current == self._sought:
            return
        self._sought = current
        chosen = chosen_priors.prior_of(current)
        if chosen is not None:
            review.priors.choose(chosen)

    def _link(self) -> None:
        self._linked = not self._linked
        self.refresh()

    # ---------------------------------------------------------------- what is shown

    def set_window(self, window: WindowLevel) -> None:
        """Show its sequence through another window."""
        shown = self.what()
        if shown is not None:
            self._windows = {**self._windows, shown.volume.sequence: window}
            self.refresh()

    def what(self) -> Shown | None:
        """What is shown of it; None where nothing is."""
        state, prior = self.context.review.shown.state, self.context.review.priors.state
        case, other = state.case, prior.case
        if case is None or other is None:
            return None
        by: Registered = registered(case, other)
        if not by and not self._linked:
            return None
        volume = next((each for each in other.volumes if each.sequence == _sequence(state)), other.main_volume)
        window = self._windows.get(volume.sequence) or prior.presets.automatic[volume.sequence]
        shown: Shown = self._made.get(
            (case, other, by, volume, window, state.slice_index),
            lambda: shown_at(state.slice_index, case, other, volume, window, by),
        )
        return shown

    def message(self) -> str:
        """What is waited for, or why nothing is there."""
        review = self.context.review
        state, shown = review.priors.state, self.what()
        if state.path is None:
            if not self.offered():
                return tr("No other case is in the list: open the folder that holds the patient's other study")
            return tr("Choose another study below")
        if state.problem:
            return state.problem
        if state.case is None:
            return series_words.progress(state.task)
        if shown is None:
            return tr("Not registered: nothing says that both studies lie in one space")
        if shown.by and not self.view.covers(shown):
            return tr("The other study does not reach to this slice")
        return ""

    def warned(self, shown: Shown) -> tuple[str, ...]:
        """What must be known to read the picture."""
        case = self.context.review.shown.state.case
        port = self.view.port()
        told = [bearings.flips(mirrored=port.mirrored, upended=port.upended)]
        told.append(tr("SYNTHETIC") if shown.case.synthetic else "")
        if case is not None and kinship(case, shown.case) == "another":
            told.append(tr("Another patient"))
        if not shown.by:
            told.append(tr("Not registered: by position in the stack"))
        return tuple(filter(None, told))

    def remarks(self) -> tuple[str, ...]:
        """How both studies belong together."""
        case, other = self.context.review.shown.state.case, self.context.review.priors.state.case
        if case is None or other is None:
            return ()
        said = {
            "same": tr("same patient"),
            "likely": tr("same patient by its name"),
            "another": tr("another patient"),
            "unknown": tr("patient not stated"),
        }[kinship(case, other)]
        how = {
            "frame of reference": tr("registered by the frame of reference"),
            "grid": tr("registered: both lie on one and the same grid"),
            "": tr("not registered"),
        }[registered(case, other)]
        return said, how

    def whose(self) -> str | None:
        other = self.context.review.priors.state.case
        return None if other is None else self.context.names.of_case(other)

    def refresh(self) -> None:
        """Say which study it is."""
        state, names = self.context.review.priors.state, self.context.names
        of = self.context.review.shown.state.case, state.case
        if any(one is not other for one, other in zip(of, self._of, strict=True)):
            self._of, self._linked, self._windows = of, False, {}
        if state.case is None:
            self.title.say(tr("Another study"))
            self.detail.setText("")
        else:
            series = series_of(state.case.contents, state.case.choices).get(state.case.main_volume.sequence)
            date, name = series_words.date(series), names.of_case(state.case)
            self.title.say(" · ".join(filter(None, (name or tr("Another study"), date))), date or name)
            self.detail.setText(_place(self.what(), state.case))
        unregistered = all(of) and not registered(of[0], of[1])  # type: ignore[arg-type]
        self.said.say(" · ".join(self.remarks()))
        self.link.setVisible(unregistered)
        self.choose.setVisible(bool(self.offered()))
        self.link.setText(tr("Do not link") if self._linked else tr("Link by position"))
        self.view.update()

    def unmeasured(self) -> str:
        return tr("Measuring: not on a cut through the other study; drag its series here from the list on the left")

    def port(self) -> Viewport | None:
        own = self.view.port() is self.view.own
        return self.view.own if own and self.what() is not None else None

    def zoom_by(self, factor: float) -> bool:
        port = self.port()
        return port is not None and zoomed(self.view, port, factor)

    def fit_again(self) -> None:
        self.view.own.reset()

    def describe(self) -> dict[str, Any]:
        """Nothing: which study it is belongs to the patient."""
        return {}


def _sequence(state: ShownState) -> str:
    return "" if state.case is None else state.appearance.volume(state.case).sequence


def _place(shown: Shown | None, case: Case) -> str:
    """Its slice; of a registered study, which is cut where the open case's slice lies, the nearest one."""
    if shown is None:
        return ""
    at = float(shown.index)
    if shown.by:
        rows, columns = shown.lookup.shape
        at = float(shown.lookup.matrix[0] @ ((rows - 1) / 2, (columns - 1) / 2, 1.0))
    nearest = round(at)
    between = "" if abs(at - nearest) < _ON_IT else "≈ "
    return f"{between}{nearest + 1}/{len(case)}" if 0 <= nearest < len(case) else ""


def another(review: Review) -> bool:
    """Whether the list holds another case."""
    return len(review.shelf.state.entries) > 1
