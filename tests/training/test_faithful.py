"""Deletion and insertion of a network's maps on patients."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from xaiviewer.analysis import Analyser
from xaiviewer.case import Case
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import AnalysisSettings
from xaiviewer.training.measuring.faithful import (
    BRIGHTNESS,
    CHANCE,
    MASK,
    LargestMask,
    curves_of_case,
    faithfulness_figures,
)
from xaiviewer.trust.faithfulness.curves import FaithfulnessCurves


def _curves(deletion: float, insertion: float) -> FaithfulnessCurves:
    return FaithfulnessCurves(np.array([0.0, 1.0]), np.full(2, deletion), np.full(2, insertion))


def test_areas_are_means_over_the_patients_that_have_the_curve() -> None:
    patients = [{"a": _curves(0.2, 0.6), "b": _curves(0.5, 0.5)}, {}, {"a": _curves(0.4, 1.0)}]
    found = faithfulness_figures(patients)
    assert list(found) == ["a", "b"]
    assert (found["a"]["n"], found["b"]["n"]) == (2, 1)
    assert found["a"]["deletion"]["value"] == pytest.approx(0.3)
    assert found["a"]["insertion"]["value"] == pytest.approx(0.8)
    assert found["a"]["deletion"]["low"] == pytest.approx(0.2)
    assert faithfulness_figures([{}]) == {}


def test_the_slice_with_the_largest_mask_is_held_against_brightness_mask_and_chance(
    models: Path, small_case: Case
) -> None:
    analyser = Analyser(open_package(models / "classifier"), open_package(models / "segmenter"))
    settings = AnalysisSettings(methods=("layer-cam",))
    analysis = analyser.start(small_case, settings)
    largest = LargestMask(small_case)
    results = list(largest.watch(analyser.slices(small_case, settings)))
    assert small_case.mask is not None
    areas = {each.index: int(small_case.mask.areas_px[each.index]) for each in results}
    assert largest.result is not None
    assert areas[largest.result.index] == max(areas.values()) > 0
    looks = {"one": (3, "layer-cam"), "never made": (3, "grad-cam")}
    called = replace(largest.result, called=analysis.description.main_class)
    found = curves_of_case(analyser, small_case, analysis, called, looks)
    assert set(found) == {"one", BRIGHTNESS, MASK, CHANCE}
    ends = np.array([(each.deletion[0], each.insertion[-1]) for each in found.values()])
    assert ends == pytest.approx(np.full_like(ends, ends[0, 0]), abs=1e-5)  # all of them begin with the whole slice
    other = replace(called, called=1 - analysis.description.main_class)
    assert curves_of_case(analyser, small_case, analysis, other, looks) == {}
