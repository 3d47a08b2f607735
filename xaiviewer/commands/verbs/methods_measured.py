"""How long every method takes for a slice on this machine."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xaiviewer.commands.options import networks
from xaiviewer.commands.options.cases import cases_at
from xaiviewer.commands.options.progress import Progress
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.readers import load_case
from xaiviewer.records.provenance import versions
from xaiviewer.requests import METHODS, Partial
from xaiviewer.requests.method import Cost
from xaiviewer.requests.methods.masking.covering import FAMILY as _KEEPS

if TYPE_CHECKING:
    from xaiviewer.analysis import Analyser
    from xaiviewer.case import Case


@dataclass(frozen=True)
class Took:
    """What one method took for one slice.

    Attributes:
        method: its key.
        cost: in passes.
        seconds: from asking to the answer; None where it has none.
        refused: why it has none, a sentence.
    """

    method: str
    cost: Cost
    seconds: float | None
    refused: str = ""


@dataclass(frozen=True)
class Measurement:
    """What every method took.

    Attributes:
        computation: on what.
        index: the slice.
        synthetic: whether the case is the phantom.
        took: in the methods' order.
    """

    computation: dict[str, Any]
    index: int
    synthetic: bool
    took: tuple[Took, ...]


def measured(path: Path, threads: int | None, device: str, own: Path | None = None) -> Measurement:
    """Ask every method, with its defaults, about one slice of a case: that of the largest mask, else the middle one.

    Raises:
        UsageError: where `path` holds several cases, or the case no picture.
        XaiViewerError: where it cannot be read.
    """
    found = cases_at([path])
    if len(found) != 1:
        raise UsageError(f"{path} holds {len(found)} cases; name one of them.")
    case = load_case(found[0])
    if not case.indices:
        raise UsageError(f"{case.name} holds no picture; name another case.")
    from xaiviewer.cohort.computation import Computation, set_threads  # noqa: PLC0415 - torch takes seconds to import

    set_threads(threads)
    index = _telling(case)
    with Progress(len(METHODS), "methods") as progress:
        took = []
        for number, key in enumerate(METHODS):
            progress.at(number, key)
            if number == 0 or METHODS[key].family == _KEEPS:  # these keep what others would look at again
                analyser = networks.load(device, own)
                _took(analyser, case, index, next(iter(METHODS)))  # the first pass of all takes longer
            took.append(_took(analyser, case, index, key))
            progress.say(f"{key}: {_seconds(took[-1])}")  # at once: the whole takes long and may be interrupted
    computation = Computation(analyser.device, len(analyser.description.inputs))
    fields = {key: value for key, value in computation.fields().items() if key != "batches"}
    return Measurement({**fields, "versions": versions()}, index, case.synthetic, tuple(took))


def measured_table(found: Measurement) -> list[str]:
    """As Markdown."""
    on = found.computation
    processor = f"{on['device']} ({on['processor']}, {on['instructions']}), {on['threads']} threads"
    lines = [
        f"One slice{' of the synthetic head' if found.synthetic else ''}: {processor}, torch {on['versions']['torch']}",
        "",
        "| method | on the command line | passes | seconds per slice |",
        "|---|---|---|---|",
    ]
    rows = ((METHODS[each.method].title, f"`{each.method}`", each.cost, _seconds(each)) for each in found.took)
    return lines + [f"| {title} | {key} | {cost} | {seconds} |" for title, key, cost, seconds in rows]


def _seconds(took: Took) -> str:
    """How long it took, or why it has no answer."""
    return took.refused if took.seconds is None else f"{took.seconds:.2g}"


def measured_fields(found: Measurement) -> dict[str, Any]:
    """For programs."""
    return {
        "schema": 1,
        "computation": found.computation,
        "slice": found.index,
        "synthetic": found.synthetic,
        "methods": [
            {
                "key": each.method,
                "forward": each.cost.forward,
                "backward": each.cost.backward,
                "shared_by_the_family": each.cost.shared,
                "seconds": each.seconds,
                "refused": each.refused or None,
            }
            for each in found.took
        ],
    }


def _telling(case: Case) -> int:
    mask = case.mask
    if mask is not None and mask.voxels[list(case.indices)].any():
        return max(case.indices, key=lambda index: int(mask.areas_px[index]))
    return case.indices[len(case.indices) // 2]


def _took(analyser: Analyser, case: Case, index: int, method: str) -> Took:
    """Ask one method; of those that share a pass, each is asked alone."""
    request = analyser.request(method)
    cost = analyser.passes(request)
    start = time.perf_counter()
    try:
        answered = [each for each in analyser.explain(case, request, [index]) if not isinstance(each, Partial)]
    except XaiViewerError as error:
        return Took(method, cost, None, str(error))
    assert len(answered) == 1
    return Took(method, cost, time.perf_counter() - start)
