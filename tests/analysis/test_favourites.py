"""A layer opens with what leaves the strongest null behind; with what agreed best only where no null was asked."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from xaiviewer.analysis.favourites import favourites
from xaiviewer.case import Frame
from xaiviewer.requests import (
    Analysis,
    Favourite,
    KeptAgreement,
    Layer,
    LayerAgreement,
    ModelDescription,
    ModelIdentity,
    Reference,
)

NAMES = ("stem", "middle", "late")
LAYERS = tuple(Layer(name, "relu", (8, 8), 4) for name in NAMES)
ENTRY = {"layer": "stem", "method": "layer-cam", "mass": 0.9, "grad_cam_mass": 0.1, "patients": 8, "peak_auroc": 0.97}


def _beside(layer: str, difference: float, method: str = "hires-cam", **other: object) -> LayerAgreement:
    interval = difference - 0.02, difference + 0.02
    made = LayerAgreement(
        layer, method, method, "brightness: t1", 0.5, 0.5 - difference, difference, *interval, 0.01, 22,
        difference, *interval, 0.9, 0.8, 1.0,
    )  # fmt: skip
    return replace(made, **other)  # type: ignore[arg-type]


def _kept(*layers: LayerAgreement) -> KeptAgreement:
    return KeptAgreement(Reference("a set", 22, 66, "audit", folds=True), {each.layer: each for each in layers})


def test_the_effect_over_the_strongest_null_goes_before_agreement() -> None:
    found = favourites({"favourites": [ENTRY]}, LAYERS, _kept(_beside("stem", 0.2)))
    assert [each.method for each in found] == ["hires-cam", "grad-cam", "grad-cam"]
    assert found[0].survives
    assert (found[0].mass, found[0].patients) == (0.5, 22)
    assert math.isnan(found[0].peak_auroc)  # it was measured of another method's maps


def test_where_nothing_survives_the_nearest_opens_and_is_no_survivor() -> None:
    (found, *_) = favourites({}, LAYERS, _kept(_beside("stem", -0.1, method="", nearest="xgrad-cam")))
    assert found.method == "xgrad-cam"
    assert not found.survives
    assert found.beside is not None


def test_without_the_file_agreement_decides_and_without_that_custom() -> None:
    found = favourites({"favourites": [ENTRY]}, LAYERS)
    assert [each.method for each in found] == ["layer-cam", "grad-cam", "grad-cam"]
    assert found[0].beside is None
    assert math.isnan(found[1].mass)


def test_a_method_that_does_not_come_with_every_slice_cannot_open() -> None:
    (found, *_) = favourites({"favourites": [ENTRY]}, LAYERS, _kept(_beside("stem", 0.2, method="occlusion")))
    assert found.method == "layer-cam"


def test_whether_is_kept_for_the_same_method() -> None:
    (found, *_) = favourites({"favourites": [ENTRY]}, LAYERS, _kept(_beside("stem", 0.2, method="layer-cam")))
    assert found.peak_auroc == 0.97


def _opening(*chosen: Favourite) -> int:
    described = ModelDescription(ModelIdentity("", "", ""), layers=LAYERS)
    return Analysis(described, 1, (), chosen, Frame(0, 0, 8, 8), {}).opening_layer(range(len(chosen)))


@pytest.mark.parametrize(
    ("differences", "peaks", "opens"),
    [
        ((0.1, 0.3, 0.2), (math.nan, math.nan, math.nan), 1),
        ((0.1, 0.3, 0.2), (0.96, math.nan, 0.97), 2),
        ((0.1, -0.3, -0.2), (math.nan, 0.99, 0.99), 0),
    ],
)
def test_the_layer_that_opens_survived(differences: tuple[float, ...], peaks: tuple[float, ...], opens: int) -> None:
    chosen = [
        Favourite("cam", 0.9 - number / 10, 0.1, 22, peak, _beside(name, difference))
        for number, (name, difference, peak) in enumerate(zip(NAMES, differences, peaks, strict=True))
    ]
    assert _opening(*chosen) == opens


def test_where_no_layer_survives_agreement_says_which_opens() -> None:
    chosen = [Favourite("cam", mass, 0.1, 22, math.nan, _beside("stem", -0.1)) for mass in (0.2, 0.4, 0.3)]
    assert _opening(*chosen) == 1
