"""What a score is held against: the same score of maps, or of masks, that know nothing of the lesion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen

_Floats = NDArray[np.float32]

MOVED = "moved"
UNIFORM = "uniform"
"""Keys of nulls; the pictures' are in `agreement.nulls.pictures`, those of other masks and networks are free."""

NullKind = Literal["placements", "masks", "chance", "picture", "networks", "outline"]
"""The mask elsewhere; other masks; uniform over the head; the picture itself as a map; other networks' maps; the
model's own outline, which is no null but what a map could reach that draws."""


_BY_LAYER = ("observed", "p", "q", "difference", "effect", "ceiling")
"""Of a comparison."""


@dataclass(frozen=True, eq=False)
class NullCurve:
    """What one null gets in every layer.

    Attributes:
        key: which null: "moved", "uniform", "brightness: " and a sequence, ...
        kind: what sort of null.
        values: float32 ``[layer]``: its score, the mean where it has several draws; NaN where it is undefined.
        low, high: float32 ``[layer]``: the band in which its draws lie; None where there is one draw.
        draws: how many there are.
    """

    key: str
    kind: NullKind
    values: _Floats
    low: _Floats | None = None
    high: _Floats | None = None
    draws: int = 1

    def __post_init__(self) -> None:
        for name in ("values", "low", "high"):
            given = getattr(self, name)
            if given is not None:
                object.__setattr__(self, name, frozen(np.asarray(given, dtype=np.float32)))

    def of_layers(self, layers: Sequence[int]) -> NullCurve:
        """The same of some layers alone, in their order."""
        low, high = (None if each is None else each[list(layers)] for each in (self.low, self.high))
        return replace(self, values=self.values[list(layers)], low=low, high=high)

    @property
    def bar(self) -> _Floats:
        """What a map must exceed, float32 ``[layer]``.

        Of several other networks the upper end of their band, as a few draws give no p; of every other null its score.
        """
        return self.high if self.kind == "networks" and self.high is not None else self.values


@dataclass(frozen=True, eq=False)
class NullComparison:
    """One measure's scores of all layers beside what they would be if the maps meant nothing.

    All arrays are float32 ``[layer]`` and NaN where the map says nothing or nothing was drawn.

    Attributes:
        measure: key of `measure.MEASURES` or `measure.FURTHER_MEASURES`.
        observed: the scores.
        p: how often the mask at a random place scores as high: (1 + b) / (1 + n), Phipson and Smyth 2010.
        q: p corrected over layers, Benjamini and Hochberg 1995.
        difference: observed less the mean over the placements.
        effect: the same in standard deviations of the placements; NaN where they are all equal.
        ceiling: the highest score that any map on the layer's grid can get.
        curves: what each null gets.
        n: how many placements there are; fewer than asked for where the mask has nowhere to go.
        seed: of the placements.
    """

    measure: str
    observed: _Floats
    p: _Floats
    q: _Floats
    difference: _Floats
    effect: _Floats
    ceiling: _Floats
    curves: tuple[NullCurve, ...]
    n: int
    seed: int

    def __post_init__(self) -> None:
        for name in _BY_LAYER:
            object.__setattr__(self, name, frozen(np.asarray(getattr(self, name), dtype=np.float32)))

    def curve(self, key: str) -> NullCurve | None:
        """What the null of this key gets; None where it was not asked."""
        return next((each for each in self.curves if each.key == key), None)

    def of_layers(self, layers: Sequence[int]) -> NullComparison:
        """The same of some layers alone, in their order; q stays corrected over all."""
        own = {name: getattr(self, name)[list(layers)] for name in _BY_LAYER}
        return replace(self, curves=tuple(each.of_layers(layers) for each in self.curves), **own)

    def without(self, kind: NullKind) -> NullComparison:
        """The same with no null of a kind."""
        return replace(self, curves=tuple(each for each in self.curves if each.kind != kind))

    def strongest_of(self, kind: NullKind) -> _Floats:
        """The highest bar of the nulls of a kind, float32 ``[layer]``; NaN where none is defined."""
        values = [each.bar for each in self.curves if each.kind == kind]
        return np.fmax.reduce(values) if values else np.full_like(self.observed, np.nan)

    @cached_property
    def nulls(self) -> tuple[NullCurve, ...]:
        """The curves of what knows nothing of the lesion: all but the model's own outline."""
        return tuple(each for each in self.curves if each.kind != "outline")

    @cached_property
    def rivals(self) -> tuple[NullCurve, ...]:
        """The nulls that a map has to beat: all but other masks, whose size is another one.

        A larger mask that covers the lesion holds all of its evidence and more, whatever the map knows.
        """
        return tuple(each for each in self.nulls if each.kind != "masks")

    @cached_property
    def strongest(self) -> _Floats:
        """The highest bar of the rivals, float32 ``[layer]``; NaN where none is defined."""
        values = [each.bar for each in self.rivals]
        return np.fmax.reduce(values) if values else np.full_like(self.observed, np.nan)

    @cached_property
    def explained(self) -> NDArray[np.bool_]:
        """Where some rival scores as high as the map, so that its agreement tells nothing, bool ``[layer]``.

        Also where the map says nothing, or no rival is defined.
        """
        above: NDArray[np.bool_] = self.observed > self.strongest
        return ~above

    @cached_property
    def strongest_keys(self) -> tuple[str, ...]:
        """The key of the rival with the highest bar, by layer; "" where there is none."""
        if not self.rivals:
            return ("",) * len(self.observed)
        values = np.stack([each.bar for each in self.rivals])
        places = np.where(np.isnan(values), -np.inf, values).argmax(axis=0)
        return tuple(self.rivals[int(place)].key for place in places)

    @cached_property
    def explained_by(self) -> tuple[str, ...]:
        """The same; "" where none reaches the map."""
        return tuple(key if reached else "" for key, reached in zip(self.strongest_keys, self.explained, strict=True))


@dataclass(frozen=True, eq=False)
class Nulls:
    """All comparisons of one slice's maps, or of a case's summed over its slices.

    Attributes:
        indices: the slices; those without a mask are left out.
        comparisons: by key of the measure.
    """

    indices: tuple[int, ...]
    comparisons: Mapping[str, NullComparison]

    def __post_init__(self) -> None:
        object.__setattr__(self, "comparisons", MappingProxyType(dict(self.comparisons)))

    def __getitem__(self, measure: str) -> NullComparison:
        """The comparison of a measure; KeyError where it was not made."""
        return self.comparisons[measure]

    def __iter__(self) -> Iterator[str]:
        """Keys of the measures."""
        return iter(self.comparisons)

    def of_layers(self, layers: Sequence[int]) -> Nulls:
        """The same of some layers alone, in their order."""
        return Nulls(self.indices, {key: each.of_layers(layers) for key, each in self.comparisons.items()})


@dataclass(frozen=True, eq=False)
class FalseHeat:
    """How hot the maps of a slice with an empty mask are, against the same layers' on slices with a lesion.

    Attributes:
        index: the slice.
        peak: the map's maximum inside the head over the highest of the case's slices with a lesion, float32
            ``[layer]``; NaN where there is no such slice, or no layer's map there speaks for the class.
        marked: the share of the head that reaches the threshold on that common scale, float32 ``[layer]``.
        threshold: share of that highest maximum from which a cell counts as marked.
    """

    index: int
    peak: _Floats
    marked: _Floats
    threshold: float

    def __post_init__(self) -> None:
        for name in ("peak", "marked"):
            object.__setattr__(self, name, frozen(np.asarray(getattr(self, name), dtype=np.float32)))
