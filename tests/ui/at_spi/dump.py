"""What AT-SPI tells of the window, as JSON. Runs under the system's Python, which has Atspi.

Arguments: a file to await, and the one to write.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - it must know its version first

_PATIENCE_S = 60


def _window() -> Any:
    end = time.time() + _PATIENCE_S
    while time.time() < end:
        desktop = Atspi.get_desktop(0)
        found = [desktop.get_child_at_index(number) for number in range(desktop.get_child_count())]
        named = [each for each in found if each is not None and each.get_name() == "xaiviewer"]
        if named and Path(sys.argv[1]).exists():
            return named[0]
        time.sleep(0.2)
    return None


def _told(node: Any) -> dict[str, Any]:
    """One thing and all within it that is on the screen."""
    states, within = node.get_state_set(), []
    for number in range(min(node.get_child_count(), 60)):
        child = node.get_child_at_index(number)
        if child is not None and child.get_state_set().contains(Atspi.StateType.SHOWING):
            within.append(_told(child))
    labels = [
        each.get_target(number).get_name()
        for each in node.get_relation_set()
        if each.get_relation_type() == Atspi.RelationType.LABELLED_BY
        for number in range(each.get_n_targets())
    ]
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "description": node.get_description(),
        "labels": labels,
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "checked": states.contains(Atspi.StateType.CHECKED),
        "within": within,
    }


found = _window()
Path(sys.argv[2]).write_text(json.dumps(None if found is None else _told(found)), encoding="utf-8")
