"""Projects of reviews on the command line: opened, and their answers in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xaiviewer.commands.options.progress import Progress
from xaiviewer.ledger.events import Place
from xaiviewer.ledger.marked import outline_of
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.project import Project
from xaiviewer.ledger.writers import Reader


def opened(file: Path, reader: Reader | None = None) -> Project:
    """The project, with a word on what is in the way."""
    project = open_project(file, reader)
    if project.notice:
        with Progress(None, "") as progress:
            progress.say(f"note: {project.notice}")
    return project


def told_answer(value: Any) -> str:
    """An answer in few words."""
    if value is None:
        return "no answer"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if not isinstance(value, dict):
        return str(value)
    parts = [f"{len(value[name])} {name}" for name in ("points", "boxes") if value.get(name)]
    slices = outline_of(value)
    return ", ".join([*parts, f"outline on {len(slices)} slices"] if slices else parts)


def told_place(place: Place) -> str:
    """What of a case something is about, slices and steps counted from 1, lesions by name; "" for the whole case."""
    fields = place.fields()
    return " ".join(f"{name} {value + 1 if name in ('slice', 'step') else value}" for name, value in fields.items())
