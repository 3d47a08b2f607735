"""What one method that was asked for said about a case, as files: arrays, a picture per slice, its manifest entry."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from xaiviewer.case import Case
from xaiviewer.case.numbering import part_of
from xaiviewer.display.appearance import Appearance, Polarity
from xaiviewer.records.answers import answer_arrays, answer_fields
from xaiviewer.records.arrays import save_arrays
from xaiviewer.records.asked_worth import AskedWorth
from xaiviewer.records.manifest import request_fields
from xaiviewer.records.pictures.answers import answer_pictures
from xaiviewer.records.pictures.canvas import Canvas
from xaiviewer.requests import INPUT, Analysis, AttributionMap, Explanation, LayerMaps, Regions, Request, method_of


@dataclass(frozen=True, eq=False)
class Answered:
    """What one method said about some slices of a case.

    Attributes:
        request: what was asked.
        found: by slice, in order; at least one, all of one type.
        layers: of a method that answers for every layer: indices of those that are written.
        pictured: which of them get a picture of every slice.
        polarity: which signs are drawn, where that is not as in the case's other pictures.
        worth: of the maps that are written, in the order of `layers`, how far they agree with the clinician's mask.
    """

    request: Request
    found: Mapping[int, Explanation]
    layers: tuple[int, ...] = ()
    pictured: tuple[int, ...] = ()
    polarity: Polarity | None = None
    worth: AskedWorth = field(default_factory=AskedWorth)

    @property
    def file(self) -> str:
        """Name of the file of arrays."""
        return f"{self.request.method}.npz"

    def layers_of_maps(self, analysis: Analysis) -> tuple[str, ...]:
        """The layer of each map that is written, "input" for the pixels of the input; () for what is no map."""
        known = analysis.description_of(self.request).layers
        match next(iter(self.found.values())):
            case LayerMaps():
                return tuple(known[layer].name for layer in self.layers)
            case AttributionMap(layer=layer):
                return (INPUT if layer is None else known[layer].name,)
            case Regions():
                return (INPUT,)
            case _:
                return ()

    def words(self, index: int, layer: int | None = None) -> str:
        """What the map of a slice, of several layers' that of `layer`, is worth, in a few words; "" without a mask."""
        of_layer = layer in self.layers
        return self.worth.words(index, self.layers.index(layer) if of_layer and layer is not None else 0)

    def lines(self, case: Case, analysis: Analysis, *, but: Collection[tuple[str, str]] = ()) -> Iterator[list[Any]]:
        """What agreement.csv says of these maps, `but` of those whose layer and method it knows already."""
        part = part_of(case, self.worth.scores)
        for place, layer in enumerate(self.layers_of_maps(analysis)):
            if (layer, self.request.method) not in but:
                yield from self.worth.lines((layer, self.request.method), place, part)


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
    for name, picture in _pictures(case, analysis, answered, appearance):
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
        **_worth_fields(analysis, answered),
        **answer_fields(case, analysis, answers, answered.layers),
    )


def _pictures(
    case: Case, analysis: Analysis, answered: Answered, appearance: Appearance
) -> Iterator[tuple[str, Canvas]]:
    answers = list(answered.found.values())
    return answer_pictures(case, analysis, answers, answered.pictured, appearance, worth=answered.words)


def _worth_fields(analysis: Analysis, answered: Answered) -> dict[str, Any]:
    """Agreement and nulls of one map; of several layers' by their names; None of what is no map."""
    names, slices = answered.layers_of_maps(analysis), list(answered.found)
    told = {name: answered.worth.fields(slices, place) for place, name in enumerate(names)}
    if not answered.layers and len(told) == 1:
        return told[names[0]]
    keys = ("agreement", "nulls", "nulls_of_case")
    return {key: {name: each[key] for name, each in told.items()} or None for key in keys}
