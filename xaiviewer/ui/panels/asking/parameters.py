"""A form for what can be set of a method, made from its declaration."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QLabel, QSpinBox, QWidget

from xaiviewer.requests import Method, Parameter, Value
from xaiviewer.ui.kit.controls import Choice, OwnKeys, keep_keys
from xaiviewer.ui.kit.forms import add_line, lines
from xaiviewer.ui.language import figure, tr

_MOST = 2**31 - 1  # of a spin box


class Whole(QSpinBox):
    """A whole number; leaves the wheel to the page around it."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class Number(QDoubleSpinBox):
    """A number; leaves the wheel to the page around it."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class ParameterForm(QWidget):
    """A field per parameter, with its bounds and default; a field that another one makes idle is hidden.

    Signals:
        changed(): a value was changed by the reader.
    """

    changed = Signal()

    def __init__(self, method: Method, values: Mapping[str, Value], parent: QWidget | None = None) -> None:
        """The form of a method, filled in with `values` and, where they lack one, the default."""
        super().__init__(parent)
        self.method = method
        self.fields: dict[str, QWidget] = {}
        self._names: dict[str, QLabel] = {}
        grid = lines(self)
        for parameter in method.parameters:
            field = self._field(parameter, values.get(parameter.name, parameter.default))
            field.setToolTip(f"{tr(parameter.help)}\n{_allowed(parameter)}".strip())
            field.setAccessibleName(f"{method.title}: {_title(parameter)}")
            self.fields[parameter.name] = field
            self._names[parameter.name] = add_line(grid, _title(parameter), field)
        self._hide_idle()

    def values(self) -> dict[str, object]:
        """What is filled in, by name."""
        return {name: value_of(field) for name, field in self.fields.items()}

    def _field(self, parameter: Parameter, value: Value) -> QWidget:
        match parameter.kind:
            case "choice":
                choice = Choice(parameter.name, [(each, tr(each)) for each in parameter.choices])
                choice.set_current(str(value))
                choice.activated.connect(self._take)
                return choice
            case "flag":
                box = QCheckBox()
                keep_keys(box)
                box.setChecked(bool(value))
                box.clicked.connect(self._take)
                return box
            case "int":
                whole = Whole()
                whole.setRange(int(max(parameter.least, -_MOST)), int(min(parameter.most, _MOST)))
                whole.setValue(int(value))
                return self._typed(whole)
            case _:
                number = Number()
                number.setRange(max(parameter.least, -_MOST), min(parameter.most, _MOST))
                number.setValue(float(value))
                return self._typed(number)

    def _typed(self, field: Whole | Number) -> QWidget:
        """What can be typed into takes the keyboard with a click, and the arrows with it."""
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(OwnKeys(field))
        field.setKeyboardTracking(False)  # "3" on the way to "32" is no value
        field.valueChanged.connect(self._take)
        return field

    def _take(self) -> None:
        self._hide_idle()
        self.changed.emit()

    def _hide_idle(self) -> None:
        values = self.values()
        for parameter in self.method.parameters:
            if parameter.only_with is not None:
                for widget in (self.fields[parameter.name], self._names[parameter.name]):
                    widget.setVisible(parameter.matters(values))


def value_of(field: QWidget) -> object:
    """What is filled in."""
    match field:
        case Choice():
            return field.currentData()
        case QCheckBox():
            return field.isChecked()
        case Whole() | Number():
            return field.value()
        case _:
            raise TypeError(type(field))


def _title(parameter: Parameter) -> str:
    name = tr(parameter.name.replace("_", " "))
    return name[0].upper() + name[1:]


def _allowed(parameter: Parameter) -> str:
    """The bounds of a number; a choice shows them itself."""
    if parameter.kind in ("choice", "flag"):
        return ""
    told = tr("{least} to {most}").format(least=figure(f"{parameter.least:g}"), most=figure(f"{parameter.most:g}"))
    return f"{told} {tr(parameter.unit)}" if parameter.unit else told
