"""What one method that was asked for said about a case, as files: arrays, a picture per slice, its manifest entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xaiviewer.case import Case
from xaiviewer.display.appearance import Appearance, Polarity
from xaiviewer.records.answers import answer_arrays, answer_fields
from xaiviewer.records.arrays import save_arrays
from xaiviewer.records.manifest import request_fields
from xaiviewer.records.pictures.answers import answer_pictures
from xaiviewer.requests import Analysis, Answers, Explanation, Request, method_of
from xaiviewer.requests.badges import NOT_MEASURED

_MAPS = (Answers.EVERY_LAYER, Answers.MAP, Answers.REGIONS)
"""What could be held against what knows nothing of the lesion."""


@dataclass(frozen=True, eq=False)
class Answered:
    """What one method said about some slices of a case.

    Attributes:
        request: what was asked.
        found: by slice, in order; at least one, all of one type.
        layers: of a method that answers for every layer: indices of those that are written.
        pictured: which of them get a picture of every slice.
        polarity: which signs are drawn, where that is not as in the case's other pictures.
    """

    request: Request
    found: Mapping[int, Explanation]
    layers: tuple[int, ...] = ()
    pictured: tuple[int, ...] = ()
    polarity: Polarity | None = None

    @property
    def file(self) -> str:
        """Name of the file of arrays."""
        return f"{self.request.method}.npz"


def write_answered(
    case: Case,
    analysis: Analysis,
    answered: Answered,
    folder: Path,
    *,
    appearance: Appearance,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Write <method>.npz, and its pictures into overlays/, which exists; the request's entry in the manifest.

    Args:
        case, analysis: what was explained; the analysis holds every acquired slice's result.
        answered: what was said.
        folder: the case's.
        appearance: how maps are drawn, settled for the case.
        progress: told what is being written.
    """
    request, answers = answered.request, list(answered.found.values())
    appearance = replace(appearance, polarity=answered.polarity or appearance.polarity)
    progress(answered.file)
    save_arrays(folder / answered.file, answer_arrays(analysis, answers, answered.layers))
    for name, picture in answer_pictures(case, analysis, answers, answered.pictured, appearance):
        progress(name)
        (folder / "overlays" / name).write_bytes(picture.png())
    method = method_of(request.method)
    return request_fields(
        request,
        answered.file,
        task=method.task,
        warning=method.warning or None,
        slices=list(answered.found),
        polarity=appearance.polarity,
        nulls=NOT_MEASURED if method.answers in _MAPS else None,
        **answer_fields(case, analysis, answers, answered.layers),
    )
