"""The two views with their headers and footers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from xaiviewer.case import METHODS, SEQUENCES, Case
from xaiviewer.review import ReviewSession, query
from xaiviewer.ui import theme, wording
from xaiviewer.ui.colour_bar import ColourBar
from xaiviewer.ui.controls import Elided, Segmented, column, flat_button, focus_ring, keep_keys, label, row
from xaiviewer.ui.names import Names
from xaiviewer.ui.rendering import Renderer
from xaiviewer.ui.slice_view import SliceView
from xaiviewer.ui.viewport import Viewport

_BAR = 40
_NARROWEST = 236  # about what the other view needs: in a small window the list of cases gives way, not the heat
_ROOM = 12  # letters of a series' own name
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
        self.setFixedSize(self.fontMetrics().horizontalAdvance(text) + 32, 24)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked() and self.isEnabled()
        line = Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(self._colour if on else theme.LINE, 2, line))
        painter.drawLine(4, self.height() // 2, 22, self.height() // 2)
        painter.setPen(theme.TEXT if on else theme.FAINT)
        painter.drawText(self.rect().adjusted(28, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        focus_ring(painter, self)


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
        layout.addWidget(self.header)
        layout.addWidget(view, 1)
        layout.addWidget(self.footer)
        self.header.row.addWidget(self.title, 1)
        self.header.row.addWidget(self.detail)
        self.header.row.addWidget(self._maximise)
        self._maximise.clicked.connect(self.maximise_asked)
        view.maximise_asked.connect(self.maximise_asked)


class SliceFrame(ViewFrame):
    """The slice with the clinician's mask; its header chooses the sequence, its footer the outlines and the flips."""

    def __init__(self, session: ReviewSession, renderer: Renderer, viewport: Viewport, names: Names) -> None:
        super().__init__(SliceView(session, renderer, viewport, role="slice"))
        self._session = session
        self._viewport = viewport
        self._names = names
        self.sequences = Segmented("Sequence", [(key, _SHORT[key], name) for key, name in SEQUENCES.items()])
        self.header.row.replaceWidget(self.detail, self.sequences)  # a plain slice has no grid to name
        self.detail.hide()
        self.clinician = OutlineKey("Clinician", "Clinician's mask (S)", theme.CLINICIAN, dashed=False)
        self.model = OutlineKey("Model", "Model's segmentation (M)", theme.MODEL, dashed=True)
        self.mirror = flat_button("flip-across", "Flip left and right (H)")
        self.upend = flat_button("flip-down", "Flip top and bottom (V)")
        self.invert = flat_button("invert", "Invert grey levels (I)")
        self.footer.row.setContentsMargins(12, 0, 8, 0)
        self.footer.row.setSpacing(4)
        for widget in (self.clinician, self.model):
            self.footer.row.addWidget(widget)
        self.footer.row.addStretch(1)
        buttons = row(self.mirror, self.upend, self.invert, spacing=0)
        for button in (self.mirror, self.upend, self.invert):
            button.setCheckable(True)
        self.footer.row.addLayout(buttons)
        self.sequences.chosen.connect(session.set_sequence)
        self.clinician.clicked.connect(session.toggle_mask)
        self.model.clicked.connect(session.toggle_model)
        self.mirror.clicked.connect(viewport.flip_across)
        self.upend.clicked.connect(viewport.flip_down)
        self.invert.clicked.connect(session.toggle_inverted)
        viewport.changed.connect(self._refresh_flips)
        names.changed.connect(self._refresh)
        session.slice_changed.connect(self._refresh)
        session.case_changed.connect(self._refresh)
        session.display_changed.connect(self._refresh)
        session.results_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        state = self._session.state
        case, display = state.case, state.display
        for widget in (self.sequences, self.model, self.mirror, self.upend, self.invert):
            widget.setEnabled(case is not None)
        self.clinician.setEnabled(case is not None and case.mask is not None)
        self.invert.setChecked(display.inverted)
        self.clinician.setChecked(display.mask)
        self.model.setChecked(display.model)
        self.clinician.setToolTip(wording.mask_tip(case, named=not self._names.hidden))
        if case is None:
            first = state.glimpse.preview if state.glimpse else None
            self.title.setToolTip("")  # the last case's slice
            if first is None:
                self.title.say("Slice")
            else:
                self._name_slice(first.index, first.count)
            return
        self.sequences.set_available([volume.sequence for volume in case.volumes])
        self._name_sequences(case)
        self.sequences.set_current(display.sequence)
        self._name_slice(state.slice_index, len(case))
        self.title.setToolTip(self._names.file(case.slice_names[state.slice_index]))

    def _name_sequences(self, case: Case) -> None:
        """A series that stands in for a sequence keeps its own name, as much of it as there is room for."""
        shown = {volume.sequence: volume for volume in case.volumes}
        for key, name in SEQUENCES.items():
            volume = shown.get(key)
            if volume is None or not volume.name:
                self.sequences.name(key, _SHORT[key], name)
                continue
            text = f"for {_SHORT[key]}" if self._names.hidden else wording.shortened(volume.name, _ROOM)
            self.sequences.name(key, text, f"{self._names.sequence(volume)}. {case.stand_in}")

    def _name_slice(self, index: int, count: int) -> None:
        here = index + 1
        self.title.say(f"Slice {here} of {count}", f"{here} of {count}", f"{here}/{count}", f"{here}")

    def _refresh_flips(self) -> None:
        self.mirror.setChecked(self._viewport.mirrored)
        self.upend.setChecked(self._viewport.upended)


class HeatFrame(ViewFrame):
    """The slice under its heat; the header names the layer, the footer holds the colour bar."""

    def __init__(self, session: ReviewSession, renderer: Renderer, viewport: Viewport) -> None:
        super().__init__(SliceView(session, renderer, viewport, role="heat"))
        self._session = session
        self.colour_bar = ColourBar(session, renderer)
        self.footer.row.setContentsMargins(16, 0, 16, 0)
        self.footer.row.addWidget(self.colour_bar, 1)
        self.setMinimumWidth(_NARROWEST)
        session.case_changed.connect(self._refresh)
        session.display_changed.connect(self._refresh)
        session.results_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        state = self._session.state
        analysis = state.analysis
        layers = query.shown_layers(state)
        self.title.setToolTip("")
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
