"""Maps of networks that never learned what is looked for, as nulls."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from xaiviewer.agreement.nulls import NullSettings, Others, nulls_of_slice
from xaiviewer.analysis import Analyser
from xaiviewer.analysis.other_networks import PERMUTED, RANDOM, OtherNetworks, Untaught
from xaiviewer.analysis.other_networks.packages import load_beside
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.nets.architectures.registry import build
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.description import read_described
from xaiviewer.nets.packages.files import GOLDEN, MODEL, opened
from xaiviewer.nets.packages.making import make_package
from xaiviewer.requests import AnalysisSettings

METHODS = ("grad-cam", "layer-cam")


@pytest.fixture(scope="module")
def analyser(classifier: Model, segmenter: Model) -> Analyser:
    return Analyser(classifier, segmenter)


@pytest.fixture(scope="module")
def another(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another training of the same kind."""
    folder = tmp_path_factory.mktemp("another") / "package"
    torch.manual_seed(9)
    make_package(folder, build("resnet50"), read_described(opened(models / "classifier")), half=True)
    return folder


def test_every_network_gives_a_map_of_every_layer_and_method(
    analyser: Analyser, small_case: Case, another: Path
) -> None:
    untaught = Untaught(analyser, random=2, permuted=another)
    told: list[tuple[int, int]] = []
    found = dict(untaught.maps(small_case, [2, 1], METHODS, progress=lambda done, total: told.append((done, total))))
    assert set(found) == {1, 2}
    for of_slice in found.values():
        assert list(of_slice) == list(METHODS)
        for networks in of_slice.values():
            assert {name: len(draws) for name, draws in networks.items()} == {RANDOM: 2, PERMUTED: 1}
            for maps in (*networks[RANDOM], *networks[PERMUTED]):
                assert [each.shape for each in maps] == [layer.grid for layer in analyser.description.layers]
                assert all(np.isfinite(each).all() for each in maps)
    assert told == [(1, 3), (2, 3), (3, 3)]  # a pass of both by each network


def test_bits_depend_on_nothing_but_case_weights_and_seed(analyser: Analyser, small_case: Case) -> None:
    untaught = Untaught(analyser, random=2)
    all_of_them = dict(untaught.maps(small_case, small_case.indices, METHODS))
    ((_, alone),) = Untaught(analyser, random=2).maps(small_case, [1], ["layer-cam"], layers=[0, 100])
    for draw in range(2):
        whole = all_of_them[1]["layer-cam"][RANDOM][draw]
        assert np.array_equal(alone["layer-cam"][RANDOM][draw][0], whole[0])
        assert np.array_equal(alone["layer-cam"][RANDOM][draw][1], whole[100])
    one, other = (all_of_them[1]["layer-cam"][RANDOM][draw][50] for draw in range(2))
    assert not np.allclose(one, other)


def test_another_case_is_normalised_by_its_own_slices(analyser: Analyser, small_case: Case) -> None:
    untaught = Untaught(analyser, random=1)
    volumes = tuple(replace(each, voxels=each.voxels[:, ::-1] // 2) for each in small_case.volumes)
    darker = replace(small_case, name="darker", volumes=volumes, mask=None)
    dict(untaught.maps(small_case, [0], METHODS))
    ((_, after),) = untaught.maps(darker, [1], METHODS)
    ((_, fresh),) = Untaught(analyser, random=1).maps(darker, [1], METHODS)
    assert np.array_equal(after["grad-cam"][RANDOM][0][-1], fresh["grad-cam"][RANDOM][0][-1])


def test_they_make_a_band_that_a_map_must_leave_behind(analyser: Analyser, small_case: Case) -> None:
    analysis = analyser.start(small_case, AnalysisSettings(methods=METHODS))
    for result in analyser.slices(small_case, AnalysisSettings(methods=METHODS)):
        analysis = analysis.with_slice(result)
    ((_, others),) = Untaught(analyser, random=3).maps(small_case, [1], METHODS)
    found = nulls_of_slice(
        small_case,
        analysis,
        1,
        analyser.heads(small_case),
        method="layer-cam",
        settings=NullSettings(placements=50),
        others=Others(networks=others["layer-cam"]),
    )
    assert found is not None
    band = found["mass"].curve(RANDOM)
    assert band is not None
    assert (band.kind, band.draws) == ("networks", 3)
    assert band.low is not None
    assert band.high is not None
    told = ~np.isnan(band.values)
    assert told.any()
    assert (band.low <= band.high)[told].all()
    assert (found["mass"].explained | (found["mass"].observed > band.high))[told].all()


def test_a_cancelled_run_ends(analyser: Analyser, small_case: Case) -> None:
    with pytest.raises(Cancelled):
        list(Untaught(analyser, random=1).maps(small_case, [1], METHODS, cancelled=lambda: True))


def _changed(package: Path, folder: Path, **changes: object) -> Path:
    """A copy of a package whose model.json says otherwise, without its golden output."""
    shutil.copytree(package, folder)
    (folder / GOLDEN).unlink()
    given = json.loads((folder / MODEL).read_text("utf-8"))
    (folder / MODEL).write_text(json.dumps({**given, **changes}), encoding="utf-8")
    return folder


def test_packages_that_cannot_be_held_beside_are_refused_in_a_sentence(
    analyser: Analyser, models: Path, another: Path, tmp_path: Path
) -> None:
    given = json.loads((another / MODEL).read_text("utf-8"))["inputs"]
    turned = {**given, "channels": given["channels"][::-1]}
    refused = {
        tmp_path / "nothing": "holds no package",
        models / "segmenter": "a network for segmentation",
        models / "classifier": "the very weights",
        _changed(another, tmp_path / "classes", classes=["calm", "storm"], finding="storm"): "calm, storm",
        _changed(another, tmp_path / "larger", inputs={**given, "size": 96}): "in another size",
        _changed(another, tmp_path / "margin", inputs={**given, "margin": 0.2}): "in another size",
        _changed(another, tmp_path / "fewer", inputs=turned): "channels",
    }
    for folder, words in refused.items():
        with pytest.raises(UsageError, match=words) as told:
            load_beside(analyser, folder)
        assert str(folder) in str(told.value)
        assert str(told.value).count(".\n") == 0
    assert load_beside(analyser, another)[0].identity.name == "tiny classifier"


def test_a_window_asks_once_for_slices_that_go_together(
    analyser: Analyser, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = OtherNetworks(analyser)
    monkeypatch.setattr("xaiviewer.analysis.other_networks.of_window.Untaught", lambda each: Untaught(each, random=2))
    methods = ["layer-cam"] * len(analyser.description.layers)
    told: list[tuple[int, int]] = []
    first = beside.untaught(small_case, 1, methods, 1, progress=lambda *each: told.append(each))
    passes = len(told)
    second = beside.untaught(small_case, 2, methods, 1, progress=lambda *each: told.append(each))
    assert len(told) == passes
    whole = dict(Untaught(analyser, random=2).maps(small_case, [1, 2], ["layer-cam"], class_index=1))
    for index, found in ((1, first), (2, second)):
        assert np.array_equal(found[RANDOM][1][-1], whole[index]["layer-cam"][RANDOM][1][-1])
    beside.untaught(small_case, 2, ["hires-cam", *methods[1:]], 1, progress=lambda *each: told.append(each))
    assert len(told) == 2 * passes
