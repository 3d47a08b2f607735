"""Settings that do not hold, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.explain import check
from xaiviewer.requests import OUTLINES, AnalysisSettings, ModelDescription, Request


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


def check_weights(request: Request, sha256: str) -> None:
    """Hold a request against the weights that are to answer it.

    Raises:
        UsageError: where it was asked of others.
    """
    if request.network != sha256:
        raise UsageError("This was asked of other weights than those that are loaded; ask again.")


def check_pictures(case: Case, indices: Iterable[int]) -> None:
    """Hold slices against those of a case that hold a picture.

    Raises:
        UsageError: for one that does not.
    """
    for index in indices:
        if index not in case.indices:
            raise UsageError(f"{case.name} has no picture of slice {index + 1}; choose another slice.")
