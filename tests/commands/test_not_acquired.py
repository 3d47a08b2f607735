"""`evaluate` and `explain` on a series with missing slices: what is not there is neither scored nor counted."""

import json
from dataclasses import replace

import numpy as np
import pytest

from xaiviewer.case import Mask

pytestmark = pytest.mark.slow

GAP = 2


@pytest.fixture
def gappy(small_case):
    """The small case with room for a slice that was never acquired, and a tumour on both sides of it."""

    def roomy(values):
        return np.insert(values, GAP, 0, axis=0)

    volumes = tuple(replace(each, voxels=roomy(each.voxels), absent=frozenset({GAP})) for each in small_case.volumes)
    mask = Mask(roomy(small_case.mask.voxels), roomy(small_case.mask.drawn))
    names = (*small_case.slice_names[:GAP], "(missing)", *small_case.slice_names[GAP:])
    return replace(small_case, volumes=volumes, mask=mask, slice_names=names)


def test_evaluate_counts_what_was_acquired(program, gappy, small_case_folder, tmp_path, monkeypatch):
    monkeypatch.setattr("xaiviewer.commands.verbs.evaluate.load_case", lambda *_: gappy)
    status, out, _ = program("evaluate", small_case_folder, "--output", tmp_path / "r.json")
    assert status == 0
    assert "1 patient, 4 slices" in out
    report = json.loads((tmp_path / "r.json").read_text())
    assert report["classifier"]["n"] == 4
    assert [(each["slices"], each["positive_slices"]) for each in report["patients"]] == [(4, 2)]


def test_explain_writes_what_was_acquired_and_names_the_rest(program, gappy, small_case_folder, tmp_path, monkeypatch):
    monkeypatch.setattr("xaiviewer.cohort.job.load_case", lambda *_: gappy)
    layers = ("--layers", "layer4.2.relu_2")
    assert program("explain", small_case_folder, "--output", tmp_path, *layers)[0] == 0
    folder = tmp_path / "small"
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["not_acquired"] == [GAP]
    assert [each["index"] for each in manifest["slices"]] == [0, 1, 3, 4]
    for values in manifest["layers"][0]["agreement"].values():
        assert len(values) == 4
    pictures = sorted(each.name[:3] for each in (folder / "overlays").iterdir())
    assert pictures == ["001", "002", "004", "005"]
    with np.load(folder / "maps.npz") as maps:
        assert not maps["layer4.2.relu_2"][GAP].any()
        assert maps["layer4.2.relu_2"].any(axis=(1, 2)).sum() >= 1
