"""Two networks laid beside each other: which class of the one stands beside which of the other, and which layer.

They need not be alike: what stands beside what, and why, is part of what is found, so that nobody takes it for granted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from xaiviewer.requests.analysis import Analysis
from xaiviewer.requests.model import EVIDENCE, Layer, ModelDescription

Reason = Literal["name", "grid", "stage", "depth", "last"]
"""Why a layer is laid beside another: of one architecture it has the same name; both are their network's last one with
cells of so many input pixels; both lie as deep among those of their network; no layer of the other network has such
cells, and both lie as deep in their network; both are their network's last one, of which one holds its logits."""


@dataclass(frozen=True)
class Counterpart:
    """The layer of a second network that is laid beside one of the first.

    Attributes:
        layer: its index.
        reason: why this one.
    """

    layer: int
    reason: Reason


@dataclass(frozen=True)
class Matched:
    """The classes of two networks that are laid beside each other.

    Attributes:
        a, b: their indices.
        named: whether they have the same name; else each is its network's finding, or, of two classes, the other one,
            or somebody said so.
        alike: whether both networks tell the same classes apart.
    """

    a: int
    b: int
    named: bool
    alike: bool


@dataclass(frozen=True, eq=False)
class Alongside:
    """What a second network says of a case.

    Attributes:
        package: where it lies.
        analysis: its own, with the slices that it was asked about.
        matched: of the class that is explained; None where the second network has none like it.
        counterparts: one for every layer of the first network; none where one of the two lists no layers.
    """

    package: Path
    analysis: Analysis
    matched: Matched | None
    counterparts: tuple[Counterpart, ...]


def counterparts(one: Sequence[Layer], other: Sequence[Layer]) -> tuple[Counterpart, ...]:
    """For every layer of the first network the one of the second that is laid beside it.

    Of one architecture, whatever the size of the input, the one of the same name. Of two the one that lies as deep
    among the layers with cells of as many input pixels, the last beside the last, or else as deep in its network. A
    layer of logits, which may have finer cells than those before it, stands beside the other network's last.
    """
    if not other:
        return ()
    if same_architecture(one, other):
        return tuple(Counterpart(place, "name") for place in range(len(one)))
    stages, others = _stages(one), _stages(other)
    found = []
    for place, layer in enumerate(one):
        mine, its = stages.get(layer.stride, []), others.get(layer.stride)
        if layer.kind == EVIDENCE:
            found.append(Counterpart(len(other) - 1, "last"))
        elif its is None:
            found.append(Counterpart(_as_deep(place, len(one), len(other)), "depth"))
        elif place == mine[-1]:
            found.append(Counterpart(its[-1], "grid"))
        else:
            found.append(Counterpart(its[_as_deep(mine.index(place), len(mine), len(its))], "stage"))
    return tuple(found)


def telling_layers(one: Sequence[Layer], other: Sequence[Layer]) -> tuple[int, ...]:
    """Indices of the first network's layers that are worth comparing over many cases.

    All of one architecture; of two the last layer of each size of cells, and one of logits.
    """
    if not other:
        return ()
    if same_architecture(one, other):
        return tuple(range(len(one)))
    logits = [place for place, layer in enumerate(one) if layer.kind == EVIDENCE]
    return tuple(sorted([*logits, *(each[-1] for each in _stages(one).values())]))


def same_architecture(one: Sequence[Layer], other: Sequence[Layer]) -> bool:
    """Whether two networks list the same layers, by name, kind and input pixels from cell to cell."""
    told = [[(each.name, each.kind, each.stride) for each in layers] for layers in (one, other)]
    return bool(one) and told[0] == told[1]


def matched(a: ModelDescription, b: ModelDescription, class_index: int) -> Matched | None:
    """The class of the second network that is laid beside a class of the first; None where there is none like it.

    That of the same name; else, beside the first network's finding, the second's; else, where both tell a finding from
    one other class alone, that other one.
    """
    alike = same_classes(a.classes, b.classes)
    names = [_plain(each) for each in b.classes]
    wanted = _plain(a.classes[class_index])
    if wanted in names:
        return Matched(class_index, names.index(wanted), named=True, alike=alike)
    if a.finding is None or b.finding is None:
        return None
    if class_index == a.finding:
        return Matched(class_index, b.finding, named=False, alike=alike)
    if len(a.classes) == 2 and len(b.classes) == 2:
        return Matched(class_index, 1 - b.finding, named=False, alike=alike)
    return None


def same_classes(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two networks tell the same classes apart, in whatever order."""
    return sorted(map(_plain, one)) == sorted(map(_plain, other))


def _plain(name: str) -> str:
    return name.strip().casefold()


def _stages(layers: Sequence[Layer]) -> dict[int, list[int]]:
    """Indices of layers, those of logits aside, by the input pixels from one of their cells to the next."""
    found: dict[int, list[int]] = {}
    for place, layer in enumerate(layers):
        if layer.kind != EVIDENCE:
            found.setdefault(layer.stride, []).append(place)
    return found


def _as_deep(place: int, count: int, others: int) -> int:
    """Of so many others the one that lies as deep as one of `count`: the last beside the last."""
    share = place / (count - 1) if count > 1 else 1.0
    return int(share * (others - 1) + 0.5)
