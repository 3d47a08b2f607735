"""What each action does: a small step from where the review stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from xaiviewer.case import SEQUENCES
from xaiviewer.review import Review
from xaiviewer.ui.keys.shortcuts import Shortcuts
from xaiviewer.ui.kit import display_choices
from xaiviewer.ui.kit.actions import ACTIONS, KEYS
from xaiviewer.ui.language import tr
from xaiviewer.ui.panels.case_list import CasePanel
from xaiviewer.ui.panels.folding import ACTIONS as FOLDING
from xaiviewer.ui.parts import Bound, Do, Parts
from xaiviewer.ui.views.difference import why_not
from xaiviewer.ui.views.frames import ViewFrame
from xaiviewer.ui.views.measuring.tools import Tool
from xaiviewer.ui.views.tiles.kept import LAYOUTS, PLANES, USUAL
from xaiviewer.ui.views.tiles.kind import Tile
from xaiviewer.ui.views.tiles.series import SeriesTile


def bound(parts: Parts) -> tuple[Bound, ...]:
    """Every action of `kit.actions`, in its order."""
    with_case = {**_with_case(parts), **_measuring(parts), **_judging(parts)}
    always = {**_cases(parts), **_window(parts)}

    def has_case() -> bool:
        return parts.review.shown.state.case is not None

    def ever() -> bool:
        return True

    history, measured = parts.review.history, parts.review.measured
    now: dict[str, Callable[[], bool]] = {
        "edit.undo": lambda: bool(history.state.done),
        "edit.redo": lambda: bool(history.state.undone),
        "measure.delete": lambda: measured.chosen is not None,
    }
    return tuple(
        Bound(each, with_case[each.id], now.get(each.id, has_case))
        if each.id in with_case
        else Bound(each, always[each.id], ever)
        for each in ACTIONS
    )


def bind(window: QMainWindow, actions: Sequence[Bound]) -> Shortcuts:
    """Make the shortcuts of a window."""
    return Shortcuts(window, [(each.action.id, each.do) for each in actions], KEYS)


def _with_case(parts: Parts) -> dict[str, Do]:
    """What does nothing where no case is open."""
    review, view = parts.review, parts.viewport
    return {
        "slice.previous": partial(_step_slice, review, -1),
        "slice.next": partial(_step_slice, review, 1),
        "slice.ten-back": partial(_step_slice, review, -10),
        "slice.ten-on": partial(_step_slice, review, 10),
        "slice.first": partial(review.shown.show_slice, 0),
        "slice.last": partial(_last_slice, review),
        "slice.play": parts.cine.toggle,
        "layer.previous": partial(_step_layer, review, -1),
        "layer.next": partial(_step_layer, review, 1),
        "layer.ten-back": partial(_step_layer, review, -10),
        "layer.ten-on": partial(_step_layer, review, 10),
        "layer.matters": parts.dialogs.show_faithfulness,
        "layer.compute": parts.ask.compute,
        "layer.compute-case": parts.ask.compute_whole,
        "overlay.mask": review.shown.toggle_mask,
        "overlay.model": review.shown.toggle_model,
        "overlay.difference": partial(_differ, parts),
        "window.layer-sheet": partial(parts.sheet.toggle, "layers"),
        "window.slice-sheet": partial(parts.sheet.toggle, "slices"),
        "overlay.heat": review.shown.toggle_heat,
        "overlay.all": partial(_toggle_overlays, review),
        "overlay.text": parts.names.pictures.toggle,
        "overlay.more-transparent": partial(_step_opacity, review, -0.1),
        "overlay.less-transparent": partial(_step_opacity, review, 0.1),
        "picture.sequence": partial(_next_sequence, review),
        "picture.automatic-window": partial(_automatic_window, parts),
        "picture.own-window": review.shown.set_own_window,
        "picture.invert": review.shown.toggle_inverted,
        "picture.flip-across": partial(_if_open, review, view.flip_across),
        "picture.flip-down": partial(_if_open, review, view.flip_down),
        "picture.reset": partial(_reset, parts),
        "picture.reset-display": partial(display_choices.reset, review),
        "picture.zoom-in": partial(_zoom, parts, 1.25),
        "picture.zoom-out": partial(_zoom, parts, 0.8),
        "picture.copy": partial(_copy, parts),
        "picture.save": partial(_save, parts),
        "picture.print": partial(_print, parts),
        "window.compare": partial(_compare, parts),
        "window.sanity": parts.dialogs.show_sanity,
        "window.words": parts.dialogs.show_words,
        "window.header": partial(_header, parts),
        "window.export": parts.dialogs.show_export,
        "window.write": parts.dialogs.write_asked,
    }


_TOOLS: tuple[Tool, ...] = ("pointer", "distance", "angle", "rectangle", "ellipse", "freehand", "probe")
_TOOLS += ("brush", "eraser", "fill")


def _measuring(parts: Parts) -> dict[str, Do]:
    """What is done with tools, and what takes it back."""
    review, tools = parts.review, parts.tools
    return {
        **{f"measure.{tool}": partial(tools.choose, tool) for tool in _TOOLS},
        "measure.smaller": partial(tools.resize, -1),
        "measure.larger": partial(tools.resize, 1),
        "measure.delete": partial(_delete, parts),
        "measure.shown": partial(_toggle_measured, review),
        "measure.list": parts.measures,
        "edit.undo": review.history.undo,
        "edit.redo": review.history.redo,
    }


def _judging(parts: Parts) -> dict[str, Do]:
    """What is done with the verdict form, which whatever is done to it shows."""
    verdicts = parts.review.verdicts
    return {
        "verdict.next": partial(_step_question, parts, 1),
        "verdict.previous": partial(_step_question, parts, -1),
        "verdict.form": parts.judge,
        "verdict.about": verdicts.next_about,
        "verdict.undo": verdicts.undo,
        "case.flag": verdicts.flag,
    }


def _cases(parts: Parts) -> dict[str, Do]:
    """What is done with cases."""
    review, dialogs = parts.review, parts.dialogs
    return {
        "case.previous": partial(review.shelf.step, -1),
        "case.next": partial(review.shelf.step, 1),
        "case.search": partial(_search, parts.cases),
        "case.open-folder": dialogs.open_folder,
        "case.open-files": dialogs.open_files,
        "case.recent": dialogs.show_recent,
        "case.names": parts.names.toggle,
        "case.sequences": dialogs.show_sequences,
        "case.skipped": dialogs.show_skipped,
        "case.to-do": partial(_next_to_do, parts),
        "verdict.decide": parts.decide,
        "verdict.figures": parts.figures,
        "case.notices": parts.top.notices.open,
    }


def _window(parts: Parts) -> dict[str, Do]:
    """What is done with the window and the program."""
    return {
        "window.maximise": parts.maximise,
        **{name: partial(parts.folds.toggle, panel) for panel, name in FOLDING.items()},
        **{f"window.layout-{number}": partial(_lay_out, parts, number) for number in LAYOUTS},
        "window.planes": partial(_lay_out, parts, PLANES),
        "window.full-screen": partial(_full_screen, parts.window),
        "window.networks": parts.networks.show,
        "window.add-network": parts.networks.add,
        "window.palette": parts.palette.ask,
        "window.help": parts.help.toggle,
        "window.manual": parts.dialogs.show_manual,
        "window.language": parts.dialogs.show_language,
        "window.keys": parts.dialogs.show_keys,
        "window.preferences": parts.dialogs.show_preferences,
        "window.about": parts.dialogs.show_about,
        "window.stop": partial(_stop, parts),
        "window.escape": partial(_escape, parts),
        "window.close": partial(_close, parts.window),  # in full screen no system's button is there to press
    }


def _step_slice(review: Review, step: int) -> None:
    review.shown.show_slice(review.shown.state.slice_index + step)


def _last_slice(review: Review) -> None:
    case = review.shown.state.case
    review.shown.show_slice(len(case) - 1 if case is not None else 0)


def _next_to_do(parts: Parts) -> None:
    if not parts.cases.next_to_do() and parts.review.shelf.state.entries:
        parts.banner.tell(tr("Every other case is done."))


def _step_question(parts: Parts, step: int) -> None:
    if parts.verdict.isVisible():
        parts.review.verdicts.step(step)
    else:
        parts.judge()


def _step_layer(review: Review, step: int) -> None:
    review.shown.show_layer(review.shown.state.layer + step)


def _step_opacity(review: Review, step: float) -> None:
    review.shown.set_opacity(round(review.shown.state.appearance.opacity + step, 2))


def _next_sequence(review: Review) -> None:
    case = review.shown.state.case
    if case is None:
        return
    present = [key for key in SEQUENCES if any(volume.sequence == key for volume in case.volumes)]
    at = present.index(review.shown.state.appearance.volume(case).sequence)
    review.shown.set_sequence(present[(at + 1) % len(present)])


def _toggle_overlays(review: Review) -> None:
    """What is measured and marked goes and comes with the other overlays."""
    review.shown.toggle_overlays()
    review.measured.show(on=review.shown.state.appearance.heat)


def _toggle_measured(review: Review) -> None:
    review.measured.show(on=not review.measured.state.visible)


def _delete(parts: Parts) -> None:
    """The one that is chosen, or, where none is, the one under the pointer."""
    measured, tools = parts.review.measured, parts.tools
    kept, number = measured.chosen or (tools.drawn_in or measured, tools.hovered)
    kept.remove(number)


def _shown(parts: Parts) -> list[ViewFrame | Tile]:
    """What is on the screen, heat maps last."""
    shown: list[ViewFrame | Tile] = [*parts.views.pictured(), *(each for each in parts.frames if each.isVisible())]
    return sorted(shown, key=lambda each: each.of_heat)


def _under(parts: Parts) -> list[ViewFrame | Tile]:
    """The view under the pointer, if it is over one."""
    return [each for each in _shown(parts) if each.holds(parts.tools.over)]


def _frame(parts: Parts) -> ViewFrame | Tile:
    """The view under the pointer; else the heat map, as far as it is shown."""
    return next(iter(_under(parts) or reversed(_shown(parts))), parts.frames[-1])


def _header(parts: Parts) -> None:
    """Of the series under the pointer, where that is another one than the case's."""
    frame = _frame(parts)
    own = isinstance(frame, SeriesTile) and frame.own_state().case is not None
    parts.dialogs.show_header(frame.own_state if isinstance(frame, SeriesTile) and own else None)


