"""Agreement beyond chance, against scikit-learn and the examples that its inventors published."""

import numpy as np
import pytest

from xaiviewer.evaluation.readers.kappa import cohen, fleiss, krippendorff

_FLEISS = np.array(  # a worked example of Fleiss' kappa: ten subjects, fourteen raters, five categories
    [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ]
)

_NONE = np.nan
_KRIPPENDORFF = np.array(  # Computing Krippendorff's Alpha-Reliability, 2011, section C
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _NONE, _NONE, _NONE],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _NONE, 3],
        [_NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _NONE],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _NONE],
    ]
)


@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
def test_cohens_kappa_is_scikit_learns(weights):
    from sklearn.metrics import cohen_kappa_score

    rng = np.random.default_rng(3)
    first = rng.integers(0, 5, 200)
    second = np.where(rng.random(200) < 0.6, first, rng.integers(0, 5, 200))

    ours = cohen(first.tolist(), second.tolist(), range(5), weights)

    assert ours == pytest.approx(cohen_kappa_score(first, second, weights=None if weights == "none" else weights))


def test_cohens_kappa_of_one_answer_only_is_undefined():
    assert np.isnan(cohen([1, 1], [1, 1], (0, 1)))


def test_fleiss_kappa_of_the_worked_example():
    assert fleiss(_FLEISS) == pytest.approx(0.210, abs=5e-4)


def test_fleiss_kappa_refuses_items_with_other_numbers_of_readers():
    with pytest.raises(ValueError, match="as many readers"):
        fleiss(np.array([[2, 1], [1, 1]]))


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_krippendorffs_alpha_of_his_example(level, alpha):
    assert krippendorff(_KRIPPENDORFF, level) == pytest.approx(alpha, abs=5e-4)


def test_krippendorffs_alpha_is_one_for_agreement_and_undefined_for_one_answer():
    assert krippendorff(np.array([[1.0, 2, 3], [1, 2, 3]])) == 1
    assert np.isnan(krippendorff(np.array([[1.0, 1], [1, 1]])))
    assert np.isnan(krippendorff(np.array([[1.0, np.nan], [np.nan, 2]])))
