"""Every key and mouse gesture, once: the table drives both the shortcuts and the overlay that explains them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Shortcut:
    """One thing a key does.

    Attributes:
        group: the heading it stands under.
        keys: as Qt spells them; any of them does it.
        text: what it does.
        action: name of the window's action.
        arguments: passed to the action.
    """

    group: str
    keys: tuple[str, ...]
    text: str
    action: str
    arguments: tuple[int | float | str, ...] = ()


SHORTCUTS = (
    Shortcut("Slices", ("Up",), "Previous slice", "step_slice", (-1,)),
    Shortcut("Slices", ("Down",), "Next slice", "step_slice", (1,)),
    Shortcut("Slices", ("Shift+Up",), "Ten slices back", "step_slice", (-10,)),
    Shortcut("Slices", ("Shift+Down",), "Ten slices on", "step_slice", (10,)),
    Shortcut("Slices", ("Home",), "First slice", "first_slice"),
    Shortcut("Slices", ("End",), "Last slice", "last_slice"),
    Shortcut("Slices", ("C",), "Play through the slices, or stop", "toggle_cine"),
    Shortcut("Cases", ("PgUp",), "Previous case", "step_case", (-1,)),
    Shortcut("Cases", ("PgDown",), "Next case", "step_case", (1,)),
    Shortcut("Cases", ("Ctrl+F",), "Search cases", "search"),
    Shortcut("Cases", ("Ctrl+O",), "Open a folder", "open_folder"),
    Shortcut("Cases", ("Ctrl+Shift+O",), "Open files", "open_files"),
    Shortcut("Cases", ("P",), "Patients' names on or off", "toggle_names"),
    Shortcut("Cases", ("E",), "Sequences and masks", "show_sequences"),
    Shortcut("Cases", ("K",), "Skipped files", "show_skipped"),
    Shortcut("Cases", ("N",), "Notices of this case", "show_notices"),
    Shortcut("Layers", ("Left", "["), "Layer towards the input", "step_layer", (-1,)),
    Shortcut("Layers", ("Right", "]"), "Layer towards the output", "step_layer", (1,)),
    Shortcut("Layers", ("Shift+Left",), "Ten layers towards the input", "step_layer", (-10,)),
    Shortcut("Layers", ("Shift+Right",), "Ten layers towards the output", "step_layer", (10,)),
    Shortcut("Overlays", ("S",), "Clinician's mask on or off", "toggle_mask"),
    Shortcut("Overlays", ("M",), "Model's segmentation on or off", "toggle_model"),
    Shortcut("Overlays", ("T",), "Heat map on or off", "toggle_heat"),
    Shortcut("Overlays", ("W",), "All overlays on or off", "toggle_overlays"),
    Shortcut("Overlays", ("X",), "Text on the pictures on or off", "toggle_annotations"),
    Shortcut("Overlays", ("A",), "Heat map more transparent", "step_opacity", (-0.1,)),
    Shortcut("Overlays", ("D",), "Heat map less transparent", "step_opacity", (0.1,)),
    Shortcut("Picture", ("Q",), "Next MR sequence", "next_sequence"),
    Shortcut("Picture", ("0",), "Automatic window", "automatic_window"),
    Shortcut("Picture", ("1",), "The file's own window", "own_window"),
    Shortcut("Picture", ("I",), "Invert grey levels", "invert"),
    Shortcut("Picture", ("H",), "Flip left and right", "flip_across"),
    Shortcut("Picture", ("V",), "Flip top and bottom", "flip_down"),
    Shortcut("Picture", ("R",), "Reset zoom, position, flips and window", "reset"),
    Shortcut("Picture", ("+", "="), "Zoom in", "zoom", (1.25,)),
    Shortcut("Picture", ("-",), "Zoom out", "zoom", (0.8,)),
    Shortcut("Window", ("F",), "The heat map alone, or both views", "maximise"),
    Shortcut("Window", ("F11",), "Full screen", "full_screen"),
    Shortcut("Window", ("F1", "?"), "This overview", "help"),
    Shortcut("Window", ("F2",), "Manual", "manual"),
    Shortcut("Window", ("Shift+F1",), "About, licences, folders", "about"),
    Shortcut("Window", ("Ctrl+.",), "Stop the analysis, or go on with it", "stop_or_resume"),
    Shortcut("Window", ("Esc",), "Close messages, leave full screen, stop the search for cases", "escape"),
    Shortcut("Window", ("Ctrl+Q",), "Close the program", "close"),
)

GESTURES = (
    ("Wheel", "Through the slices"),
    ("Ctrl + wheel", "Zoom at the pointer"),
    ("Left drag", "Window: right widens, down darkens"),
    ("Ctrl + left drag", "Window from a region"),
    ("Middle drag", "Move the slice"),
    ("Right drag", "Zoom"),
    ("Double-click", "This view alone, or both"),
    ("Ctrl + click a layer", "Add it to the fused set"),
    ("Drop files or a folder", "Open the cases in it"),
)


def bind(window: QWidget, actions: object) -> list[QShortcut]:
    """Make the shortcuts of `window`; `actions` has a method for every `Shortcut.action`."""
    made = []
    for entry in SHORTCUTS:
        for keys in entry.keys:
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(_call(getattr(actions, entry.action), entry.arguments))
            made.append(shortcut)
    return made


def _call(action: Callable[..., None], arguments: tuple[int | float | str, ...]) -> Callable[[], None]:
    def act() -> None:
        action(*arguments)

    return act
