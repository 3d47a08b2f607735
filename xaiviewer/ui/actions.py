"""What the keys do: each a small step from where the review stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from xaiviewer.case import SEQUENCES
from xaiviewer.review import ReviewSession

if TYPE_CHECKING:
    from xaiviewer.ui.window import MainWindow


class Actions:
    """One method per `shortcuts.Shortcut.action`."""

    def __init__(self, session: ReviewSession, window: MainWindow) -> None:
        self._session = session
        self._window = window
        self._annotated = True

    def step_slice(self, step: int) -> None:
        self._session.show_slice(self._session.state.slice_index + step)

    def first_slice(self) -> None:
        self._session.show_slice(0)

    def last_slice(self) -> None:
        case = self._session.state.case
        self._session.show_slice(len(case) - 1 if case is not None else 0)

    def toggle_cine(self) -> None:
        self._window.cine.toggle()

    def step_case(self, step: int) -> None:
        self._session.step_case(step)

    def search(self) -> None:
        self._window.cases.search.setFocus()
        self._window.cases.search.selectAll()

    def open_folder(self) -> None:
        self._window.dialogs.open_folder()

    def open_files(self) -> None:
        self._window.dialogs.open_files()

    def show_sequences(self) -> None:
        self._window.dialogs.show_sequences()

    def show_skipped(self) -> None:
        self._window.dialogs.show_skipped()

    def show_notices(self) -> None:
        self._window.top.notices.open()

    def step_layer(self, step: int) -> None:
        self._session.show_layer(self._session.state.display.layer + step)

    def toggle_mask(self) -> None:
        self._session.toggle_mask()

    def toggle_model(self) -> None:
        self._session.toggle_model()

    def toggle_heat(self) -> None:
        self._session.toggle_heat()

    def toggle_overlays(self) -> None:
        self._session.toggle_overlays()

    def toggle_annotations(self) -> None:
        self._annotated = not self._annotated
        for frame in (self._window.slice_frame, self._window.heat_frame):
            frame.view.set_annotated(on=self._annotated)

    def toggle_names(self) -> None:
        self._window.names.toggle()

    def step_opacity(self, step: float) -> None:
        self._session.set_opacity(round(self._session.state.display.opacity + step, 2))

    def next_sequence(self) -> None:
        case = self._session.state.case
        if case is None:
            return
        present = [key for key in SEQUENCES if any(volume.sequence == key for volume in case.volumes)]
        here = self._session.state.display.sequence
        at = present.index(here) if here in present else -1
        self._session.set_sequence(present[(at + 1) % len(present)])

    def automatic_window(self) -> None:
        self._session.set_window(None)

    def own_window(self) -> None:
        self._session.set_own_window()

    def invert(self) -> None:
        self._session.toggle_inverted()

    def flip_across(self) -> None:
        if self._session.state.case is not None:
            self._window.viewport.flip_across()

    def flip_down(self) -> None:
        if self._session.state.case is not None:
            self._window.viewport.flip_down()

    def reset(self) -> None:
        self._window.viewport.reset()
        self._session.set_window(None)

    def zoom(self, factor: float) -> None:
        view = self._window.slice_frame.view
        centre = QPointF(view.width() / 2, view.height() / 2)
        self._window.viewport.zoom_by(factor, centre, view.width(), view.height())

    def maximise(self) -> None:
        self._window.maximise_heat()

    def full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def help(self) -> None:
        self._window.help.toggle()

    def manual(self) -> None:
        self._window.dialogs.show_manual()

    def about(self) -> None:
        self._window.dialogs.show_about()

    def close(self) -> None:
        """In full screen no system's button is there to press."""
        self._window.close()

    def stop_or_resume(self) -> None:
        """What the button beside the progress does."""
        self._window.top.progress.press()

    def escape(self) -> None:
        """What is most in the way goes first; never the analysis, so that a press too many loses nothing."""
        window = self._window
        if window.help.isVisible():
            window.help.hide()
        elif window.cases.search.hasFocus():
            window.cases.search.clear()
            window.setFocus()
        elif window.banner.isVisible():
            window.banner.hide()
        elif window.cine.playing:
            window.cine.stop()
        elif window.cases.search.text():
            window.cases.search.clear()
        elif window.isFullScreen():
            window.showNormal()
        elif self._session.state.search.running:
            self._session.stop_search()
