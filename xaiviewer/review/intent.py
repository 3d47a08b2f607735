"""What the reader set, as opposed to what was found out and to where he looks: what undo takes back. No Qt.

The slice and the open case are where the reader looks: the same key or gesture leads back. All else that changes what
is shown is set; zoom, position and flips are the window's, which tells them to `history`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from xaiviewer.display.appearance import Appearance
from xaiviewer.measurements import Marks
from xaiviewer.review.derived.steps import Settings, Step
from xaiviewer.review.measured import MeasuredState
from xaiviewer.review.state import ShownState

SHOWN = ("layer", "resting_layer", "method", "request", "channel", "regions", "selection", "score", "resting_polarity")
"""Fields of `ShownState`."""

DRAWN = tuple(each.name for each in fields(Appearance) if each.name != "windows")
"""Fields of its appearance."""

CLASS, WINDOW, MEASUREMENTS, MARKS = "class", "window ", "measurements", "marks"
"""Names of what else can be set; windows are told apart by their sequences."""

VIEW = "view "
"""What names of a view's zoom, position and flips begin with."""


def settings(shown: ShownState, measured: MeasuredState) -> Settings:
    """All of it at a moment; what depends on an analysis is left out before that began."""
    found: dict[str, object] = {name: getattr(shown.appearance, name) for name in DRAWN}
    found |= {WINDOW + sequence: window for sequence, window in shown.appearance.windows.items()}
    found |= {MEASUREMENTS: measured.measurements, MARKS: measured.marks}
    if shown.analysis is not None:
        found |= {name: getattr(shown, name) for name in SHOWN}
        found[CLASS] = shown.explained_class
    return found


def restored(shown: ShownState, wanted: Settings) -> dict[str, Any]:
    """The fields of `ShownState` that settings ask for: its own, and those of the appearance."""
    changed: dict[str, Any] = {name: wanted[name] for name in SHOWN if name in wanted}
    drawn: dict[str, Any] = {name: wanted[name] for name in DRAWN if name in wanted}
    windows: Mapping[str, Any] = {
        name.removeprefix(WINDOW): window for name, window in wanted.items() if name.startswith(WINDOW)
    }
    if windows:
        drawn["windows"] = {**shown.appearance.windows, **windows}
    return changed | ({"appearance": drawn} if drawn else {})


def place_of(step: Step) -> int | None:
    """The slice on which a change of measurements or marks is seen; None for all others."""
    before, after = step.before.get(MEASUREMENTS), step.after.get(MEASUREMENTS)
    if isinstance(before, tuple) and isinstance(after, tuple):
        return next((each.slice_index for each in set(before) ^ set(after)), None)
    one, other = step.before.get(MARKS), step.after.get(MARKS)
    if not isinstance(one, Marks) or not isinstance(other, Marks):
        return None
    painted = sorted({*one.slices, *other.slices})
    return next((index for index in painted if one.of(index) is not other.of(index)), None)
