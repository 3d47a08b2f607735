"""Settings that do not hold, in a sentence."""

from __future__ import annotations

from xaiviewer.errors import UsageError
from xaiviewer.explain import check
from xaiviewer.requests import OUTLINES, AnalysisSettings, ModelDescription


def class_of(description: ModelDescription, wanted: int | None) -> int:
    """The class that is meant; the description's main one where none is named.

    Raises:
        UsageError: for one that does not exist.
    """
    classes = description.classes
    wanted = description.main_class if wanted is None else wanted
    if not 0 <= wanted < len(classes):
        known = ", ".join(f"{index} ({name})" for index, name in enumerate(classes))
        raise UsageError(f"There is no class {wanted}; choose from {known}.")
    return wanted


def check_settings(settings: AnalysisSettings, gate: float) -> None:
    """Hold settings, and the gate that follows from them, against what there is.

    Raises:
        UsageError: for a method, threshold, gate or kind of outline that does not exist.
    """
    if not 0 < settings.threshold <= 1:
        raise UsageError(f"A threshold of {settings.threshold} is not a share of the maximum; give one in 0 to 1.")
    check(settings.methods)
    if not 0 <= gate <= 1:
        raise UsageError(f"A gate of {gate} is not a probability; give one in 0 to 1.")
    if settings.outline not in OUTLINES:
        raise UsageError(f"There is no outline {settings.outline!r}; choose {' or '.join(OUTLINES)}.")
