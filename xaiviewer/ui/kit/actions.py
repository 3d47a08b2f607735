"""Everything the reader can do with a key, once: shortcuts, tips, the overview and the palette are made from it.

What each does stands in `ui.actions`, which knows the window.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """One thing to do.

    Attributes:
        id: "group.what".
        group: the heading it stands under.
        keys: as Qt spells them; any of them does it.
        title: what it does.
    """

    id: str
    group: str
    keys: tuple[str, ...]
    title: str


ACTIONS = (
    Action("slice.previous", "Slices", ("Up",), "Previous slice"),
    Action("slice.next", "Slices", ("Down",), "Next slice"),
    Action("slice.ten-back", "Slices", ("Shift+Up",), "Ten slices back"),
    Action("slice.ten-on", "Slices", ("Shift+Down",), "Ten slices on"),
    Action("slice.first", "Slices", ("Home",), "First slice"),
    Action("slice.last", "Slices", ("End",), "Last slice"),
    Action("slice.play", "Slices", ("C",), "Play through the slices, or stop"),
    Action("case.previous", "Cases", ("PgUp",), "Previous case"),
    Action("case.next", "Cases", ("PgDown",), "Next case"),
    Action("case.search", "Cases", ("Ctrl+F",), "Search cases"),
    Action("case.open-folder", "Cases", ("Ctrl+O",), "Open a folder"),
    Action("case.open-files", "Cases", ("Ctrl+Shift+O",), "Open files"),
    Action("case.names", "Cases", ("P",), "Patients' names on or off"),
    Action("case.sequences", "Cases", ("E",), "Sequences and masks"),
    Action("case.skipped", "Cases", ("K",), "Skipped files"),
    Action("case.notices", "Cases", ("N",), "Notices of this case"),
    Action("layer.previous", "Layers", ("Left", "["), "Layer towards the input"),
    Action("layer.next", "Layers", ("Right", "]"), "Layer towards the output"),
    Action("layer.ten-back", "Layers", ("Shift+Left",), "Ten layers towards the input"),
    Action("layer.ten-on", "Layers", ("Shift+Right",), "Ten layers towards the output"),
    Action("overlay.mask", "Overlays", ("S",), "Clinician's mask on or off"),
    Action("overlay.model", "Overlays", ("M",), "Model's segmentation on or off"),
    Action("overlay.heat", "Overlays", ("T",), "Heat map on or off"),
    Action("overlay.all", "Overlays", ("W",), "All overlays on or off"),
    Action("overlay.text", "Overlays", ("X",), "Text on the pictures on or off"),
    Action("overlay.more-transparent", "Overlays", ("A",), "Heat map more transparent"),
    Action("overlay.less-transparent", "Overlays", ("D",), "Heat map less transparent"),
    Action("picture.sequence", "Picture", ("Q",), "Next MR sequence"),
    Action("picture.automatic-window", "Picture", ("0",), "Automatic window"),
    Action("picture.own-window", "Picture", ("1",), "The file's own window"),
    Action("picture.invert", "Picture", ("I",), "Invert grey levels"),
    Action("picture.flip-across", "Picture", ("H",), "Flip left and right"),
    Action("picture.flip-down", "Picture", ("V",), "Flip top and bottom"),
    Action("picture.reset", "Picture", ("R",), "Reset zoom, position, flips and window"),
    Action("picture.zoom-in", "Picture", ("+", "="), "Zoom in"),
    Action("picture.zoom-out", "Picture", ("-",), "Zoom out"),
    Action("window.maximise", "Window", ("F",), "The heat map alone, or both views"),
    Action("window.full-screen", "Window", ("F11",), "Full screen"),
    Action("window.palette", "Window", ("Ctrl+K",), "Do anything by its name"),
    Action("window.help", "Window", ("F1", "?"), "This overview"),
    Action("window.manual", "Window", ("F2",), "Manual"),
    Action("window.about", "Window", ("Shift+F1",), "About, licences, folders"),
    Action("window.stop", "Window", ("Ctrl+.",), "Stop the analysis, or go on with it"),
    Action("window.escape", "Window", ("Esc",), "Close messages, leave full screen, stop the search for cases"),
    Action("window.close", "Window", ("Ctrl+Q",), "Close the program"),
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

_BY_ID = {each.id: each for each in ACTIONS}
_SYMBOLS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "PgUp": "Page Up", "PgDown": "Page Down"}


def action(name: str) -> Action:
    """The action of this id; KeyError where there is none."""
    return _BY_ID[name]


def with_key(name: str, text: str = "") -> str:
    """A control's tip: what it does, by default the action's title, and the key that does the same."""
    found = action(name)
    return f"{text or found.title} ({found.keys[0]})"


def spelled(keys: tuple[str, ...]) -> str:
    """Keys as people read them: "← or [", "Shift ↑"."""
    told = []
    for key in keys:
        parts = key.split("+") if key != "+" else [key]
        told.append(" ".join(_SYMBOLS.get(part, part) for part in parts))
    return " or ".join(told)
