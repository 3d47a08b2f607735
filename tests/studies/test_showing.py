"""What the window gets of a step: what is due and nothing else."""

from pathlib import Path

import numpy as np
import pytest

from tests.studies.test_sitting import answer, sit
from xaiviewer.errors import UsageError
from xaiviewer.requests import AnalysisSettings
from xaiviewer.review.protocols import CaseAnalyser, CaseReader
from xaiviewer.studies.design import Arm
from xaiviewer.studies.package import make_study
from xaiviewer.studies.showing import StepAnalyser, StepReader, step_of
from xaiviewer.studies.sitting import read_package

SETTINGS = AnalysisSettings()


@pytest.fixture
def steps(design, cases, tmp_path):
    """Every step of a session of one arm that ends with the mask, as the window gets it."""
    arm = Arm("all", ((), ("prediction",), ("prediction", "outline", "map"), ("prediction", "outline", "map", "mask")))
    owner = make_study(design(arms=(arm,), readers=("r1",), method="layer-cam"), cases, tmp_path / "study")
    folder = tmp_path / "study" / "reader-1"
    found = []
    with sit(owner, folder) as sitting:
        while (step := step_of(sitting)) is not None:
            found.append(step)
            answer(sitting)
    return read_package(folder), found


def shown(package, step):
    analyser: CaseAnalyser = StepAnalyser(package, lambda: step)
    return analyser.start(step.case, SETTINGS), {each.index: each for each in analyser.slices(step.case, SETTINGS)}


def test_the_image_alone_has_neither_mask_nor_decision(steps):
    package, found = steps
    step = found[0]

    _, results = shown(package, step)

    assert step.due.shows == ()
    assert step.case.mask is None
    assert results == {}


def test_each_step_adds_what_is_due_and_no_more(steps):
    package, found = steps
    _, decision, mapped, masked = found[:4]

    _, results = shown(package, decision)
    assert results[1].segmentation is None
    assert not results[1].explanations
    analysis, results = shown(package, mapped)
    assert results[1].segmentation is not None
    assert results[1].layer_maps("layer-cam").maps[0].shape == (4, 4)
    assert analysis.frame.side == 16
    assert mapped.case.mask is None
    assert masked.case.mask is not None


def test_a_slice_that_was_not_judged_has_no_result(steps):
    package, found = steps

    _, results = shown(package, found[1])

    assert set(results) == {0, 1, 2}


def test_a_slice_is_called_as_the_study_shows_it(steps):
    package, found = steps
    for step in found:
        if step.due.shows == ("prediction",):
            analysis, results = shown(package, step)
            called = [index for index, each in results.items() if each.predicted == analysis.description.finding]
            probability, threshold = step.items["prediction"]
            assert called == np.flatnonzero(probability >= threshold).tolist()


def test_how_far_the_session_is_is_told(steps):
    _, found = steps

    assert [step.finished for step in found[:5]] == [0, 0, 0, 0, 1]
    assert found[0].readings == 10


def test_nothing_else_can_be_read_or_asked(steps):
    package, found = steps
    step = found[0]
    reader: CaseReader = StepReader(lambda: step)
    analyser = StepAnalyser(package, lambda: step)

    assert reader.load_case(Path("/elsewhere")) is step.case
    with pytest.raises(UsageError, match="not part of this study"):
        reader.search(Path("/elsewhere"))
    with pytest.raises(UsageError, match="not part of this study"):
        analyser.explain(step.case, None)
