"""Opens an audit in the window: its cases on the list, its slices below them, the gravest on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xaiviewer.audit.opening import Opened
from xaiviewer.audit.report import WRONG_REASON
from xaiviewer.review import Stop
from xaiviewer.ui.window import MainWindow


def open_audit(window: MainWindow, audit: Opened, first: int = 1, others: Sequence[Path] = ()) -> None:
    """Search the audit's cases, that of the first slice first, and list its slices.

    Args:
        window: where.
        audit: what was found.
        first: the slice that is shown, counted from 1.
        others: where else to look: for cases that have moved since, say.
    """
    stops = stops_of(audit)
    at = first - 1 if first <= len(stops) else -1
    there = [path for each in audit.cases if each.path and (path := Path(each.path)) not in audit.gone]
    if at >= 0:
        there.sort(key=lambda path: path != stops[at].path)
    window.audit.show()
    window.review.visits.take(stops, at)
    if there or others:
        window.review.shelf.open_paths([*there, *others])


def stops_of(audit: Opened) -> list[Stop]:
    """The audit's slices as a review knows them, the gravest first."""
    cases = {each.number: each for each in audit.cases}
    weights = {each.name: each.classifier for each in audit.networks}
    return [
        Stop(
            case=cases[each.case].label,
            path=Path(cases[each.case].path) if cases[each.case].path else None,
            slices=cases[each.case].slices,
            index=each.slice - 1,
            layer=each.layer,
            method=each.method,
            right=each.kind == WRONG_REASON,
            called=each.called,
            mass=each.mass,
            network=weights.get(each.network, ""),
        )
        for each in audit.disagreements
        if each.case in cases
    ]
