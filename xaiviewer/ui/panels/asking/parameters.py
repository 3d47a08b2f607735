"""A form for what can be set of a method, made from its declaration."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QDoubleSpinBox, QLabel, QLineEdit, QSpinBox, QWidget

from xaiviewer.requests import INPUT, Layer, Method, Parameter, Value
from xaiviewer.ui.kit.controls import Choice, OwnKeys, keep_keys
from xaiviewer.ui.kit.forms import add_line, lines
from xaiviewer.ui.language import figure, tr

_MOST = 2**31 - 1  # of a spin box
_MARGIN = 6


class Whole(QSpinBox):
    """A whole number; leaves the wheel to the page around it."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class Number(QDoubleSpinBox):
    """A number, without zeros at its end; leaves the wheel to the page around it."""

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        text = super().textFromValue(value)
        point = self.locale().decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class ParameterForm(QWidget):
    """A field per parameter, with its bounds and default; a field that another one makes idle is hidden.

    Signals:
        changed(): a value was changed by the reader.
    """

    changed = Signal()

    def __init__(
        self,
        method: Method,
        values: Mapping[str, Value],
        layers: Sequence[Layer] = (),
        parent: QWidget | None = None,
    ) -> None:
        """The form of a method, filled in with `values` and, where they lack one, the default.

        `layers` are those of the network that is asked.
        """
        super().__init__(parent)
        self.method = method
        self._layers = layers
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

    def show_values(self, values: Mapping[str, object]) -> None:
        """Fill in other values without telling anyone."""
        for name, value in values.items():
            field = self.fields.get(name)
            if field is None or value_of(field) == value:
                continue
            blocked = field.blockSignals(True)
            match field:
                case Choice():
                    field.set_current(str(value))
                case QCheckBox():
                    field.setChecked(bool(value))
                case Whole():
                    field.setValue(int(str(value)))
                case Number():
                    field.setValue(float(str(value)))
            field.blockSignals(blocked)
        self._hide_idle()

    def _field(self, parameter: Parameter, value: Value) -> QWidget:
        match parameter.kind:
            case "layer":
                layer = Choice(_title(parameter), self._offered(parameter))
                layer.set_current(str(value))
                layer.activated.connect(self._take)
                return layer
            case "choice":
                choice = Choice(_title(parameter), [(each, tr(each)) for each in parameter.choices])
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
                number.setDecimals(_decimals(parameter))
                number.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
                number.setRange(max(parameter.least, -_MOST), min(parameter.most, _MOST))
                number.setValue(float(value))
                return self._typed(number)

    def _offered(self, parameter: Parameter) -> list[tuple[str, str]]:
        """The layers that can be named, and the input where that may be."""
        first = [(INPUT, tr("the input"))] if parameter.input_too else []
        named = [(each.name, each.name) for each in self._layers]
        return [*first, *named] or [(str(parameter.default), tr("the last layer"))]

    def _typed(self, field: Whole | Number) -> QWidget:
        """What can be typed into takes the keyboard with a click, and the arrows with it."""
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(OwnKeys(field))
        edited = field.findChild(QLineEdit)
        if edited is not None:
            edited.setTextMargins(_MARGIN, 0, 0, 0)  # a style sheet's padding does not reach it
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


def _decimals(parameter: Parameter) -> int:
    """Digits after the point that the smallest of its default and its least value needs: two at least."""
    sizes = [abs(float(each)) for each in (parameter.default, parameter.least) if each and math.isfinite(float(each))]
    return max(2, *(1 - math.floor(math.log10(size)) for size in sizes)) if sizes else 2


def _title(parameter: Parameter) -> str:
    name = tr(parameter.name.replace("_", " "))
    return name[0].upper() + name[1:]


def _allowed(parameter: Parameter) -> str:
    """The bounds of a number; a choice shows them itself."""
    if parameter.kind in ("choice", "flag", "layer"):
        return ""
    told = tr("{least} to {most}").format(least=figure(f"{parameter.least:g}"), most=figure(f"{parameter.most:g}"))
    return f"{told} {tr(parameter.unit)}" if parameter.unit else told
