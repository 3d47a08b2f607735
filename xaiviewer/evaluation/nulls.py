"""Scores beside nulls over many patients: which layers survive, and by which method?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.comparing import false_discoveries
from xaiviewer.evaluation.bootstrap import RESAMPLES, bootstrap_means, resampled_means
from xaiviewer.requests.nulls import NullComparison, Nulls

_Doubles = NDArray[np.float64]

CONVENTION = (
    "each patient counts once, with the mean of a score over the slices that have a mask; difference: of the score and "
    "the null's, with its 95 % percentile bootstrap over patients; p: (1 + b) / (1 + n), the null being as high in b "
    "of n resamples; q: p corrected over layers (Benjamini and Hochberg 1995)"
)


@dataclass(frozen=True, eq=False)
class Survival:
    """One measure of the maps against one null over patients, all ``[layer]``.

    Attributes:
        null: its key.
        patients: how many have both defined.
        observed, expected: means of the score, and of the null's.
        difference, low, high: their difference and its interval.
        p, q: see `CONVENTION`.
        stands_for: of the strongest null its key, by layer; "" where none is defined; else empty.
    """

    null: str
    patients: NDArray[np.intp]
    observed: _Doubles
    expected: _Doubles
    difference: _Doubles
    low: _Doubles
    high: _Doubles
    p: _Doubles
    q: _Doubles
    stands_for: tuple[str, ...] = ()

    def beaten(self, level: float = 0.05) -> NDArray[np.bool_]:
        """In which layers the maps score higher than the null, q being at most `level`."""
        above: NDArray[np.bool_] = (self.difference > 0) & (self.q <= level)
        return above


def survivals(
    patients: Sequence[Nulls], measure: str, *, seed: int = 0, number: int = RESAMPLES
) -> dict[str, Survival]:
    """One measure against every null that all patients have, and against the strongest of them ("strongest").

    The strongest null of a layer is the one with the highest mean over the patients, of those that a map has to beat
    (see `NullComparison.rivals`).

    Args:
        patients: the nulls of each one's case, as `agreement.nulls.case_nulls` gives them; at least one.
        measure: key of it.
        seed, number: of the bootstrap's draws.
    """
    compared = [each[measure] for each in patients]
    observed = np.stack([each.observed for each in compared]).astype(np.float64)
    shared = [each.key for each in compared[0].nulls if all(other.curve(each.key) is not None for other in compared)]
    nulls = {key: np.stack([_values(each, key) for each in compared]) for key in shared}
    found = {key: _survival(key, observed, values, seed, number) for key, values in nulls.items()}
    rivals = {each.key: nulls[each.key] for each in compared[0].rivals if each.key in nulls}
    if rivals:
        values, keys = _strongest(rivals)
        found["strongest"] = replace(_survival("strongest", observed, values, seed, number), stands_for=keys)
    return found


def best_methods(
    by_method: Mapping[str, Sequence[Nulls]], measure: str, *, seed: int = 0, number: int = RESAMPLES
) -> tuple[list[str], Survival]:
    """The method of each layer that leaves the strongest null farthest behind, and how far.

    Args:
        by_method: for each method the same patients, judged by a network that did not train on them.
        measure, seed, number: as in `survivals`.

    Returns:
        by layer the key of the method, "" where no map beats the strongest null (its interval reaches down to 0, or
        q over layers is above .05), and the figures of the one that comes nearest there. As the best of several was
        chosen on the same patients, its difference is a little too high.
    """
    keys = list(by_method)
    found = [survivals(patients, measure, seed=seed, number=number)["strongest"] for patients in by_method.values()]
    differences = np.nan_to_num(np.stack([each.difference for each in found]), nan=-np.inf)
    best = differences.argmax(axis=0)
    layers = np.arange(len(best))

    def chosen(name: str) -> NDArray[np.float64]:
        values: NDArray[np.float64] = np.stack([getattr(each, name) for each in found])[best, layers]
        return values

    p = np.minimum(chosen("p") * len(keys), 1)  # Bonferroni's price of a choice among methods
    q = false_discoveries(p).astype(np.float64)
    overall = Survival(
        null="strongest",
        patients=chosen("patients").astype(np.intp),
        observed=chosen("observed"),
        expected=chosen("expected"),
        difference=chosen("difference"),
        low=chosen("low"),
        high=chosen("high"),
        p=p,
        q=q,
    )
    survive = overall.beaten() & (overall.low > 0)
    return [keys[best[layer]] if survive[layer] else "" for layer in layers], overall


def _values(comparison: NullComparison, key: str) -> _Doubles:
    curve = comparison.curve(key)
    return np.full(len(comparison.observed), np.nan) if curve is None else curve.values.astype(np.float64)


def _strongest(nulls: Mapping[str, _Doubles]) -> tuple[_Doubles, tuple[str, ...]]:
    """By layer the values ``[patient, layer]`` of the null with the highest mean, and its key; "" where none has."""
    keys, stacked = list(nulls), np.stack(list(nulls.values()))
    told = ~np.isnan(stacked)
    means = np.where(told, stacked, 0).sum(axis=1) / np.maximum(told.sum(axis=1), 1)
    means[~told.any(axis=1)] = -np.inf
    best = means.argmax(axis=0)
    layers = np.arange(stacked.shape[2])
    values: _Doubles = stacked[best, :, layers].T
    defined = np.isfinite(means[best, layers])
    return values, tuple(keys[place] if known else "" for place, known in zip(best, defined, strict=True))


def _survival(key: str, observed: _Doubles, expected: _Doubles, seed: int, number: int) -> Survival:
    defined = ~(np.isnan(observed) | np.isnan(expected))
    counts = defined.astype(np.float64)
    differences = np.where(defined, observed - expected, 0)
    value, low, high = bootstrap_means(differences, counts, seed=seed, number=number)
    means, of_null = (
        np.where(defined, each, 0).sum(axis=0) / np.where(defined.any(axis=0), counts.sum(axis=0), np.nan)
        for each in (observed, expected)
    )
    p = np.full(observed.shape[1], np.nan)
    if len(observed) > 1:
        drawn = resampled_means(differences, counts, seed=seed, number=number)
        told = ~np.isnan(drawn)
        reached = ((drawn <= 0) & told).sum(axis=0)
        p = np.where(defined.any(axis=0), (1 + reached) / (1 + told.sum(axis=0)), np.nan)
    q = false_discoveries(p).astype(np.float64)
    return Survival(key, defined.sum(axis=0), means, of_null, value, low, high, p, q)
