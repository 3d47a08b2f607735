"""Nulls of what was asked for beyond the maps of every slice: those of the mask and the picture, which cost no pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from xaiviewer.agreement.answered import Laid, laid
from xaiviewer.agreement.nulls.judged import case_nulls, slice_nulls
from xaiviewer.agreement.nulls.scene import NullSettings, Scene
from xaiviewer.case import Case
from xaiviewer.requests import Analysis, Explanation
from xaiviewer.requests.nulls import Nulls

_DEFAULT = NullSettings()


def _never() -> bool:
    return False


def nulls_of_answer(
    case: Case,
    analysis: Analysis,
    answer: Explanation,
    *,
    settings: NullSettings = _DEFAULT,
    layers: Sequence[int] | None = None,
    cancelled: Callable[[], bool] = _never,
) -> Nulls | None:
    """Every null of one answer; None where there is nothing to hold against them, or the head is not known.

    The mask goes to the same places as beneath the layers' maps of that slice.

    Args:
        case, analysis: what is looked at.
        answer: of one of its slices.
        settings: see `NullSettings`.
        layers: of the maps of every layer those that are looked at, in this order; None for all.
        cancelled: asked before each grid, and before some hundred places.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    found = _beside(case, analysis, answer, layers)
    return None if found is None else slice_nulls(found[0].maps.maps, found[1], settings, cancelled=cancelled)


def nulls_of_answers(
    case: Case,
    analysis: Analysis,
    answers: Sequence[Explanation],
    *,
    settings: NullSettings = _DEFAULT,
    layers: Sequence[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = _never,
) -> Nulls | None:
    """The same of one request's answers summed over their slices; None where none of these has a mask.

    Args:
        case, analysis, settings, layers, cancelled: as in `nulls_of_answer`.
        answers: one per slice.
        progress: called with the number of slices done and of all.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    pairs = [each for answer in answers if (each := _beside(case, analysis, answer, layers)) is not None]
    if not pairs:
        return None
    slices = [(here.maps.maps, scene) for here, scene in pairs]
    return case_nulls(slices, settings, progress=progress, cancelled=cancelled)


def _beside(
    case: Case, analysis: Analysis, answer: Explanation, layers: Sequence[int] | None
) -> tuple[Laid, Scene] | None:
    """The answer's maps, and the slice as its network sees it."""
    here = laid(case, analysis, answer, layers)
    if here is None or analysis.head is None:
        return None
    scene = Scene.of(case, analysis, answer.index, analysis.head[answer.index])
    return None if scene is None else (here, replace(scene, layers=here.layers, frame=here.frame))
