"""Do the arms of a study differ, for readers and cases like these? Areas under the curve, by analysis of variance.

Obuchowski and Rockette (Communications in Statistics 24, 1995) with the degrees of freedom of Hillis (Statistics in
Medicine 26, 2007): readers and cases are both drawn from many.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import UsageError
from xaiviewer.evaluation.bootstrap import LEVEL
from xaiviewer.evaluation.ranking import auroc
from xaiviewer.evaluation.readers.ratings import Crossed

_Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A figure with its standard error, degrees of freedom, and 95 % interval."""

    value: float
    error: float
    freedom: float
    low: float
    high: float


@dataclass(frozen=True)
class Difference(Estimate):
    """First arm less second, with the p-value of no difference."""

    first: str
    second: str
    p: float


@dataclass(frozen=True, eq=False)
class Analysis:
    """What came of it.

    Attributes:
        areas: area under the empirical curve, ``[arm, reader]``.
        variance: of one area's error.
        covariances: of two areas' errors: same reader and other arm; other reader and same arm; both other.
        statistic, freedoms, p: F, its two degrees of freedom, and the p-value of no difference between the arms.
        differences: of every two arms.
        means: of each arm over the readers, each from its own data.
    """

    areas: _Doubles
    variance: float
    covariances: tuple[float, float, float]
    statistic: float
    freedoms: tuple[float, float]
    p: float
    differences: tuple[Difference, ...]
    means: dict[str, Estimate]


def obuchowski_rockette(study: Crossed) -> Analysis:
    """Compare the mean areas under the curve of a study's arms; the covariances by the jackknife over cases.

    Raises:
        UsageError: with fewer than two arms, two readers, or two cases of each truth.
    """
    from scipy.special import fdtrc  # noqa: PLC0415 - it takes long to import

    many_arms, many_readers, _ = study.rating.shape
    positives = int(study.truth.sum())
    if many_arms < 2 or many_readers < 2 or min(positives, len(study.truth) - positives) < 2:
        raise UsageError("It takes two arms, two readers, and two cases with and two without the finding to compare.")
    areas = reader_areas(study.truth, study.rating)
    covariance = jackknife(study)
    variance, covariances = _components(covariance)
    of_arms = many_readers * areas.mean(axis=1).var(ddof=1)
    rest = areas - areas.mean(axis=1, keepdims=True) - areas.mean(axis=0) + areas.mean()
    of_both = float((rest**2).sum()) / ((many_arms - 1) * (many_readers - 1))
    denominator = of_both + many_readers * max(covariances[1] - covariances[2], 0.0)
    first = float(many_arms - 1)
    second = _freedom(denominator, of_both, (many_arms - 1) * (many_readers - 1))
    statistic = _ratio(float(of_arms), denominator)
    error = float(np.sqrt(2 / many_readers * denominator))
    return Analysis(
        areas,
        variance,
        covariances,
        statistic,
        (first, second),
        float(fdtrc(first, second, statistic)),
        tuple(
            _difference(study.arms, areas.mean(axis=1), pair, error, second)
            for pair in combinations(range(many_arms), 2)
        ),
        {arm: _mean(areas[at], covariance[at, :, at, :]) for at, arm in enumerate(study.arms)},
    )


def reader_areas(truth: NDArray[np.bool_], rating: _Doubles) -> _Doubles:
    """Areas under the empirical curve, ``[arm, reader]``, from ``[case]`` and ``[arm, reader, case]``."""
    return np.array([[auroc(truth, of_reader) for of_reader in of_arm] for of_arm in rating])


def jackknife(study: Crossed) -> _Doubles:
    """Covariance of the areas by leaving out one case at a time (Efron 1982), ``[arm, reader, arm, reader]``."""
    many = len(study.truth)
    without = np.stack(
        [reader_areas(np.delete(study.truth, case), np.delete(study.rating, case, axis=2)) for case in range(many)]
    )
    apart = (without - without.mean(axis=0)).reshape(many, -1)
    arms, readers = study.rating.shape[:2]
    covariance: _Doubles = (many - 1) / many * (apart.T @ apart)
    return covariance.reshape(arms, readers, arms, readers)


def _components(covariance: _Doubles) -> tuple[float, tuple[float, float, float]]:
    """Means of the covariances by what the two areas have in common: all, the reader, the arm, nothing."""
    arms, readers = covariance.shape[:2]
    same_arm = np.eye(arms, dtype=bool)[:, None, :, None]
    same_reader = np.eye(readers, dtype=bool)[None, :, None, :]

    def mean(where: NDArray[np.bool_]) -> float:
        return float(covariance[np.broadcast_to(where, covariance.shape)].mean())

    common = (~same_arm & same_reader, same_arm & ~same_reader, ~same_arm & ~same_reader)
    first, second, third = (mean(where) for where in common)
    return mean(same_arm & same_reader), (first, second, third)


def _mean(areas: _Doubles, covariance: _Doubles) -> Estimate:
    """Of one arm: areas ``[reader]``, covariance ``[reader, reader]``."""
    readers = len(areas)
    between = float(covariance[~np.eye(readers, dtype=bool)].mean())
    of_readers = float(areas.var(ddof=1))
    spread = of_readers + readers * max(between, 0.0)
    freedom = _freedom(spread, of_readers, readers - 1)
    value, error = float(areas.mean()), float(np.sqrt(spread / readers))
    half = _half(error, freedom)
    return Estimate(value, error, freedom, max(value - half, 0.0), min(value + half, 1.0))


def _difference(
    arms: tuple[str, ...], means: _Doubles, pair: tuple[int, int], error: float, freedom: float
) -> Difference:
    from scipy.special import stdtr  # noqa: PLC0415 - it takes long to import

    value = float(means[pair[0]] - means[pair[1]])
    half = _half(error, freedom)
    p = 2 * float(stdtr(freedom, -abs(_ratio(value, error))))
    return Difference(value, error, freedom, value - half, value + half, arms[pair[0]], arms[pair[1]], p)


def _freedom(whole: float, mean_square: float, freedom: int) -> float:
    """Of a sum of a mean square, which has so many degrees of freedom, and what is known of cases (Hillis 2007)."""
    return float(freedom) if mean_square == 0 else whole**2 / (mean_square**2 / freedom)


def _half(error: float, freedom: float) -> float:
    from scipy.special import stdtrit  # noqa: PLC0415 - it takes long to import

    return float(stdtrit(freedom, (1 + LEVEL) / 2)) * error


def _ratio(above: float, below: float) -> float:
    """NaN where nothing varies and so nothing can be told."""
    return above / below if below > 0 else float("nan")
