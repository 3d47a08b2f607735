"""What is chosen beneath a view: which outlines are drawn, and how the picture is turned."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from xaiviewer.case import SEQUENCES, Case
from xaiviewer.review import Review, query
from xaiviewer.ui.kit import doubt_words, sequence_words, theme, wording
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import Segmented, flat_button, focus_ring, keep_keys, row
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.texts_button import texts_button
from xaiviewer.ui.views.viewport import Viewport

_ROOMY = 400  # pixels of a view's header that hold what stands in for a sequence by its kind
_SAMPLE = 18  # length of the line that a key shows


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
        theme.follow(self, OutlineKey._fit)

    def _fit(self) -> None:
        wide = QFontMetrics(theme.font()).horizontalAdvance(self.text())
        self.setFixedSize(wide + _SAMPLE + 8, theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked() and self.isEnabled()
        line = Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(self._colour if on else theme.LINE, theme.grown(2), line))
        painter.drawLine(3, self.height() // 2, _SAMPLE - 1, self.height() // 2)
        painter.setPen(theme.TEXT if on else theme.FAINT)
        painter.drawText(self.rect().adjusted(_SAMPLE + 5, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        focus_ring(painter, self)


class SequenceChoice(Segmented):
    """The sequence shown in both views; those that the case has not are greyed out."""

    def __init__(self, review: Review, names: Names) -> None:
        super().__init__(
            tr("Sequence"), [(key, sequence_words.short(key).replace(" ", ""), name) for key, name in SEQUENCES.items()]
        )
        self._review = review
        self._names = names
        self._said: object = None  # what the buttons were made of: most changes of the display concern others
        self._roomy = False
        self.chosen.connect(review.shown.set_sequence)
        shown = review.shown
        follow(self._refresh, shown.case_changed, shown.display_changed, shown.results_changed, names.changed)
        self._refresh()

    def _refresh(self) -> None:
        state = self._review.shown.state
        case, volume = state.case, query.volume_shown(state)
        shown = "" if volume is None else volume.sequence
        itself = case is not None and self._names.told(case.main_volume).itself
        said = state.case_told, shown, self._names.hidden, self._roomy, itself, state.own_network
        if self._said == said:
            return
        self._said = said
        self.setEnabled(case is not None)
        if case is None:
            for key in SEQUENCES:
                self.button(key).setVisible(not state.own_network)  # which may take others
        else:
            self.set_available(there := [volume.sequence for volume in case.volumes])
            for key in SEQUENCES:  # a narrow header has no room for what cannot be chosen
                self.button(key).setVisible((self._roomy and not itself) or key in there)
            self._name_sequences(case)
            self.set_current(shown)

    def _name_sequences(self, case: Case) -> None:
        """A series that stands in for a sequence says so, and what it is as far as there is room; the tip tells why."""
        for volume in case.volumes:
            told = self._names.sequence(volume)
            text = sequence_words.brief(self._names.told(volume), kind=self._roomy)
            doubt = doubt_words.doubted(self._review.shown.state) if volume.name else ""
            self.name(volume.sequence, text, f"{told}. {doubt}" if doubt else told)

    def give_room(self, width: int) -> None:
        """How wide the header is that the buttons stand in."""
        self._roomy = width >= _ROOMY
        self._refresh()


class ViewControls(QWidget):
    """Outlines, flips, inverted grey levels, text on the pictures: of both views, wherever these buttons stand."""

    def __init__(self, review: Review, viewport: Viewport, names: Names) -> None:
        super().__init__()
        self._review = review
        self._viewport = viewport
        self._names = names
        self._said: object = None  # what the buttons were made of, as above
        self.clinician = OutlineKey(
            tr("Clinician"), with_key("overlay.mask", tr("Clinician's mask")), theme.CLINICIAN_SIGN, dashed=False
        )
        self._outline_tip = with_key("overlay.model", tr("Model's segmentation"))
        self.model = OutlineKey(tr("Model"), self._outline_tip, theme.MODEL_SIGN, dashed=True)
        self.mirror = flat_button("flip-across", with_key("picture.flip-across"))
        self.upend = flat_button("flip-down", with_key("picture.flip-down"))
        self.invert = flat_button("invert", with_key("picture.invert"))
        for button in (self.mirror, self.upend, self.invert):
            button.setCheckable(True)
        outlines = row(self.clinician, self.model, spacing=4)
        outlines.addStretch(1)
        self.texts = texts_button(names.pictures)
        outlines.addLayout(row(self.mirror, self.upend, self.invert, self.texts, spacing=0))
        self.texts.hide()
        self.setLayout(outlines)
        self.clinician.clicked.connect(review.shown.toggle_mask)
        self.model.clicked.connect(review.shown.toggle_model)
        self.mirror.clicked.connect(viewport.flip_across)
        self.upend.clicked.connect(viewport.flip_down)
        self.invert.clicked.connect(review.shown.toggle_inverted)
        viewport.changed.connect(self._refresh_flips)
        changed = review.shown.case_changed, review.shown.display_changed, review.shown.results_changed
        follow(self._refresh, names.changed, *changed)
        self._refresh()

    def show_keys(self, *, clinician: bool, model: bool) -> None:
        """Offer the outlines that are due: in a study not all are, and a button would be of nothing."""
        self.clinician.setVisible(clinician)
        self.model.setVisible(model)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """With the button that gives way where there is no room."""
        return super().sizeHint() + QSize(self.texts.sizeHint().width() if self.texts.isHidden() else 0, 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Without the button that gives way: a key and the view's menu do the same."""
        beside = 0 if self.texts.isHidden() else self.texts.sizeHint().width()
        return super().minimumSizeHint() - QSize(beside, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        flips = self.mirror, self.upend, self.invert
        words = self.clinician.width() + self.model.width()
        roomy = self.width() >= words + sum(each.sizeHint().width() for each in flips)
        for each in flips:  # in large letters in a small window the legend comes first; a key and the menu flip, too
            each.setVisible(roomy)
        self.texts.setVisible(self.width() >= self.minimumSizeHint().width() + self.texts.sizeHint().width())

    def _refresh(self) -> None:
        state = self._review.shown.state
        case, drawn = state.case, state.appearance
        outlined = state.analysis is None or state.analysis.outlines
        said = case, drawn.inverted, drawn.mask, drawn.model, self._names.hidden, outlined
        if self._said == said:
            return
        self._said = said
        for widget in (self.mirror, self.upend, self.invert):
            widget.setEnabled(case is not None)
        self.model.setEnabled(case is not None and outlined)
        self.model.setToolTip(self._outline_tip if outlined else tr("No segmenter stands beside this network."))
        self.clinician.setEnabled(case is not None and case.mask is not None)
        self.invert.setChecked(drawn.inverted)
        self.clinician.setChecked(drawn.mask)
        self.model.setChecked(drawn.model)
        self.clinician.setToolTip(wording.mask_tip(case, named=not self._names.hidden))

    def _refresh_flips(self) -> None:
        self.mirror.setChecked(self._viewport.mirrored)
        self.upend.setChecked(self._viewport.upended)
