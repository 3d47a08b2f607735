"""A view as a picture with a caption: onto the clipboard, or into a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QToolTip, QWidget

from xaiviewer import RESEARCH_USE
from xaiviewer.errors import XaiViewerError
from xaiviewer.records.folders import folder_name, write_whole
from xaiviewer.review import Review, ShownState, query
from xaiviewer.ui.kit import doubt_words, theme, wording
from xaiviewer.ui.kit.enlarging import enlarged
from xaiviewer.ui.kit.measured_words import NO_SPACING
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.settings import folders
from xaiviewer.ui.views.colour_bar import scale_told
from xaiviewer.ui.views.compare.view import CompareView
from xaiviewer.ui.views.frames import ViewFrame
from xaiviewer.ui.views.sheets.view import SheetView
from xaiviewer.ui.views.tiles.kind import Tile
from xaiviewer.ui.views.viewport import Viewport

_EDGE, _GAP = 12, 4
_LARGEST = 4  # times that a view can be saved as large as it is shown; exports offer the same
_NARROWEST = 360  # logical pixels: a caption needs some room


class Picturing(QObject):
    """Makes the pictures.

    Signals:
        told(str): why nothing could be written.
        written(str): where it stands.
    """

    told = Signal(str)
    written = Signal(str)

    def __init__(self, review: Review, viewport: Viewport, names: Names, window: QWidget) -> None:
        super().__init__(window)
        self._review, self._viewport, self._names, self._window = review, viewport, names, window

    def copy(self, frame: ViewFrame | Tile) -> None:
        """Put a view onto the clipboard."""
        if self._review.shown.state.case is None:
            return
        QGuiApplication.clipboard().setImage(self.picture(frame))
        shown = frame.shown()
        QToolTip.showText(
            shown.mapToGlobal(QPoint(16, 16)), tr("The view was copied, with its caption."), shown, QRect(), 1500
        )

    def save(self, frame: ViewFrame | Tile) -> None:
        """Ask for a file, and write a view into it."""
        if self._review.shown.state.case is None:
            return
        chosen = self._ask(tr("Save this view"), self.file_name(frame))
        if chosen is not None:
            self.save_to(frame, *chosen)

    def save_to(self, frame: ViewFrame | Tile, path: Path, times: int = 1) -> None:
        """Write a view as a PNG file, so many times as large, and say where it stands, or what is in the way."""
        self._write(self.picture(frame, times), path)

    def copy_comparison(self, compare: CompareView) -> None:
        """Put what stands side by side onto the clipboard."""
        QGuiApplication.clipboard().setImage(self.comparison(compare))
        self.written.emit(tr("The comparison was copied, with its caption."))

    def save_comparison(self, compare: CompareView) -> None:
        """Ask for a file, and write what stands side by side into it."""
        name = f"{folder_name(self._names.current())}_{self._review.shown.state.slice_index + 1:03d}_side-by-side.png"
        chosen = self._ask(tr("Save this comparison"), name)
        if chosen is not None:
            self.save_comparison_to(compare, *chosen)

    def save_comparison_to(self, compare: CompareView, path: Path, times: int = 1) -> None:
        """Write it as a PNG file, as `save_to` does with a view."""
        self._write(self.comparison(compare, times), path)

    def comparison(self, compare: CompareView, times: int = 1) -> QImage:
        """What stands side by side, and below it what that is."""
        return captioned(self.bare_comparison(compare, times), None, self.comparison_caption(compare))

    def bare_comparison(self, compare: CompareView, times: int = 1) -> QPixmap:
        """The same without its caption."""
        self._viewport.set_probe(None)
        return compare.picture(times)

    def comparison_caption(self, compare: CompareView) -> list[str]:
        """Which slice it is of, what is compared, and with what it comes to; the last line warns."""
        state = self._review.shown.state
        lines = [*self._slice(state), *compare.told(), *self._drawn(state)]
        return [*filter(None, lines), tr(RESEARCH_USE)]

    def copy_sheet(self, sheet: SheetView) -> None:
        """Put a contact sheet onto the clipboard, as soon as all of it is made."""

        def take(cells: QPixmap) -> None:
            QGuiApplication.clipboard().setImage(captioned(cells, sheet.colours.grab(), self._sheet_caption(sheet)))
            self.written.emit(tr("The contact sheet was copied, with its caption."))

        sheet.take_picture(take)

    def save_sheet(self, sheet: SheetView) -> None:
        """Ask for a file, and write a contact sheet into it, as soon as all of it is made."""
        name = f"{folder_name(self._names.current())}_{sheet.kind}.png"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save this contact sheet"), folders.picture(name), tr("Picture (*.png)")
        )
        if chosen:
            path = Path(chosen)
            self.save_sheet_to(sheet, path if path.suffix else path.with_suffix(".png"))

    def save_sheet_to(self, sheet: SheetView, path: Path) -> None:
        """Write it as a PNG file, as `save_to` does with a view."""
        sheet.take_picture(
            lambda cells: self._write(captioned(cells, sheet.colours.grab(), self._sheet_caption(sheet)), path)
        )

    def _sheet_caption(self, sheet: SheetView) -> list[str]:
        """Whose it is, what it is of, how its colours are to be read; the last line warns."""
        state = sheet.scaled()
        volume = query.volume_shown(state)
        shown = "" if volume is None else self._names.sequence(volume)
        doubted = doubt_words.doubted(state)
        scale = "; ".join(scale_told(state)[:1]) if state.appearance.heat and state.analysis is not None else ""
        lines = [" · ".join(filter(None, (self._names.current(), shown, sheet.title.text()))), doubted, scale]
        return [*filter(None, (*lines, *self._drawn(state))), tr(RESEARCH_USE)]

    def _write(self, picture: QImage, path: Path) -> None:
        """Write a picture as a PNG file, and say where it stands, or what is in the way."""
        data = QBuffer()
        data.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(data, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes a name
        try:
            write_whole(path, bytes(data.data().data()))
        except XaiViewerError as error:
            self.told.emit(str(error))
        else:
            folders.keep_picture(path)
            self.written.emit(tr("Written to {folder}").format(folder=path))

    def _ask(self, title: str, name: str) -> tuple[Path, int] | None:
        """A file, and how many times as large; None where the reader thinks better of it."""
        sizes = {_size_words(times): times for times in range(1, _LARGEST + 1)}
        chosen, size = QFileDialog.getSaveFileName(self._window, title, folders.picture(name), ";;".join(sizes))
        path = Path(chosen)
        return (path if path.suffix else path.with_suffix(".png"), sizes.get(size, 1)) if chosen else None

    def file_name(self, frame: ViewFrame | Tile) -> str:
        """What the file is called unless the reader names it otherwise."""
        state = frame.state()
        if state is None:
            return "_".join(filter(None, (folder_name(self._whose(frame)), "view"))) + ".png"
        parts = [folder_name(self._names.current()), f"{state.slice_index + 1:03d}"]
        method = state.request.method if state.request else query.method_of(state, state.layer)
        parts += [method] if method and frame.of_heat else []
        return "_".join(parts) + ".png"

    def _whose(self, frame: ViewFrame | Tile) -> str:
        """What the case is called that a view shows something of: another study's series is not the open case's."""
        whose = frame.whose() if isinstance(frame, Tile) else None
        return self._names.current() if whose is None else whose

    def bare(self, frame: ViewFrame | Tile, times: int = 1) -> tuple[QPixmap, QPixmap | None]:
        """What a view shows, painted so many times as large, and the scale of its colours, if it has one."""
        self._viewport.set_probe(None)  # the pointer's place in the other view is none of the picture
        frame.settle()
        return enlarged(frame.shown(), times), frame.scale(times)

    def picture(self, frame: ViewFrame | Tile, times: int = 1) -> QImage:
        """What a view shows, and below it what that is."""
        return captioned(*self.bare(frame, times), self.caption(frame))

    def caption(self, frame: ViewFrame | Tile) -> list[str]:
        """What is shown, line by line; the last one warns."""
        state = frame.state()
        if state is None:
            what = " · ".join(filter(None, (frame.title.text(), frame.detail.text())))
            return [*filter(None, (self._whose(frame), what, *frame.remarks())), tr(RESEARCH_USE)]
        lines = self._slice(state)
        lines += self._heat(frame, state) if frame.of_heat else list(frame.remarks())
        lines += self._drawn(state)
        return [*filter(None, lines), tr(RESEARCH_USE)]

    def _slice(self, state: ShownState) -> list[str]:
        """Whose slice it is and which, and how its grey levels are shown."""
        volume = query.volume_shown(state)
        if state.case is None or volume is None:
            return []
        place = tr("Slice {here} of {count}").format(here=state.slice_index + 1, count=len(state.case))
        window = query.window_shown(state)
        told = "" if window is None else wording.window(window, state.presets, volume.sequence)
        whose = " · ".join([self._names.current(), self._names.sequence(volume), place])
        return [whose, " · ".join(told.split("\n")), doubt_words.doubted(state)]

    def _heat(self, frame: ViewFrame | Tile, state: ShownState) -> list[str]:
        """The map, and how its colours are to be read."""
        drawn = state.appearance
        title = " · ".join(filter(None, (frame.title.text(), frame.detail.text())))
        if not drawn.heat or state.analysis is None:
            return [title]
        shown = list(scale_told(state)[:1])
        if drawn.smooth and drawn.soften:
            shown.append(tr("smoothed over a cell"))
        if drawn.draw_above > 0:
            shown.append(tr("nothing below {share} %").format(share=figure(f"{100 * drawn.draw_above:.0f}")))
        if drawn.contrast != "none":
            shown.append(tr("contrast raised: colours are not in proportion"))
        return [title, "; ".join(shown), *frame.remarks()]

    def _drawn(self, state: ShownState) -> list[str]:
        """Whose the lines on the picture are."""
        measured = self._review.measured
        case, drawn = state.case, state.appearance
        if case is None:
            return []
        whose = []
        if drawn.mask and case.mask_of(state.slice_index) is not None:
            whose.append(tr("solid: clinician's mask"))
        found = query.result(state)
        if drawn.model and found is not None and found.segmentation is not None:
            whose.append(tr("dashed: model's segmentation"))
        if measured.state.visible and measured.state.marks.of(state.slice_index) is not None:
            whose.append(tr("violet: reader's marks"))
        lines = ["; ".join(whose)]
        if measured.state.visible and measured.state.on(state.slice_index) and not measured.scale.known:
            lines.append(tr(NO_SPACING))
        return lines


def _size_words(times: int) -> str:
    """A size, as the list of the file dialog has it."""
    return tr("Picture (*.png)") if times == 1 else tr("Picture, {times} × as large (*.png)").format(times=times)


def captioned(view: QPixmap, scale: QPixmap | None, lines: list[str]) -> QImage:
    """What a view shows, the scale of its colours, and below it the lines that say what it is; the last one warns."""
    ratio = view.devicePixelRatio()
    wide = max(round(view.width() / ratio), _NARROWEST)
    room = wide - 2 * _EDGE
    metrics = QFontMetrics(theme.font(theme.SMALL))
    flags = Qt.TextFlag.TextWordWrap
    heights = [metrics.boundingRect(QRect(0, 0, room, 1000), flags, line).height() for line in lines]
    top = round(view.height() / ratio)
    bar = 0 if scale is None else round(scale.height() / scale.devicePixelRatio())
    tall = top + bar + 2 * _EDGE + sum(heights) + _GAP * (len(lines) - 1)
    made = QImage(round(wide * ratio), round(tall * ratio), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(ratio)
    made.fill(theme.WINDOW)
    made.setText("Description", "\n".join(lines))
    painter = QPainter(made)
    painter.drawPixmap((wide - round(view.width() / ratio)) // 2, 0, view)
    if scale is not None:
        painter.drawPixmap(_EDGE, top, scale)
    painter.setFont(theme.font(theme.SMALL))
    at = top + bar + _EDGE
    for number, (line, height) in enumerate(zip(lines, heights, strict=True)):
        painter.setPen(theme.CAUTION if number == len(lines) - 1 else theme.TEXT if not number else theme.MUTED)
        painter.drawText(QRect(_EDGE, at, room, height), flags, line)
        at += height + _GAP
    painter.end()
    return made
