"""What each MR sequence adds to the logit, one bar per sequence."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from xaiviewer.requests import METHODS, SequenceShares
from xaiviewer.review import Review, ShownState, query
from xaiviewer.ui.kit import sequence_words, theme
from xaiviewer.ui.kit.signals import follow_later
from xaiviewer.ui.language import figure, tr

_ROW = 20
_LABEL, _VALUE = 104, 64


class ShareBars(QWidget):
    """Bars from the middle, to the right what speaks for the class, under their name. Hidden where nobody asked."""

    access_role = QAccessible.Role.Chart

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.setAccessibleName(tr("What each sequence adds to the class logit"))
        follow_later(self, self._refresh, review.shown, but=("appearance",))
        self._refresh()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, self.minimumHeight())

    def _refresh(self) -> None:
        found = query.shares(self._review.shown.state)
        self.setVisible(found is not None)
        if found is None:
            return
        self.setFixedHeight(theme.px(_ROW) * (1 + len(found.channels)))
        method = METHODS[found.request.method]
        ends = tr("Logit without any: {base}; with all: {total}.")
        ends = ends.format(base=figure(f"{found.base:+.2f}"), total=figure(f"{found.total:+.2f}"))
        self.setToolTip(f"{method.title}\n{tr(method.question)}\n{ends}")
        parts = zip(channel_names(self._review.shown.state, found), found.shares.tolist(), strict=True)
        self.setAccessibleDescription(", ".join(f"{name} {figure(f'{share:+.2f}')}" for name, share in parts))
        self.update()

    def _title(self, found: SequenceShares) -> str:
        analysis = self._review.shown.state.analysis
        label = tr(analysis.classes[found.request.class_index]) if analysis is not None else ""
        return tr("{method} for {label}").format(method=METHODS[found.request.method].title, label=label)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        found = query.shares(self._review.shown.state)
        if found is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.FAINT)
        painter.drawText(QRectF(0, 0, self.width(), theme.px(_ROW)), Qt.AlignmentFlag.AlignVCenter, self._title(found))
        largest = max(*abs(found.shares).tolist(), 1e-9)
        for place, (name, share) in enumerate(
            zip(channel_names(self._review.shown.state, found), found.shares.tolist(), strict=True), start=1
        ):
            line = QRectF(0, place * theme.px(_ROW), self.width(), theme.px(_ROW))
            painter.setPen(theme.MUTED)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(line, right, figure(f"{share:+.2f}"))
            track = QRectF(
                theme.px(_LABEL), line.center().y() - 3, line.width() - theme.px(_LABEL) - theme.px(_VALUE), 6
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.LINE)
            painter.drawRoundedRect(track, 3, 3)
            half = track.width() / 2 * share / largest
            painter.setBrush(theme.TEXT if share > 0 else theme.FAINT)
            painter.drawRoundedRect(QRectF(track.center().x(), track.top(), half, 6).normalized(), 3, 3)


def channel_names(state: ShownState, found: SequenceShares) -> list[str]:
    """What the network's description calls its sequences, and that another series stands in where one does."""
    known = state.analysis.description.titles if state.analysis is not None else {}
    return [sequence_words.channel(state.case_told, channel, known.get(channel, channel)) for channel in found.channels]
