"""One patient examined: the maps are those of everywhere else, the nulls are other patients', the numbers the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from xaiviewer.agreement.nulls import NullSettings
from xaiviewer.analysis.analyser import Analyser
from xaiviewer.audit.cases.aligned import shift_px
from xaiviewer.audit.cases.elsewhere import masks_of_others, moved_to
from xaiviewer.audit.cases.examine import examine_case
from xaiviewer.audit.cases.locality import locality
from xaiviewer.audit.cases.maps import Chosen, chosen_maps
from xaiviewer.audit.cases.untaught import UntaughtMaps
from xaiviewer.audit.found import as_bytes
from xaiviewer.audit.plan import AUDITED, AuditPlan, block_outputs, layers_asked
from xaiviewer.case import AUTOMATIC, Case, Contents, Frame
from xaiviewer.case.patient_marks import number_mark
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.explain import EXPLAINERS, Network
from xaiviewer.explain.one_pass.pair import Workspace
from xaiviewer.nets.packages.making import trained_on
from xaiviewer.requests import AnalysisSettings, LayerMaps

PLAN = AuditPlan(layers=("relu", "layer2.3.relu_2"), nulls=NullSettings(placements=50), random_networks=0)


def examined(tiny: Analyser, case: Case, models: Path, plan: AuditPlan = PLAN, **how):
    return examine_case(tiny, case, plan, key="k", network="n", trained=False, opening=models / "classifier", **how)


def test_the_chosen_maps_are_those_that_each_method_gives_when_it_is_asked(tiny, small_case):
    layers = tiny.description.layers
    indices = (0, 20, len(layers) - 1)
    chosen = Chosen(AUDITED, indices, tuple(layers[index] for index in indices))
    seen = tiny.seen(small_case, [1, 2])
    made = chosen_maps(tiny.network.all_layers, seen.inputs, 1, chosen, Workspace())
    for method in AUDITED:
        explainer = EXPLAINERS[method](tiny.network)
        found = [*explainer.explain(tiny.request(method, 1), seen, lambda *_: None, lambda: False)]
        for place, each in enumerate(found):
            assert isinstance(each, LayerMaps)
            for index in indices:
                assert made[place][chosen.place(method, index)] == pytest.approx(each.maps[index], abs=1e-5)


def test_a_patient_gives_the_same_bytes_again_whoever_was_examined_before(tiny, small_case, models):
    first = examined(tiny, small_case, models)
    examined(tiny, small_case, models, AuditPlan(layers=("conv1",), nulls=PLAN.nulls, random_networks=0))
    again = examined(tiny, small_case, models)
    assert as_bytes(first.found) == as_bytes(again.found)
    assert first.pictures == again.pictures


def test_what_is_found_has_the_shape_that_it_says(tiny, small_case, models):
    found = examined(tiny, small_case, models).found
    shape = (len(AUDITED), 2)
    assert found.observed.shape == (12, *shape)
    assert found.null.shape == (12, len(found.about.nulls), *shape)
    assert (found.about.lesion, found.about.empty) == ((1, 2), (0, 3))
    assert found.highest.shape == (4, *shape)
    assert found.peak.shape == (2, *shape)
    assert found.local.shape == (2, 2)
    assert {each.key for each in found.about.nulls} >= {"moved", "uniform", "another slice", "brightness: flair"}
    assert [each.index for each in found.about.slices] == [1, 2]


def test_a_patient_of_the_training_is_told_by_his_number_too(tiny, small_case, models, monkeypatch):
    trained = trained_on(["4711"])
    monkeypatch.setattr(tiny, "_classifier", replace(vars(tiny)["_classifier"], trained_on=trained.holds))
    assert not examined(tiny, small_case, models).found.about.trained
    told = Contents(small_case.name, Path("elsewhere"), (), number=number_mark("4711"))
    assert examined(tiny, replace(small_case, contents=told), models).found.about.trained


def test_a_case_without_a_lesion_is_left_out_with_a_sentence(tiny, small_case, models):
    with pytest.raises(XaiViewerError, match="no slice with an outlined lesion"):
        examined(tiny, replace(small_case, mask=None), models)


def test_other_patients_masks_are_taken_of_as_many_as_can_be_read(
    tiny, small_case, small_case_folder, tmp_path, models
):
    paths = [tmp_path / "nobody", small_case_folder, small_case_folder]
    frame = tiny.start(small_case, AnalysisSettings(methods=())).frame
    found = masks_of_others(tiny, small_case, frame, [1, 2], paths, number=1, choices=AUTOMATIC, tell=lambda: None)
    assert [len(found[index]) for index in (1, 2)] == [1, 1]
    assert np.array_equal(found[1][0], small_case.mask_of(1))  # the same head: the mask stays where it is
    nulls = examined(tiny, small_case, models, others=paths).found.about.nulls
    assert "another patient" in {each.key for each in nulls}


def test_a_mask_moves_with_the_frame_around_the_head():
    mask = np.zeros((8, 8), dtype=bool)
    mask[2:4, 2:4] = True
    moved = moved_to(mask, Frame(0, 0, 8, 8), Frame(4, 2, 16, 8), (20, 20))
    assert moved[8:12, 6:10].mean() > 0.5
    assert moved.sum() == pytest.approx(16, abs=9)
    assert not moved_to(mask, Frame(0, 0, 8, 8), Frame(40, 40, 8, 8), (20, 20)).any()


class Plain(nn.Module):
    """A 1 x 1 convolution, whose every cell sees a pixel, then one that sees all."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 1, bias=False)
        self.relu = nn.ReLU()
        self.wide = nn.Conv2d(2, 2, 31, padding=15, bias=False)
        self.end = nn.ReLU()
        self.fc = nn.Linear(2, 2)
        with torch.no_grad():
            self.conv.weight.fill_(1.0)
            self.wide.weight.fill_(1e-3)

    def forward(self, pictures):
        return self.fc(self.end(self.wide(self.relu(self.conv(pictures)))).mean((2, 3)))


