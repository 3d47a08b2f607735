"""Everything the reader can do with a key, once: shortcuts, tips, the overview and the palette are made from it.

What each does stands in `ui.actions`, which knows the window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xaiviewer.ui.keys.reader import ReaderKeys
from xaiviewer.ui.language import later, tr


@dataclass(frozen=True)
class Action:
    """One thing to do.

    Attributes:
        id: "group.what".
        group: the heading it stands under, English; `tr` gives the reader's word, and so for `title`.
        keys: as Qt spells them; any of them does it, unless the reader chose others (`keys_of`).
        title: what it does.
    """

    id: str
    group: str
    keys: tuple[str, ...]
    title: str


GROUPS = (
    later("Slices"),
    later("Cases"),
    later("Layers"),
    later("Overlays"),
    later("Picture"),
    later("Measuring"),
    later("Verdict"),
    later("Window"),
    later("Mouse"),
)
"""Headings of the overview."""

ACTIONS = (
    Action("slice.previous", "Slices", ("Up",), later("Previous slice")),
    Action("slice.next", "Slices", ("Down",), later("Next slice")),
    Action("slice.ten-back", "Slices", ("Shift+Up",), later("Ten slices back")),
    Action("slice.ten-on", "Slices", ("Shift+Down",), later("Ten slices on")),
    Action("slice.first", "Slices", ("Home",), later("First slice")),
    Action("slice.last", "Slices", ("End",), later("Last slice")),
    Action("slice.play", "Slices", ("C",), later("Play through the slices, or stop")),
    Action("case.previous", "Cases", ("PgUp",), later("Previous case")),
    Action("case.next", "Cases", ("PgDown",), later("Next case")),
    Action("case.search", "Cases", ("Ctrl+F",), later("Search cases")),
    Action("case.open-folder", "Cases", ("Ctrl+O",), later("Open a folder")),
    Action("case.open-files", "Cases", ("Ctrl+Shift+O",), later("Open files")),
    Action("case.recent", "Cases", ("Ctrl+R",), later("Cases opened last")),
    Action("case.names", "Cases", ("P",), later("Patients' names on or off")),
    Action("case.sequences", "Cases", ("E",), later("Sequences and masks")),
    Action("case.skipped", "Cases", ("K",), later("Skipped files")),
    Action("case.to-do", "Cases", ("N",), later("Next case to do")),
    Action("case.notices", "Cases", ("Shift+N",), later("Notices of this case")),
    Action("case.flag", "Cases", ("Shift+K",), later("Flag the case, or take the flag off")),
    Action("layer.previous", "Layers", ("Left", "["), later("Layer towards the input")),
    Action("layer.next", "Layers", ("Right", "]"), later("Layer towards the output")),
    Action("layer.ten-back", "Layers", ("Shift+Left",), later("Ten layers towards the input")),
    Action("layer.ten-on", "Layers", ("Shift+Right",), later("Ten layers towards the output")),
    Action("layer.matters", "Layers", ("U",), later("Does the marked place matter?")),
    Action("layer.compute", "Layers", ("Ctrl+Return",), later("Compute the chosen method on this slice, or stop")),
    Action("layer.compute-case", "Layers", ("Ctrl+Shift+Return",), later("The same on all other slices, or stop")),
    Action("overlay.mask", "Overlays", ("S",), later("Clinician's mask on or off")),
    Action("overlay.model", "Overlays", ("M",), later("Model's segmentation on or off")),
    Action("overlay.difference", "Overlays", ("Shift+D",), later("Clinician against model on or off")),
    Action("overlay.heat", "Overlays", ("T",), later("Heat map on or off")),
    Action("overlay.all", "Overlays", ("W",), later("All overlays on or off")),
    Action("overlay.text", "Overlays", ("X",), later("Text on the pictures on or off")),
    Action("overlay.more-transparent", "Overlays", ("A",), later("Heat map more transparent")),
    Action("overlay.less-transparent", "Overlays", ("D",), later("Heat map less transparent")),
    Action("picture.sequence", "Picture", ("Q",), later("Next MR sequence")),
    Action("picture.automatic-window", "Picture", ("0",), later("Automatic window")),
    Action("picture.own-window", "Picture", ("1",), later("The file's own window")),
    Action("picture.invert", "Picture", ("I",), later("Invert grey levels")),
    Action("picture.flip-across", "Picture", ("H",), later("Flip left and right")),
    Action("picture.flip-down", "Picture", ("V",), later("Flip top and bottom")),
    Action("picture.reset", "Picture", ("R",), later("Reset zoom, position, flips and window")),
    Action("picture.reset-display", "Picture", ("Ctrl+0",), later("Reset display: colours, overlays, windows")),
    Action("picture.zoom-in", "Picture", ("+", "="), later("Zoom in")),
    Action("picture.zoom-out", "Picture", ("-",), later("Zoom out")),
    Action("picture.copy", "Picture", ("Ctrl+C",), later("Copy the view")),
    Action("picture.save", "Picture", ("Ctrl+S",), later("Save the view as a picture")),
    Action("picture.print", "Picture", ("Ctrl+Alt+P",), later("Print the view")),
    Action("measure.pointer", "Measuring", ("Shift+W",), later("Pointer")),
    Action("measure.distance", "Measuring", ("Shift+M",), later("Distance")),
    Action("measure.angle", "Measuring", ("Shift+A",), later("Angle")),
    Action("measure.rectangle", "Measuring", ("Shift+R",), later("Rectangle")),
    Action("measure.ellipse", "Measuring", ("Shift+E",), later("Ellipse")),
    Action("measure.freehand", "Measuring", ("Shift+F",), later("Freehand region")),
    Action("measure.probe", "Measuring", ("Shift+O",), later("Point value")),
    Action("measure.brush", "Measuring", ("Shift+B",), later("Brush for marks")),
    Action("measure.eraser", "Measuring", ("Shift+X",), later("Eraser")),
    Action("measure.fill", "Measuring", ("Shift+I",), later("Fill a closed line of marks")),
    Action("measure.smaller", "Measuring", ("Shift+,",), later("Smaller brush")),
    Action("measure.larger", "Measuring", ("Shift+.",), later("Larger brush")),
    Action("measure.delete", "Measuring", ("Del", "Backspace"), later("Delete what is chosen")),
    Action("measure.shown", "Measuring", ("O",), later("Measurements and marks on or off")),
    Action("measure.list", "Measuring", ("L",), later("Measurements and lesions")),
    Action("edit.undo", "Measuring", ("Ctrl+Z",), later("Undo")),
    Action("edit.redo", "Measuring", ("Ctrl+Y", "Ctrl+Shift+Z"), later("Redo")),
    Action("verdict.next", "Verdict", (".",), later("Next question")),
    Action("verdict.previous", "Verdict", (",",), later("Question before")),
    Action("verdict.form", "Verdict", ("Shift+V",), later("Verdict form on or off")),
    Action("verdict.about", "Verdict", ("Shift+C",), later("Asked about case, slice, lesion or layer")),
    Action("verdict.undo", "Verdict", ("Shift+Z",), later("Take the last answer back")),
    Action("verdict.decide", "Verdict", ("Shift+J",), later("Decide between two readers")),
    Action("verdict.figures", "Verdict", ("Ctrl+Shift+F",), later("Figures of a study or a project")),
    Action("window.maximise", "Window", ("F",), later("The heat map alone, or both views")),
    Action("window.layout-1", "Window", ("Shift+1",), later("One view")),
    Action("window.layout-2", "Window", ("Shift+2",), later("Two views: the slice and its heat map")),
    Action("window.layout-4", "Window", ("Shift+4",), later("Four views")),
    Action("window.layout-6", "Window", ("Shift+6",), later("Six views")),
    Action("window.planes", "Window", ("Shift+P",), later("Three planes beside the heat map")),
    Action("window.compare", "Window", ("B",), later("Compare explanations side by side")),
    Action("window.layer-sheet", "Window", ("G",), later("Contact sheet of the layers")),
    Action("window.slice-sheet", "Window", ("Shift+G",), later("Contact sheet of the slices")),
    Action("window.sanity", "Window", ("Y",), later("Sanity checks of the map shown")),
    Action("window.words", "Window", ("J",), later("The case in words")),
    Action("window.header", "Window", ("Ctrl+I",), later("Header of the file shown")),
    Action("window.export", "Window", ("Ctrl+E",), later("Export the case")),
    Action("window.write", "Window", ("Ctrl+Shift+S",), later("Export computed explanations to a folder")),
    Action("window.fold-left", "Window", ("F7",), later("Left panel folded away or not")),
    Action("window.fold-right", "Window", ("F8",), later("Right panel folded away or not")),
    Action("window.fold-strip", "Window", ("Shift+F8",), later("Strip of slices folded away or not")),
    Action("window.networks", "Window", ("Ctrl+Shift+N",), later("Networks: which one is asked")),
    Action("window.add-network", "Window", (), later("Add a network…")),
    Action("window.full-screen", "Window", ("F11",), later("Full screen")),
    Action("window.palette", "Window", ("Ctrl+K",), later("Command palette: find anything by its name")),
    Action("window.help", "Window", ("F1", "?"), later("Keyboard and mouse: this overview")),
    Action("window.manual", "Window", ("F2",), later("Manual")),
    Action(
        "window.language", "Window", ("Ctrl+L",), later("Language · Sprache")
    ),  # found by whoever sees the other one
    Action("window.keys", "Window", ("Ctrl+Shift+K",), later("Change keys and mouse")),
    Action("window.preferences", "Window", ("Ctrl+,",), later("Preferences")),
    Action("window.about", "Window", ("Shift+F1",), later("About, licences, folders")),
    Action("window.stop", "Window", ("Ctrl+.",), later("Stop or resume the analysis")),
    Action("window.escape", "Window", ("Esc",), later("Close message, tool, single view")),
    Action("window.close", "Window", ("Ctrl+Q",), later("Close the program")),
)

GESTURES = (
    (later("Right click"), later("Menu of the view")),
    (later("Double-click"), later("This view alone, or both")),
    (later("Ctrl + click a layer"), later("Fuse it with the layers shown")),
    (later("Drop files or a folder"), later("Open the cases in it")),
)
"""What the mouse does besides `keys.mouse`, however the reader uses it."""

KEYS = ReaderKeys({each.id: each.keys for each in ACTIONS})
"""The keys in use."""

_BY_ID = {each.id: each for each in ACTIONS}
_SAID: dict[str, tuple[str, str]] = {}  # tips, and what `with_key` made them of
_SYMBOLS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "PgUp": "Page Up", "PgDown": "Page Down"}
_LETTERED = (
    later("Ctrl"),
    later("Shift"),
    later("Home"),
    later("End"),
    later("PgUp"),
    later("PgDown"),
    later("Page Up"),
    later("Page Down"),
    later("Del"),
    later("Backspace"),
    later("Return"),
)
"""What stands on keys in words, and not in the same ones everywhere."""


def action(name: str) -> Action:
    """The action of this id; KeyError where there is none."""
    return _BY_ID[name]


def keys_of(found: Action) -> tuple[str, ...]:
    """The keys that do it now: the reader's, or the program's own."""
    return KEYS.keymap.of(found.id)


def with_key(name: str, text: str = "") -> str:
    """A control's tip: what it does, by default the action's title, and the key that does the same, if there is one."""
    found = action(name)
    told, keys = text or tr(found.title), keys_of(found)
    tip = f"{told} ({_named(keys[0], between='+', symbols={})})" if keys else told
    _SAID[tip] = (name, text)
    return tip


def retold(tip: str) -> str:
    """A tip that `with_key` made, or that holds one, with the keys that the reader has chosen since."""
    if tip in _SAID:
        return with_key(*_SAID[tip])
    within = next((said for said in _SAID if said.endswith(")") and said in tip), None)
    return tip if within is None else tip.replace(within, with_key(*_SAID[within]))


def spelled(keys: tuple[str, ...]) -> str:
    """Keys as people read them: "← or [", "Shift ↑"; a dash for none."""
    if not keys:
        return "–"
    return tr(" or ").join(_named(key, between=" ", symbols=_SYMBOLS) for key in keys)


def _named(key: str, *, between: str, symbols: Mapping[str, str]) -> str:
    """A key as the reader's keyboard names it, or as a symbol."""
    parts = [symbols.get(part, part) for part in (key.split("+") if key != "+" else [key])]
    return between.join(tr(part) if part in _LETTERED else part for part in parts)
