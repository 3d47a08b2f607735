"""What the mouse does on a picture: one table, of which the reader chooses a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal

from xaiviewer.ui.language import later

Gesture = Literal["window", "pan", "zoom", "scroll", "region"]
Button = Literal["left", "middle", "right"]
Held = Literal["", "ctrl"]


@dataclass(frozen=True)
class Preset:
    """One way to use a mouse.

    Attributes:
        key: it is kept by.
        title: whose way it is.
        tip: it in a sentence, English; `tr` gives the reader's words.
        drags: what a drag does, by the key that is held and the button. With a tool in hand, left draws.
        wheel: what the wheel does, by the key that is held.
    """

    key: str
    title: str
    tip: str
    drags: Mapping[tuple[Held, Button], Gesture]
    wheel: Mapping[Held, Gesture]


_WHEEL: Mapping[Held, Gesture] = {"": "scroll", "ctrl": "zoom"}

# OHIF: Primary WindowLevel, Auxiliary Pan, Secondary Zoom, Wheel StackScroll (modes/longitudinal/src/initToolGroups.js
# of github.com/OHIF/Viewers); Stone of Orthanc has the same. PACS workstations differ from one another: the second
# line is what those have in common that keep the left button for the stack (or the tool in hand) and the right one for
# the window, and leave zooming to the wheel.
PRESETS = (
    Preset(
        "ohif",
        "OHIF",
        later("Left sets the window, middle moves, right zooms, the wheel goes through the slices"),
        {("", "left"): "window", ("", "middle"): "pan", ("", "right"): "zoom", ("ctrl", "left"): "region"},
        _WHEEL,
    ),
    Preset(
        "pacs",
        "PACS",
        later("Left goes through the slices, middle moves, right sets the window, Ctrl + wheel zooms"),
        {("", "left"): "scroll", ("", "middle"): "pan", ("", "right"): "window", ("ctrl", "left"): "region"},
        _WHEEL,
    ),
)
"""The first is the program's own."""

_DRAGGED: Mapping[tuple[Held, Button], str] = {
    ("", "left"): later("Left drag"),
    ("ctrl", "left"): later("Ctrl + left drag"),
    ("", "middle"): later("Middle drag"),
    ("", "right"): later("Right drag"),
}
_TURNED: Mapping[Held, str] = {"": later("Wheel"), "ctrl": later("Ctrl + wheel")}
_DOES: Mapping[Gesture, str] = {
    "window": later("Window: right widens, down darkens"),
    "pan": later("Move the slice"),
    "zoom": later("Zoom"),
    "scroll": later("Through the slices"),
    "region": later("Window from a region"),
}
_BUTTONS: Mapping[Qt.MouseButton, Button] = {
    Qt.MouseButton.LeftButton: "left",
    Qt.MouseButton.MiddleButton: "middle",
    Qt.MouseButton.RightButton: "right",
}


class Mouse(QObject):
    """The reader's mouse.

    Signals:
        changed(): another preset, or the wheel the other way round.

    Attributes:
        preset: the line of the table in use.
        inverted: the wheel turned down goes to the previous slice.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preset = PRESETS[0]
        self.inverted = False

    def drag(self, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        """What a drag with this button does; None for buttons that do nothing."""
        pressed = _BUTTONS.get(button)
        if pressed is None:
            return None
        return self.preset.drags.get((_held(modifiers), pressed), self.preset.drags.get(("", pressed)))

    def wheel(self, modifiers: Qt.KeyboardModifier) -> Gesture:
        """What the wheel does."""
        return self.preset.wheel[_held(modifiers)]

    @property
    def direction(self) -> int:
        """1 where the wheel turned down goes on to the next slice, else -1."""
        return -1 if self.inverted else 1

    def choose(self, preset: str, *, inverted: bool) -> None:
        """Another way to use the mouse; one that is not known is the program's own."""
        chosen = next((each for each in PRESETS if each.key == preset), PRESETS[0])
        if (chosen, inverted) != (self.preset, self.inverted):
            self.preset, self.inverted = chosen, inverted
            self.changed.emit()

    def written(self) -> dict[str, Any]:
        """It, to be kept."""
        return {"buttons": self.preset.key, "wheel_inverted": self.inverted}

    def take(self, kept: Mapping[str, Any]) -> None:
        """What `written` made."""
        self.choose(str(kept.get("buttons", "")), inverted=kept.get("wheel_inverted") is True)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Every gesture on a picture and what it does, English; for the overview."""
        through = later("Through the slices, down to the previous") if self.inverted else _DOES["scroll"]
        wheel = self.preset.wheel.items()
        turned = [(_TURNED[held], through if does == "scroll" else _DOES[does]) for held, does in wheel]
        return (*turned, *((_DRAGGED[how], _DOES[does]) for how, does in self.preset.drags.items()))


def _held(modifiers: Qt.KeyboardModifier) -> Held:
    return "ctrl" if modifiers & Qt.KeyboardModifier.ControlModifier else ""


MOUSE = Mouse()
"""The one that all pictures ask."""