def test_a_layer_that_sees_single_pixels_keeps_all_of_the_change_in_the_region_and_a_wide_one_does_not():
    network = Network(Plain().eval().requires_grad_(False), 32)
    image = np.ones((1, 32, 32), dtype=np.float32)
    region = np.zeros((32, 32), dtype=bool)
    region[12:18, 12:18] = True
    image[:, region] = 5
    head = np.ones((32, 32), dtype=bool)
    share, expected = locality(network, image, region, head, 0, (0, 3))
    assert share[0] == pytest.approx(1)
    assert share[1] < 0.2
    assert expected == pytest.approx(36 / 1024, abs=0.01)


def test_networks_with_random_weights_give_a_null_and_none_to_methods_that_take_a_pass_of_their_own(
    tiny, small_case, models
):
    plan = AuditPlan(methods=("grad-cam", "eigen-cam"), layers=("layer2.3.relu_2",), nulls=PLAN.nulls)
    networks = UntaughtMaps(tiny, 2, None)
    found = examined(tiny, small_case, models, plan, networks=networks).found
    place = next(place for place, each in enumerate(found.about.nulls) if each.kind == "networks")
    assert found.about.nulls[place].draws == 2
    mass = found.null[found.about.measures.index("mass"), place, :, 0]
    assert np.isfinite(mass[0])
    assert np.isnan(mass[1])


def test_layers_are_asked_by_name_by_block_or_all(tiny):
    description = tiny.description
    assert layers_asked(description, ("all",)) == tuple(range(len(description.layers)))
    blocks = layers_asked(description, ("blocks",))
    assert blocks == block_outputs(description.layers)
    assert len(blocks) == 17
    assert description.layers[blocks[-1]].name == "layer4.2.relu_2"
    with pytest.raises(UsageError, match="no layer"):
        layers_asked(description, ("nowhere",))


def test_the_two_alignments_differ_by_half_a_stride_less_half_a_pixel(tiny):
    assert shift_px(Frame(0, 0, 64, 64), tiny.description.layers[-1]) == pytest.approx(15.5)
