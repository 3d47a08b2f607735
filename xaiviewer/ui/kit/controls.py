"""The few controls that every panel is made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from xaiviewer.ui.keys.mouse import MOUSE
from xaiviewer.ui.kit import theme

_KNOB = 6.0  # radius of a slider's knob
NOTCH = 120  # of a wheel, in eighths of a degree

_OWN_KEYS = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}


class OwnKeys(QObject):
    """Lets a control that was reached with Tab use the arrows itself, before the window's shortcuts take them."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in _OWN_KEYS:
                event.accept()
                return True
        return super().eventFilter(watched, event)


class Notches:
    """Adds up a wheel's turns: a touchpad sends many small ones, and sideways ones that mean nothing here."""

    def __init__(self) -> None:
        self._turned = 0

    def steps(self, event: QWheelEvent) -> int:
        """Whole notches since the last step; down is positive, unless the reader has it the other way round."""
        self._turned -= event.angleDelta().y() * MOUSE.direction
        steps = int(self._turned / NOTCH)
        self._turned -= steps * NOTCH
        return steps


def keep_keys(widget: QWidget) -> None:
    """Reach `widget` with Tab alone, so that a click never takes the arrows from the slices; then they are its own."""
    widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    widget.installEventFilter(OwnKeys(widget))


def focus_ring(painter: QPainter, widget: QWidget) -> None:
    """Around a painted control that has the keyboard."""
    if widget.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.ACCENT, 1))
        painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A text in one of the theme's roles: heading, title, muted, small, caution."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


