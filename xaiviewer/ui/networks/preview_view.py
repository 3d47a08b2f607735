"""Three slices, or planes of a volume, what the network gets of each, and what it decides: painted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget

from xaiviewer.nets.imports.preview import Preview, PreviewedSlice
from xaiviewer.nets.inputs.colours import COLOURS
from xaiviewer.requests import Channel
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.kit.rendering import to_path
from xaiviewer.ui.language import tr

_GAP, _LINE, _BAR, _STROKE = 8, 18, 3, 1.8
_CUT = Qt.TextElideMode.ElideRight
_BARS = 3  # classes per slice: the likeliest
_TILES = 4  # channels shown of each slice, where they differ


class PreviewView(QWidget):
    """A column per slice: the slice with the square that is seen, the input, the likeliest classes.

    Of a volume three planes, and the likeliest classes once: it is decided about as one.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._pictures: list[tuple[QImage, QImage]] = []
        self.setAccessibleName(tr("Preview: three slices, what the network gets of them, and what it decides"))
        theme.follow(self, lambda it: it.setMinimumSize(theme.px(360), theme.px(360)))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme.px(460), theme.px(420))

    @property
    def preview(self) -> Preview | None:
        """What is shown; None where nothing is."""
        return self._preview

    def show_preview(self, preview: Preview | None) -> None:
        """Show this, or nothing."""
        self._preview = preview
        self._pictures = []
        if preview is not None:
            self._pictures = [
                (_grey(each.picture), _as_given(each.inputs, preview.shades, preview.description.inputs))
                for each in preview.slices
            ]
        told = () if preview is None else preview.slices[: 1 if preview.description.volumes else None]
        self.setAccessibleDescription("; ".join(map(self._told, told)))
        self.update()

    def _told(self, each: PreviewedSlice) -> str:
        assert self._preview is not None
        if each.outline is not None:
            told = tr("slice {number}: {outlined}")
            return told.format(number=each.index + 1, outlined=_outlined(each.outline))
        called = self._preview.description.called(each.probabilities)
        name = self._preview.description.classes[called]
        of_volume = self._preview.description.volumes
        told = tr("the whole volume: {name} {share}") if of_volume else tr("slice {number}: {name} {share}")
        return told.format(
            number=each.index + 1, name=tr(name), share=wording.percent(float(each.probabilities[called]))
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        preview = self._preview
        if preview is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        line, alone = theme.px(_LINE), len(preview.slices) == 1
        across, down = (2, 1) if alone else (3, 2)  # a single slice lies beside what becomes of it
        outlines = preview.description.task == "segmentation"
        bars = line * (1 if outlines else min(_BARS, len(preview.description.classes))) + _GAP
        wide = (self.width() - (across - 1) * _GAP) / across
        side = min(wide, (self.height() - bars) / down - line)
        for number, each in enumerate(preview.slices):
            left = number * (side + _GAP)
            above = QRectF(left, line, side, side)
            below = above.translated(side + _GAP, 0) if alone else above.translated(0, side + line)
            shown = self._paint_picture(painter, above, self._pictures[number][0], _named(each))
            self._paint_frame(painter, shown, each)
            self._paint_outline(painter, shown, each)
            self._paint_picture(painter, below, self._pictures[number][1], tr("As the network gets it"))
            beneath = QRectF(left, below.bottom() + _GAP / 2, below.right() - left, line)
            if preview.description.volumes:
                if number == 0:
                    self._paint_bars(painter, QRectF(0, beneath.top(), side * across + 2 * _GAP, line), each)
            elif each.outline is None:
                self._paint_bars(painter, beneath, each)
            else:
                painter.setPen(theme.TEXT)
                told = painter.fontMetrics().elidedText(_outlined(each.outline), _CUT, int(beneath.width()))
                painter.drawText(beneath, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)

    @staticmethod
    def _paint_outline(painter: QPainter, drawn: QRectF, each: PreviewedSlice) -> None:
        """What a segmenter outlines."""
        if each.outline is None:
            return
        scale = drawn.width() / each.picture.shape[1]
        onto = QTransform().translate(drawn.left() + scale / 2, drawn.top() + scale / 2).scale(scale, scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.MODEL, _STROKE))
        painter.drawPath(onto.map(to_path(each.outline)))

    @staticmethod
    def _paint_picture(painter: QPainter, place: QRectF, picture: QImage, name: str) -> QRectF:
        """A picture in a square under its name; where it lies."""
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.MUTED)
        above = QRectF(place.left(), place.top() - theme.px(_LINE), place.width(), theme.px(_LINE))
        shown = painter.fontMetrics().elidedText(name, _CUT, int(place.width()))
        painter.drawText(above, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.fillRect(place, theme.VIEW)
        painter.drawImage(_fitted(place, picture), picture)
        return _fitted(place, picture)

    @staticmethod
    def _paint_frame(painter: QPainter, drawn: QRectF, each: PreviewedSlice) -> None:
        """What the network sees."""
        scale = drawn.width() / each.picture.shape[1]
        (row, down), (column, across) = each.frame.seen
        seen = QRectF(
            drawn.left() + (column + 0.5) * scale, drawn.top() + (row + 0.5) * scale, across * scale, down * scale
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.VIEW_MUTED, 1, Qt.PenStyle.DashLine))
        painter.drawRect(seen.adjusted(1, 1, -1, -1).intersected(drawn.adjusted(1, 1, -1, -1)))

    def _paint_bars(self, painter: QPainter, place: QRectF, each: PreviewedSlice) -> None:
        assert self._preview is not None
        line, description = theme.px(_LINE), self._preview.description
        called = description.called(each.probabilities)
        for number, index in enumerate(np.argsort(-each.probabilities, kind="stable")[:_BARS]):
            value = float(each.probabilities[index])
            row = QRectF(place.left(), place.top() + number * line, place.width(), line)
            painter.setFont(theme.font(theme.SMALL, bold=index == called))
            painter.setPen(theme.TEXT if index == called else theme.MUTED)
            share = wording.percent(value)
            metrics = painter.fontMetrics()
            room = int(row.width()) - metrics.horizontalAdvance(share) - 6
            name = metrics.elidedText(tr(description.classes[index]), _CUT, room)
            painter.drawText(row, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
            painter.drawText(row, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, share)
            track = QRectF(row.left(), row.bottom() - _BAR, row.width(), _BAR - 1)
            painter.fillRect(track, theme.LINE)
            filled = QRectF(track.left(), track.top(), track.width() * value, track.height())
            painter.fillRect(filled, theme.ACCENT if index == called else theme.FAINT)


def _named(each: PreviewedSlice) -> str:
    """Which plane it is."""
    told = {"slice": tr("Slice {here}"), "row": tr("Row {here}"), "column": tr("Column {here}")}
    return told[each.axis].format(here=each.index + 1)


def _outlined(outline: NDArray[np.bool_]) -> str:
    """How much of a slice is outlined."""
    share = float(np.mean(outline))
    return tr("{share} of the slice outlined").format(share=wording.percent(share)) if share else tr("nothing outlined")


def _fitted(place: QRectF, picture: QImage) -> QRectF:
    """Where a picture lies in a square, in its true proportions."""
    scale = min(place.width() / picture.width(), place.height() / picture.height())
    width, height = picture.width() * scale, picture.height() * scale
    return QRectF(
        place.left() + (place.width() - width) / 2, place.top() + (place.height() - height) / 2, width, height
    )


def _as_given(inputs: NDArray[np.float32], shades: NDArray[np.float32], channels: Sequence[Channel]) -> QImage:
    """An input ``[channel, row, column]``: in colour where its channels are colours, else channel by channel."""
    black, white = shades[:, 0, None, None], shades[:, 1, None, None]
    grey = (np.clip((inputs - black) / (white - black), 0, 1) * 255).round().astype(np.uint8)
    names = [each.name for each in channels]
    if sorted(names) == sorted(COLOURS):
        held = np.ascontiguousarray(np.stack([grey[names.index(each)] for each in COLOURS], axis=-1))
        rows, columns, _ = held.shape
        return QImage(held.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()
    return _grey(_tiled(grey))


def _tiled(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Channels ``[channel, row, column]`` beside each other; one where all look alike."""
    differ = any(int(np.abs(grey[0].astype(int) - each).max()) > 1 for each in grey[1:])
    grey = grey[:_TILES] if differ else grey[:1]
    if len(grey) == 1:
        return np.asarray(grey[0])
    while len(grey) < _TILES:
        grey = np.concatenate([grey, np.zeros_like(grey[:1])])
    return np.concatenate([np.concatenate(list(pair), axis=1) for pair in (grey[:2], grey[2:])])


def _grey(pixels: NDArray[np.uint8]) -> QImage:
    rows, columns = pixels.shape
    held = np.ascontiguousarray(pixels)
    return QImage(held.data, columns, rows, columns, QImage.Format.Format_Grayscale8).copy()
