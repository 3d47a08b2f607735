"""The two views with their headers and footers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from xaiviewer.case import METHODS, SEQUENCES
from xaiviewer.review import ReviewSession, query
from xaiviewer.ui import theme, wording
from xaiviewer.ui.colour_bar import ColourBar
from xaiviewer.ui.controls import Elided, Segmented, column, flat_button, keep_keys, label
from xaiviewer.ui.rendering import Renderer
from xaiviewer.ui.slice_view import SliceView
from xaiviewer.ui.viewport import Viewport

_BAR = 40
_SHORT = {"t1": "T1", "flair": "FLAIR", "t1c": "T1+C"}


class OutlineKey(QAbstractButton):
    """The key of an outline, as it is drawn in the views; a click switches it on and off."""

    def __init__(self, text: str, tip: str, colour: QColor, *, dashed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._colour = colour
        self._dashed = dashed
        keep_keys(self)
        self.setFixedSize(self.fontMetrics().horizontalAdvance(text) + 40, 24)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked() and self.isEnabled()
        line = Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(self._colour if on else theme.LINE, 2, line))
        painter.drawLine(8, self.height() // 2, 28, self.height() // 2)
        painter.setPen(theme.TEXT if on else theme.FAINT)
        painter.drawText(self.rect().adjusted(36, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.ACCENT, 1))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_BAR)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 0, 8, 0)
        self.row.setSpacing(8)


class ViewFrame(QWidget):
    """A header, a view, a footer.

    Signals:
        maximise_asked(): show this view alone, or both again.
    """

    maximise_asked = Signal()

    def __init__(self, view: SliceView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.title = Elided("heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.detail = label("", "small")
        self.header, self.footer = _Bar(), _Bar()
        self._maximise = flat_button("expand", "Show this view alone, or both again (double-click)")
        layout = column(self, spacing=0)
        for bar in (self.header, view, self.footer):
            if isinstance(bar, SliceView):
                layout.addWidget(bar, 1)
            else:
                layout.addWidget(bar)
        self.header.row.addWidget(self.title, 1)
        self.header.row.addWidget(self.detail)
        self.header.row.addWidget(self._maximise)
        self._maximise.clicked.connect(self.maximise_asked)
        view.maximise_asked.connect(self.maximise_asked)


class SliceFrame(ViewFrame):
    """The slice with the clinician's mask; its header chooses the sequence, its footer the outlines."""

    def __init__(self, session: ReviewSession, renderer: Renderer, viewport: Viewport) -> None:
        super().__init__(SliceView(session, renderer, viewport, role="slice"))
        self._session = session
        self.sequences = Segmented("Sequence", [(key, _SHORT[key], name) for key, name in SEQUENCES.items()])
        self.header.row.insertWidget(2, self.sequences)
        self.clinician = OutlineKey("Clinician", "Clinician's mask (S)", theme.CLINICIAN, dashed=False)
        self.model = OutlineKey("Model", "Model's segmentation (M)", theme.MODEL, dashed=True)
        self.window_text = Elided("small")
        self.window_text.setToolTip(
            "Window width and centre: drag with the left button. 0 sets the automatic window, 1 the file's own."
        )
        self.invert = flat_button("invert", "Invert grey levels (I)")
        self.footer.row.setContentsMargins(8, 0, 8, 0)
        for widget in (self.clinician, self.model):
            self.footer.row.addWidget(widget)
        self.footer.row.addStretch(1)
        self.footer.row.addWidget(self.window_text)
        self.footer.row.addWidget(self.invert)
        self.sequences.chosen.connect(session.set_sequence)
        self.clinician.clicked.connect(session.toggle_mask)
        self.model.clicked.connect(session.toggle_model)
        self.invert.clicked.connect(session.toggle_inverted)
        session.slice_changed.connect(self._refresh)
        session.case_changed.connect(self._refresh)
        session.display_changed.connect(self._refresh)
        session.results_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        state = self._session.state
        case, display = state.case, state.display
        for widget in (self.sequences, self.clinician, self.model, self.invert):
            widget.setEnabled(case is not None)
        self.clinician.setChecked(display.mask)
        self.model.setChecked(display.model)
        self.clinician.setToolTip(wording.mask_tip(case))
        if case is None:
            first = state.glimpse.preview if state.glimpse else None
            self.title.setText(f"Slice {first.index + 1} of {first.count}" if first else "Slice")
            self.window_text.setText("")
            return
        self.sequences.set_available([volume.sequence for volume in case.volumes])
        self.sequences.set_current(display.sequence)
        self.title.setText(f"Slice {state.slice_index + 1} of {len(case)}")
        self.title.setToolTip(case.slice_names[state.slice_index])
        window = display.windows.get(display.sequence)
        self.window_text.setText("" if window is None else wording.window(window, state.presets, display.sequence))


class HeatFrame(ViewFrame):
    """The slice under its heat; the header names the layer, the footer holds the colour bar."""

    def __init__(self, session: ReviewSession, renderer: Renderer, viewport: Viewport) -> None:
        super().__init__(SliceView(session, renderer, viewport, role="heat"))
        self._session = session
        self.colour_bar = ColourBar(session, renderer)
        self.footer.row.setContentsMargins(16, 0, 16, 0)
        self.footer.row.addWidget(self.colour_bar, 1)
        session.case_changed.connect(self._refresh)
        session.display_changed.connect(self._refresh)
        session.results_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        state = self._session.state
        analysis = state.analysis
        layers = query.shown_layers(state)
        if analysis is None or not layers:
            self.title.setText("Heat map")
            self.detail.setText("")
            return
        here = analysis.layers[state.display.layer]
        method = query.method_of(state, state.display.layer) or ""
        if len(layers) > 1:
            how = "mean" if state.display.fusion.how == "mean" else "maximum"
            self.title.setText(f"{len(layers)} layers, {how}")
            self.detail.setText("fused, upsampled")
            return
        self.title.setText(f"{METHODS.get(method, method)} · {here.name}")
        self.title.setToolTip(f"{here.name}\nKeras: {here.keras_name}")
        self.detail.setText(wording.grid(here))