def _copy(parts: Parts) -> None:
    """The view; text that was marked with the mouse goes before it."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QLabel) and focused.hasSelectedText():
        QGuiApplication.clipboard().setText(focused.selectedText())
    elif parts.sheet.on:
        parts.picturing.copy_sheet(parts.sheet)
    elif parts.compare.isVisible():
        parts.picturing.copy_comparison(parts.compare)
    else:
        parts.picturing.copy(_frame(parts))


def _save(parts: Parts) -> None:
    if parts.sheet.on:
        parts.picturing.save_sheet(parts.sheet)
    elif parts.compare.isVisible():
        parts.picturing.save_comparison(parts.compare)
    else:
        parts.picturing.save(_frame(parts))


def _print(parts: Parts) -> None:
    """The view; all of them where none is alone and the pointer is over none."""
    if parts.compare.isVisible():
        parts.printing.ask_comparison(parts.compare)
    else:
        parts.printing.ask(_under(parts) or _shown(parts))


def _if_open(review: Review, do: Do) -> None:
    if review.shown.state.case is not None:
        do()


def _automatic_window(parts: Parts) -> None:
    """Of the sequence that a tile under the pointer shows; else of the one that is shown."""
    tiles = [each for each in _under(parts) if isinstance(each, Tile)]
    if not any(each.reset_window() for each in tiles):
        parts.review.shown.set_window(None)


def _reset(parts: Parts) -> None:
    parts.viewport.reset()
    for tile in parts.views.pictured():
        tile.fit_again()
    parts.review.shown.set_window(None)


def _zoom(parts: Parts, factor: float) -> None:
    """Of all views that zoom together; one under the pointer that does not is zoomed by itself."""
    frame = _frame(parts)
    if isinstance(frame, Tile) and frame.zoom_by(factor):
        return
    view = parts.frames[0].view
    centre = QPointF(view.width() / 2, view.height() / 2)
    parts.viewport.zoom_by(factor, centre, view.width(), view.height())


def _compare(parts: Parts) -> None:
    review = parts.review
    if review.shown.state.case is not None and review.shown.state.analysis is None:
        parts.banner.tell(tr("There is nothing to compare yet: the networks have not answered."))
    elif review.compared.state.on:
        review.compared.close()
    else:
        review.compared.open()


def _differ(parts: Parts) -> None:
    """Clinician against model in whatever views there are, or why it is not to be had."""
    state = parts.review.shown.state
    grid = parts.views.number != USUAL
    if grid and state.case is not None and state.case.mask is None:
        parts.banner.tell(why_not(state))
    elif not parts.views.toggle_difference():
        parts.difference()


def _lay_out(parts: Parts, number: int) -> None:
    """Show so many views; explanations that stand side by side make way."""
    parts.review.compared.close()
    parts.views.set_layout(number)


def _search(cases: CasePanel) -> None:
    cases.search.setFocus()
    cases.search.selectAll()


def _full_screen(window: QMainWindow) -> None:
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


def _close(window: QMainWindow) -> None:
    window.close()


def _stop(parts: Parts) -> None:
    """Stop whatever goes on, or go on with the case where that was stopped: what the buttons beside the progress do."""
    shelf, work = parts.review.shelf, parts.review.work
    searching = shelf.state.search.running
    if searching:
        shelf.stop_search()
    if work.state.task is not None or not searching:
        parts.top.progress.press()


def _escape(parts: Parts) -> None:
    """What is most in the way goes first; nothing that goes on is stopped, so that a press too many loses nothing."""
    window, cases, review, tools = parts.window, parts.cases, parts.review, parts.tools
    ways: tuple[tuple[bool, Do], ...] = (
        (parts.help.isVisible(), parts.help.hide),
        (cases.search.hasFocus(), partial(_leave_search, parts)),
        (parts.verdict.writing, window.setFocus),
        (tools.busy, tools.drop),
        (parts.banner.isVisible(), parts.banner.hide),
        (tools.tool != "pointer", partial(tools.choose, "pointer")),
        (parts.sheet.on, parts.sheet.close_sheet),
        (parts.verdict.isVisible() and review.verdicts.state.active, partial(review.verdicts.activate, on=False)),
        (review.compared.state.on, review.compared.close),
        (parts.views.alone, parts.views.show_all),
        (bool(cases.search.text()), cases.search.clear),
        (window.isFullScreen(), window.showNormal),
    )
    next((do for there, do in ways if there), lambda: None)()


def _leave_search(parts: Parts) -> None:
    parts.cases.search.clear()
    parts.window.setFocus()
