"""What was made of the clinician's mask: how its values were read, a thumbnail, and its voxels slice by slice."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QToolTip, QWidget

from xaiviewer.case import AUTOMATIC, Case, MaskSource
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.picture import grey_slice
from xaiviewer.review.derived.sources import settled
from xaiviewer.ui.kit import notice_words, theme, wording
from xaiviewer.ui.kit.controls import column, label, row
from xaiviewer.ui.kit.rendering import to_image, to_path
from xaiviewer.ui.language import later, tr

_THUMBNAIL, _BARS = 96, 64
_UNTIL_USED = later("How its values are read is shown once it is used.")


class MaskResult(QWidget):
    """The mask of the open case as it was read; of any other choice it says that it was not read yet."""

    def __init__(self, case: Case | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case = case if case is not None and case.contents is not None else None
        taken = settled(case.contents, case.choices) if case is not None and case.contents is not None else AUTOMATIC
        self._taken = taken.mask, taken.segments
        self.words = label("", "small", wrap=True)
        self.doubt = label("", "caution", wrap=True)
        self.thumbnail = _Thumbnail(self._case)
        self.bars = _Bars(self._case)
        beside = QWidget()
        inner = column(beside, spacing=4)
        for widget in (self.words, self.doubt, self.bars):
            inner.addWidget(widget)
        layout = column(self)
        layout.addLayout(row(self.thumbnail, beside, spacing=12))

    def show_for(self, source: MaskSource | None, segments: tuple[int, ...]) -> None:
        """Show what was read of the mask `source` with these segments ticked; nothing where no mask is chosen."""
        case = self._case
        chosen = None if source is None else (source.key, tuple(sorted(segments)))
        mask = case.mask if case is not None and self._taken == chosen else None
        for widget in (self.thumbnail, self.bars):
            widget.setVisible(mask is not None)
        self.doubt.setVisible(mask is not None and bool(mask.doubt))
        self.setVisible(source is not None)
        if mask is None:
            notices = () if source is None else source.notices
            self.words.setText(" ".join(map(notice_words.told, notices)) or tr(_UNTIL_USED))
            return
        self.words.setText(wording.mask_result(mask))
        self.doubt.setText(notice_words.told(mask.doubt))


class _Thumbnail(QWidget):
    """The slice with most of the mask, and its outline."""

    def __init__(self, case: Case | None) -> None:
        super().__init__()
        self.setFixedSize(_THUMBNAIL, _THUMBNAIL)
        self._case = case if case is not None and case.mask is not None else None
        if self._case is None or self._case.mask is None:
            return
        self.index = int(np.argmax(self._case.mask.areas_px))
        plain = Appearance()
        grey = grey_slice(plain.volume(self._case), self.index, plain)
        self._image = to_image(np.repeat(grey[..., None], 4, axis=2))
        self._path = to_path(self._case.mask.voxels[self.index])
        self.setAccessibleName(tr("Slice {number} with the mask's outline").format(number=self.index + 1))
        self.setToolTip(tr("Slice {number}, which holds most of the mask").format(number=self.index + 1))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.VIEW)
        if self._case is None:
            return
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rows, columns = self._case.shape
        _, high, wide = self._case.geometry.spacing_mm if self._case.geometry.known else (1.0, 1.0, 1.0)
        scale = _THUMBNAIL / max(rows * high, columns * wide)
        width, height = columns * wide * scale, rows * high * scale
        target = QRectF((_THUMBNAIL - width) / 2, (_THUMBNAIL - height) / 2, width, height)
        painter.drawImage(target, self._image)
        pen = QPen(theme.CLINICIAN, 1.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        place = QTransform.fromTranslate(target.x(), target.y()).scale(wide * scale, high * scale).translate(0.5, 0.5)
        painter.drawPath(place.map(self._path))


class _Bars(QWidget):
    """A bar for every slice, as high as its voxels are many; the tip tells the number."""

    def __init__(self, case: Case | None) -> None:
        super().__init__()
        self.setFixedHeight(_BARS)
        self.setMouseTracking(True)
        self._mask = None if case is None else case.mask
        self._areas = np.zeros(0, np.int64) if self._mask is None else self._mask.areas_px
        self.setAccessibleName(tr("Voxels of the mask on each slice"))
        told = (self.said_of(number) for number in np.flatnonzero(self._areas).tolist())
        self.setAccessibleDescription(", ".join(told))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, _BARS)

    def said_of(self, index: int) -> str:
        """A slice and its voxels."""
        drawn = self._mask is not None and bool(self._mask.drawn[index])
        held = wording.count(int(self._areas[index]), "voxel") if drawn else tr("no mask")
        return tr("Slice {number}: {voxels}").format(number=index + 1, voxels=held)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        base = self.height() - 1
        painter.fillRect(QRectF(0, base, self.width(), 1), theme.LINE)
        most, step = max(int(self._areas.max(initial=0)), 1), self.width() / max(len(self._areas), 1)
        for index in np.flatnonzero(self._areas).tolist():
            high = max(1.0, float(self._areas[index]) / most * (base - 2))
            painter.fillRect(QRectF(index * step, base - high, max(step - 1, 1), high), theme.CLINICIAN_SIGN)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and len(self._areas):
            index = min(int(event.pos().x() * len(self._areas) / max(self.width(), 1)), len(self._areas) - 1)
            QToolTip.showText(event.globalPos(), self.said_of(max(index, 0)), self)
            return True
        return super().event(event)
