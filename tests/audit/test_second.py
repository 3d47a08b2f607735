"""The second stage: which maps it asks about, and what it says of them."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from tests.audit.patients import PLANTED, report
from xaiviewer import paths
from xaiviewer.audit import work
from xaiviewer.audit.report import Report, read_report
from xaiviewer.audit.report.fields import built, plain
from xaiviewer.audit.second.asked import BRIGHTNESS, CURVES, RANDOM, Asked, SecondAbout, SecondFound, maps_asked
from xaiviewer.audit.second.tables import second_stage
from xaiviewer.requests.badges import CHECKS

SHARES = tuple(np.linspace(0, 1, 11).tolist())
ONE = Asked("layer-cam", "shallow")


def found(seed: int, *, faithful: bool) -> SecondFound:
    """A patient on whom a map's deletion falls at once, or as a random order's does; all pass sanity."""
    rng = np.random.default_rng(seed)
    shares = np.array(SHARES)
    curves = np.empty((4, len(CURVES), 2, len(SHARES)))
    for order in range(4):
        quick = faithful and order == 0
        deletion = np.clip(1 - shares * (4 if quick else 1), 0, 1) + rng.normal(0, 0.01, (2, len(SHARES)))
        curves[order, 0::2], curves[order, 1::2] = deletion, 1 - deletion
    sanity = np.array([[0.1 if check.low_is_good else 1.0] for check in CHECKS.values()])
    bars = np.array([[0.3 if np.isnan(check.limit) else check.limit] for check in CHECKS.values()])
    return SecondFound(
        SecondAbout((ONE,), tuple(CHECKS), (1, 2), SHARES),
        sanity,
        bars,
        curves,
        rng.uniform(0.4, 0.6, (4, 2)),
        rng.uniform(0.4, 0.6, (4, 2)),
    )


def test_it_asks_about_the_maps_that_survived_and_where_none_did_about_the_one_that_opens_first():
    assert maps_asked(report()) == (Asked(*PLANTED),)
    assert maps_asked(report(planted=-0.2)) == (ONE,)


@pytest.mark.parametrize("faithful", [True, False])
def test_a_faithful_map_beats_random_order_and_another_does_not(faithful):
    stage = second_stage([found(seed, faithful=faithful) for seed in range(8)], 2, seed=0, number=200)
    rows = [row for row in stage.faithfulness if row.method == ONE.method and row.figure in CURVES]
    assert {row.against for row in rows} == {RANDOM, BRIGHTNESS}
    assert all((row.difference.low > 0.1 and row.q < 0.05) is faithful for row in rows)
    assert all(not np.isnan([row.p, row.q]).any() for row in stage.faithfulness)


def test_checks_are_passed_on_the_good_side_of_their_bar():
    stage = second_stage([found(seed, faithful=True) for seed in range(4)], 2, seed=0, number=50)
    passed = {row.check: row.passed for row in stage.sanity}
    assert passed == {key: row_passes(key) for key in CHECKS}
    assert built(type(stage), plain(stage)) == built(type(stage), plain(stage))


def row_passes(key: str) -> bool:
    check = CHECKS[key]
    value, bar = (0.1 if check.low_is_good else 1.0), (0.3 if np.isnan(check.limit) else check.limit)
    return check.passes(value, bar)


@pytest.fixture
def sure(models, tmp_path, monkeypatch):
    """The tiny networks, by whom every slice is called positive."""
    shutil.copytree(models, tmp_path / "models")
    file = tmp_path / "models" / "classifier" / "model.json"
    manifest = json.loads(file.read_text())
    file.write_text(json.dumps({**manifest, "calibration": {"temperature": 1.0, "bias": 50.0}}))
    monkeypatch.setattr(paths, "models", lambda: tmp_path / "models")


WORDS = ("--layers", "layer2.3.relu_2", "--methods", "grad-cam", "--placements", "50", "--random-networks", "0")


@pytest.mark.slow
def test_the_second_stage_is_added_to_the_report_and_goes_on_where_it_was(
    program, sure, patients, tmp_path, monkeypatch
):
    words = ("audit", patients / "Anna_1960", patients / "Bert_1970", "--output", tmp_path / "o", *WORDS)
    status, _, err = program(*words, "--second-stage", "--second-slices", "2")
    assert (status, "Traceback" in err) == (0, False), err
    made: Report = read_report(tmp_path / "o")
    assert made.second is not None
    assert made.second.chosen == ("grad-cam @ layer2.3.relu_2",)
    assert {row.check for row in made.second.sanity} == set(CHECKS)
    faithful = (tmp_path / "o" / "faithfulness.csv").read_bytes()
    monkeypatch.setattr(work, "examine_again", None)  # what is there is not asked again
    assert program(*words, "--second-stage", "--second-slices", "2")[0] == 0
    assert (tmp_path / "o" / "faithfulness.csv").read_bytes() == faithful


@pytest.mark.slow
def test_where_no_slice_is_called_so_the_second_stage_says_it_and_the_first_one_stands(program, patients, tmp_path):
    words = ("audit", patients / "Anna_1960", "--output", tmp_path / "o", *WORDS, "--second-stage")
    status, _, err = program(*words)
    assert (status, "is called so" in err) == (0, True)
    assert read_report(tmp_path / "o").second is None
