"""The standing warning, and what lies under the pointer."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from xaiviewer import RESEARCH_USE
from xaiviewer.review import Review
from xaiviewer.ui.kit import bearings, theme, wording
from xaiviewer.ui.kit.controls import Elided, label
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.views.viewport import Viewport

_HEIGHT = 32


class SafetyBar(QWidget):
    """The foot of the window; it cannot be closed."""

    def __init__(
        self,
        review: Review,
        renderer: Renderer,
        viewport: Viewport,
        names: Names,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names = names
        self._review = review
        self._renderer = renderer
        self._viewport = viewport
        self.setObjectName("safety")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.follow(self, lambda it: it.setFixedHeight(theme.room(_HEIGHT)))
        sign = QLabel()
        theme.follow(sign, lambda sign: sign.setPixmap(theme.pixmap("caution", theme.CAUTION, round(theme.grown(16)))))
        warning = label(tr(RESEARCH_USE), "caution")
        warning.setToolTip(tr(wording.RESEARCH_DETAIL))
        warning.setAccessibleDescription(tr(wording.RESEARCH_DETAIL))
        detail = Elided("small", tr("A heat map is not the finding's location. Displays are not calibrated."))
        detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # the values have precedence
        self.probe = Elided("small")
        self.probe.setAccessibleName(tr("Values under the pointer"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        for widget in (sign, warning):
            layout.addWidget(widget)
        layout.addWidget(detail, 1)
        layout.addWidget(self.probe)
        follow(self._refresh, *review.shown.changes, viewport.probed, names.changed)

    def _refresh(self) -> None:
        self.probe.setText(self._words())

    def _words(self) -> str:
        state, place = self._review.shown.state, self._viewport.probe
        case = state.case
        if place is None or case is None:
            return ""
        rows, columns = case.shape
        row, column = math.floor(place.y() + 0.5), math.floor(place.x() + 0.5)
        if not (0 <= row < rows and 0 <= column < columns):
            return ""
        index = state.slice_index
        parts = [bearings.patient_position(case.geometry, row, column, index)]
        voxel = tr("column {column}, row {row}, slice {slice}").format(column=column, row=row, slice=index + 1)
        parts.append(voxel)
        for each in case.volumes:
            stored = f"{float(each.voxels[index, row, column]):g}"
            value = tr("not acquired") if index in each.absent else figure(stored)
            parts.append(f"{self._names.sequence(each)} {value}")
        hot = self._renderer.heat(state)
        if hot is not None and not hot.blank:
            share = f"{float(hot.values[row, column]) * 100:.0f}"
            parts.append(tr("map {share} % of full colour").format(share=share))
        mask = case.mask_of(index)
        if mask is not None and mask[row, column]:
            parts.append(tr("in the clinician's mask"))
        return "   ".join(part for part in parts if part)
