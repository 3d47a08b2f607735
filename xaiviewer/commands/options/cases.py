"""The cases that a command is asked to work on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from xaiviewer.commands.options.progress import Progress
from xaiviewer.readers import NO_IMAGE, Skipped, search


def cases_at(paths: Iterable[Path]) -> list[Path]:
    """Every case at or below the paths, once each, in order.

    Raises:
        ReadError: where a path holds none.
    """
    found: dict[Path, Path] = {}
    with Progress(None, "files") as progress:
        for path in paths:
            result = search(path, progress=lambda files, cases: progress.at(files, f"looking for cases, {cases} found"))
            for case in result.cases:
                found.setdefault(case.resolve(), case)
            told = _left_out(path, result.skipped)
            if told:
                progress.say(told)
    return list(found.values())


def _left_out(path: Path, skipped: Iterable[Skipped]) -> str:
    """A line on the images that were left out; "" where there are none. Texts and tables are no images."""
    counts = Counter(each.reason for each in skipped if not each.reason.startswith(NO_IMAGE))
    if not counts:
        return ""
    some = ", ".join(f"{count} x {reason}" for reason, count in counts.most_common(3))
    return f"note: {counts.total()} files at {path} were left out ({some}); `xaiviewer inspect` lists them."