class Elided(QLabel):
    """One line of plain text that gives way: what does not fit becomes dots, and the tip tells all.

    A widget with a tip of its own keeps that.
    """

    def __init__(self, role: str = "", text: str = "", parent: QWidget | None = None, *, middle: bool = False) -> None:
        """`middle`: the dots stand in the middle, for names that differ at their ends."""
        super().__init__(text, parent)
        self._shorter: tuple[str, ...] = ()
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def say(self, text: str, *shorter: str) -> None:
        """Show a text, or the first of some shorter ones that fits."""
        self._shorter = shorter
        self.setText(text)

    def shown(self) -> str:
        """What there is room for."""
        metrics, width, fitted = self.fontMetrics(), self.width(), ""
        for each in (self.text(), *self._shorter):
            fitted = metrics.elidedText(each, self._mode, width)
            if fitted == each:
                break
        return fitted

    def setToolTip(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Qt tells of a new tip even where it is the old one: with every slice that somebody steps through."""
        if text != self.toolTip():
            super().setToolTip(text)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        text, role = self.shown(), self.foregroundRole()
        self.style().drawItemText(painter, self.rect(), self.alignment(), self.palette(), self.isEnabled(), text, role)

    def event(self, event: QEvent) -> bool:
        """Tell all."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            QToolTip.showText(event.globalPos(), self.text() if self.shown() != self.text() else "", self)
            return True
        return super().event(event)


def rule() -> QFrame:
    """A thin line between two parts."""
    made = QFrame()
    made.setObjectName("rule")
    return made


def flat_button(icon: str, tip: str) -> QToolButton:
    """A button that is only a drawing; the tip is its accessible name too."""
    made = QToolButton()
    made.setIcon(theme.icon(icon))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setProperty("flat", True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def row(*widgets: QWidget | int, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; an int is a stretch."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        if isinstance(widget, int):
            layout.addStretch(widget)
        else:
            layout.addWidget(widget)
    return layout


def column(widget: QWidget, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8) -> QVBoxLayout:
    """The vertical layout of `widget`."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    return layout


class Segmented(QWidget):
    """A few exclusive choices side by side.

    Signals:
        chosen(str): the key of the choice the reader made.
    """

    access_role = QAccessible.Role.Grouping

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """`choices`: key, text and tip of each."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        for index, (key, text, tip) in enumerate(choices):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(f"{name}: {text}")
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.setProperty("edge", "first" if index == 0 else "last" if index == len(choices) - 1 else "")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            keep_keys(button)
            self._group.addButton(button, index)
            self._buttons[key] = button
            layout.addWidget(button)
        self._keys = [key for key, _, _ in choices]
        self._group.idClicked.connect(self._pass_on)

    def set_current(self, key: str) -> None:
        """Mark a choice without telling anyone."""
        button = self._buttons.get(key)
        if button is not None and not button.isChecked():
            button.setChecked(True)

    def set_only(self, key: str | None) -> None:
        """Mark a choice without telling anyone, or none."""
        if key is not None:
            self.set_current(key)
        elif (checked := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def set_available(self, keys: Sequence[str]) -> None:
        """Grey out all other choices."""
        for key, button in self._buttons.items():
            button.setEnabled(key in keys)

    def name(self, key: str, text: str, tip: str) -> None:
        """Call a choice otherwise."""
        button = self._buttons[key]
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(f"{self.accessibleName()}: {text}")

    @property
    def last(self) -> QToolButton:
        """The button on the right."""
        return self._buttons[self._keys[-1]]

    def button(self, key: str) -> QToolButton:
        """The button of a choice."""
        return self._buttons[key]

    def _pass_on(self, index: int) -> None:
        self.chosen.emit(self._keys[index])


class Slider(QSlider):
    """A horizontal slider that goes where it is clicked, and leaves the wheel to the page around it."""

    def __init__(self, name: str, maximum: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self.setRange(0, maximum)
        keep_keys(self)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(120, round(theme.grown(20)))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self.isSliderDown():
            self.setValue(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, knob, thick = self.height() / 2, theme.grown(_KNOB), theme.grown(4)
        groove = QRectF(knob, middle - thick / 2, self.width() - 2 * knob, thick)
        share = (self.value() - self.minimum()) / max(self.maximum() - self.minimum(), 1)
        painter.setBrush(theme.LINE)
        painter.drawRoundedRect(groove, thick / 2, thick / 2)
        here = QPointF(groove.left() + groove.width() * share, middle)
        painter.setBrush(theme.ACCENT if self.isEnabled() else theme.FAINT)
        done = QRectF(groove.left(), groove.top(), here.x() - groove.left(), thick)
        painter.drawRoundedRect(done, thick / 2, thick / 2)
        painter.setBrush(theme.TEXT if self.isEnabled() else theme.FAINT)
        painter.drawEllipse(here, knob, knob)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.ACCENT, 2))
            painter.drawEllipse(here, knob + 1.5, knob + 1.5)

    def _value_at(self, x: float) -> int:
        knob = theme.grown(_KNOB)
        share = (x - knob) / max(self.width() - 2 * knob, 1)
        return round(self.minimum() + min(max(share, 0.0), 1.0) * (self.maximum() - self.minimum()))

    def show_value(self, value: int) -> None:
        """Move the handle without telling anyone."""
        if value != self.value():
            blocked = self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(blocked)


class Choice(QComboBox):
    """A list of choices by key, drawn with our own arrow, that leaves the wheel to the page around it."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux Qt tells what is chosen in place of the name
        for key, text in choices:
            self.addItem(text, key)
        keep_keys(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices, if they are others, without telling anyone; the one shown stays if it is among them."""
        if choices == [(self.itemData(index), self.itemText(index)) for index in range(self.count())]:
            return
        current = self.currentData()
        self.clear()
        for key, text in choices:
            self.addItem(text, key)
        self.set_current(current)

    def set_current(self, key: str) -> None:
        """Show a choice without telling anyone (`activated` fires for the reader's own choice alone)."""
        index = self.findData(key)
        if index >= 0 and index != self.currentIndex():
            self.setCurrentIndex(index)

    def shown(self) -> str:
        """The choice as far as there is room, with dots where it is cut: names often differ at their end."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        edit = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, self).width() - 4
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideMiddle, room)

    def event(self, event: QEvent) -> bool:
        """Tell all where the text is cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            cut = self.shown() != self.currentText()
            QToolTip.showText(event.globalPos(), self.currentText() if cut else "", self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.drawPixmap(self.width() - 22, (self.height() - 14) // 2, theme.pixmap("down", size=14))
