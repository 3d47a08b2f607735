"""Made-up cohorts whose truth is known: what is planted survives, what is noise does not."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.audit.patients import LAYERS, METHODS, NULLS, PLANTED, SHAPE, cohort, patient, report, slice_found
from xaiviewer.audit.found import CaseFound, read_found
from xaiviewer.audit.found import as_bytes as case_as_bytes
from xaiviewer.audit.plan import block_outputs, spread
from xaiviewer.audit.report import LOOKED, STRONGEST, WRONG_REASON
from xaiviewer.audit.tables.cohort import Cohort
from xaiviewer.audit.tables.disagreements import disagreement_rows
from xaiviewer.audit.tables.figures import corrected, means
from xaiviewer.audit.tables.files import agreement, csv_files
from xaiviewer.audit.tables.localised import centring_rows, localisation_rows
from xaiviewer.audit.tables.survival import best_rows, survival_rows
from xaiviewer.audit.tables.told import heat_rows, locality_rows, reliance_rows
from xaiviewer.errors import ReadError, UsageError
from xaiviewer.requests import Layer


def test_the_planted_map_survives_the_strongest_null_and_no_other_does():
    rows = [row for row in survival_rows(cohort()) if row.null == STRONGEST]
    assert {(row.method, row.layer) for row in rows if row.survives} == {PLANTED}
    assert {row.measure for row in rows if row.survives} == set(cohort().about.measures)
    assert all(row.q >= row.p for row in rows)
    assert all(row.stands_for == "brightness: flair" for row in rows)


def test_maps_of_noise_survive_nowhere_and_no_method_is_called_best():
    found = cohort(planted=-0.1)
    rows = survival_rows(found)
    assert not any(row.survives for row in rows if row.null == STRONGEST)
    best = best_rows(found, rows)
    assert [row.method for row in best] == [""] * len(best)
    assert all(row.nearest in METHODS for row in best)
    assert "no method beats the strongest null" in report(planted=-0.1).findings[0]


def test_there_is_a_row_for_every_method_layer_measure_and_null_with_p_and_q():
    rows = survival_rows(cohort())
    measures, nulls = cohort().about.measures, [*(each.key for each in NULLS), STRONGEST]
    assert len({(row.method, row.layer, row.measure, row.null) for row in rows}) == len(rows)
    assert len(rows) == SHAPE[0] * SHAPE[1] * len(measures) * len(nulls)
    assert not any(np.isnan([row.p, row.q]).any() for row in rows)


def test_the_models_outline_stands_beside_and_is_no_null():
    found = cohort()
    outline = NULLS.index(next(each for each in NULLS if each.kind == "outline"))
    for each in found.found:
        each.null[:, outline] = 0.99  # as strong as can be
    rows = survival_rows(found)
    assert any(row.null == NULLS[outline].key and row.kind == "outline" for row in rows)
    assert NULLS[outline].key not in {row.stands_for for row in rows}
    assert any(row.survives for row in rows if row.null == STRONGEST)


def test_a_patient_without_a_null_takes_it_from_nobody_else():
    fewer = tuple(each for each in NULLS if each.key != "another patient")
    found = Cohort((1, 2, 3, 4), (*(patient(seed) for seed in range(3)), patient(3, nulls=fewer)), resamples=50)
    rows = survival_rows(found)
    assert {row.patients for row in rows if row.null == "another patient"} == {3}
    assert {row.patients for row in rows if row.null == "moved"} == {4}


def test_the_best_method_of_a_layer_is_that_farthest_above_the_strongest_null_not_above_chance():
    found = cohort()
    best = {row.layer: row for row in best_rows(found, survival_rows(found)) if row.measure == "mass"}
    assert (best["shallow"].method, best["shallow"].null) == ("layer-cam", "brightness: flair")
    assert best["shallow"].brightness.low > 0
    assert best["deep"].method == ""


def test_chexlocalize_stands_over_slices_and_a_tuned_threshold_is_that_of_the_others():
    found = cohort()
    rows = localisation_rows(found, survival_rows(found))
    place = found.about.measures.index("iou_otsu")
    first = next(row for row in rows if (row.method, row.layer) == PLANTED)
    assert first.miou.value == pytest.approx(np.mean([each.observed[place, 1, 0] for each in found.found]), abs=1e-6)
    assert first.miou_p < 0.05 < max(row.miou_p for row in rows)
    assert first.tuned_threshold == 0.9  # where the made-up IoU is highest
    assert first.tuned_iou.value == pytest.approx(0.3)


def test_centring_gains_what_the_scores_differ_by():
    rows = list(centring_rows(cohort()))
    assert all(row.gain.value == pytest.approx(0.05, abs=1e-6) for row in rows)
    assert {row.layer: row.shift_px for row in rows} == {"shallow": 1.5, "middle": 3.5, "deep": 7.5}
    assert all(row.p < 0.05 for row in rows)


def test_false_heat_is_told_of_patients_with_slices_of_both_kinds_alone():
    found = Cohort((1, 2, 3), (patient(0), patient(1), patient(2, empty=())), resamples=50)
    rows = list(heat_rows(found))
    assert {row.patients for row in rows} == {2}
    assert all(row.auroc.value == 1 and 0.2 <= row.peak.value <= 0.4 for row in rows)
    assert not list(heat_rows(Cohort((1,), (patient(2, empty=()),))))


def test_layers_that_keep_less_than_half_of_a_change_in_the_lesion_are_not_positional():
    assert [row.positional for row in locality_rows(cohort())] == [True, True, False]
    assert all(row.difference.value > 0 and row.p < 0.05 for row in locality_rows(cohort()))


def test_reliance_holds_the_lesion_against_its_mirror_image_and_other_places():
    rows = {row.region: row for row in reliance_rows(cohort())}
    assert (rows["lesion"].flips.value, rows["mirror image"].flips.value) == (1, 0)
    assert (rows["lesion"].slices, rows["mirror image"].slices) == (24, 12)  # one of two has no mirror image
    assert rows["lesion"].difference.value == pytest.approx(0.8, abs=1e-6)
    assert rows["lesion of the largest slice"].against == "elsewhere"
    assert rows["lesion of the largest slice"].difference.value == pytest.approx(0.78, abs=1e-6)
    assert rows["lesion shrunk by 50 %"].drop.value == pytest.approx(0.35, abs=1e-6)
    assert all(not np.isnan(row.q) for row in rows.values())


def test_slices_are_listed_where_decision_and_map_disagree_and_no_others():
    slices = (
        slice_found(0),
        slice_found(1, inside=False),
        slice_found(2, p=0.3),
        slice_found(3, mass=0.2),
        slice_found(4, right=False),
        slice_found(5, right=False, inside=False),
    )
    rows = disagreement_rows(Cohort((7,), (patient(0, slices=slices),)))
    assert (rows[0].case, rows[0].slice, rows[0].kind) == (7, 5, LOOKED)
    assert {(row.slice, row.kind) for row in rows} == {(5, LOOKED), *((n, WRONG_REASON) for n in (2, 3, 4))}
    assert all(row.q >= row.p for row in rows)


def test_networks_of_other_layers_stand_in_no_common_table():
    one, other = patient(0), patient(1)
    other = replace(other, about=replace(other.about, layers=LAYERS[:2]))
    with pytest.raises(UsageError, match="different layers"):
        Cohort((1, 2), (one, other))


def test_csv_files_hold_the_rows_with_their_intervals():
    files = csv_files(report())
    rows = list(csv.DictReader(io.StringIO(files["locality.csv"].decode())))
    assert [row["layer"] for row in rows] == ["shallow", "middle", "deep"]
    assert float(rows[0]["share_low"]) <= float(rows[0]["share"]) <= float(rows[0]["share_high"])
    assert files["skipped.csv"] == b""


def test_what_is_kept_beside_a_package_names_its_weights_and_no_method_where_none_survives():
    found: dict[str, Any] = agreement(report(), "c" * 64, "data")
    assert (found["schema"], found["weights"], found["measure"]) == (1, "c" * 64, "mass")
    assert [each["method"] for each in found["layers"]] == ["layer-cam", "", ""]
    assert (found["reference"]["patients"], found["reference"]["folds"]) == (6, True)
    assert found["layers"][2]["locality"] == pytest.approx(0.2, abs=0.05)


def test_p_of_a_mean_is_small_where_it_is_above_zero_and_keeps_its_word_where_it_is_not():
    rng = np.random.default_rng(0)
    values = rng.normal(0, 1, (20, 400))
    found = means(values, seed=0, number=200)
    for level in (0.05, 0.1):
        assert (found.p <= level).mean() <= level + 3 * np.sqrt(level / 400)
    assert (means(values + 2, seed=0, number=200).p < 0.05).all()
    assert (means(values - 2, seed=0, number=200, two_sided=True).p < 0.05).all()


def test_p_is_corrected_along_the_last_axis_alone():
    p = np.array([[0.01, 0.02, 0.04], [0.04, np.nan, np.nan]])
    assert corrected(p) == pytest.approx(np.array([[0.03, 0.03, 0.04], [0.04, np.nan, np.nan]]), nan_ok=True)


@pytest.mark.parametrize(("most", "chosen"), [(None, (2, 3, 4, 7, 9)), (5, (2, 3, 4, 7, 9)), (2, (3, 7)), (1, (4,))])
def test_slices_are_the_middles_of_equal_parts(most, chosen):
    assert spread((2, 3, 4, 7, 9), most) == chosen


def test_the_output_of_a_block_is_the_last_layer_of_its_group():
    layers = [
        Layer(f"l{n}", "relu", (4, 4), 4, groups) for n, groups in enumerate([("A",), ("A",), ("B", "1"), ("B", "2")])
    ]
    assert block_outputs(layers) == (1, 2, 3)
    assert block_outputs([replace(each, groups=()) for each in layers]) == (0, 1, 2, 3)


def test_a_patients_file_gives_back_what_was_written_with_the_same_bytes(tmp_path):
    found = patient(0)
    (tmp_path / "one.npz").write_bytes(case_as_bytes(found))
    again = read_found(tmp_path / "one.npz")
    assert again.about == found.about
    assert np.array_equal(again.observed, found.observed.astype(np.float32))
    assert case_as_bytes(again) == case_as_bytes(found)
    assert isinstance(again, CaseFound)


def test_a_damaged_file_of_a_patient_is_said_to_be(tmp_path):
    (tmp_path / "one.npz").write_bytes(case_as_bytes(patient(0))[:500])
    with pytest.raises(ReadError, match="damaged; remove it"):
        read_found(tmp_path / "one.npz")


def test_of_one_patient_nothing_is_said_to_survive_or_not_to():
    found = report(1)
    assert found.findings[0].startswith("One patient gives neither intervals nor p")
    assert not any("beats" in each for each in found.findings)
    assert [row.positional for row in found.locality] == [True, True, False]
