"""What the ways of explaining a case share: its settings, the class, what the manifest says of both."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from xaiviewer.display.appearance import Appearance
from xaiviewer.errors import UsageError
from xaiviewer.requests import Analysis, AnalysisSettings, ModelDescription

Tell = Callable[[float, str], None]
"""Takes the share of a case that is done, and what is being done now."""


def case_settings(arguments: argparse.Namespace) -> AnalysisSettings:
    """What the options say about the analysis of a case; the class and the methods are settled once it is known."""
    return AnalysisSettings(
        segment_all=arguments.segment_all,
        gate=arguments.gate,
        outline=arguments.outline,
        threshold=arguments.threshold,
    )


def settings_fields(analysis: Analysis, arguments: argparse.Namespace, appearance: Appearance) -> dict[str, Any]:
    """What the command was asked, for the manifest."""
    return {
        "method": arguments.method,
        "layers": arguments.layers,
        "class": analysis.classes[analysis.class_index],
        "threshold": arguments.threshold,
        "segment_all": arguments.segment_all,
        "gate": analysis.gate,
        "outline": analysis.outline,
        "pictures": {**asdict(appearance), "fuse": arguments.fuse},
    }


def class_index(description: ModelDescription, wanted: str | None) -> int:
    """The class that is meant by a name or a number.

    Raises:
        UsageError: where there is none.
    """
    classes = description.classes
    if wanted is None:
        return description.main_class
    if wanted in classes:
        return list(classes).index(wanted)
    if wanted.isdecimal() and int(wanted) < len(classes):
        return int(wanted)
    known = ", ".join(f"{number} or “{name}”" for number, name in enumerate(classes))
    raise UsageError(f"There is no class “{wanted}”; choose {known}.")
