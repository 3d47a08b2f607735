"""Every measurement runs and says what it should; how fast anything is, is never asserted."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path

import pytest
import torch
from torchvision.models import resnet18

from xaiviewer import benchmarks, paths
from xaiviewer.__main__ import main
from xaiviewer.benchmarks.limit import limit, tight_limit
from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.probes import asked, case, layers, ledger, memory, nulls, peers, reliance, volumes
from xaiviewer.benchmarks.report import report, table
from xaiviewer.benchmarks.targets import TARGETS
from xaiviewer.benchmarks.timing import Measured, interleaved, ratio
from xaiviewer.commands.verbs import benchmark
from xaiviewer.errors import XaiViewerError

pytestmark = pytest.mark.slow


@pytest.fixture
def material(small_case_folder: Path, models: Path) -> Material:
    return Material(small_case_folder, models)


def sane(measured: Measured) -> bool:
    return measured.value is not None and math.isfinite(measured.value) and measured.value > 0 and bool(measured.note)


def test_layers_are_raced_against_the_limit_and_every_installed_peer(material: Material):
    pytest.importorskip("captum")
    found = layers.measure(material, repetitions=2)
    assert set(found) == {key for key, target in TARGETS.items() if target.probe == "layers"}
    assert all(sane(measured) for measured in found.values())
    assert "102 layers" in found["layers_over_limit"].note


def test_slices_without_their_region_are_raced_against_bare_passes(material: Material):
    found = reliance.measure(material, repetitions=1)
    assert set(found) == {key for key, target in TARGETS.items() if target.probe == "reliance"}
    assert all(sane(measured) for measured in found.values())


def test_nulls_of_a_slice_are_timed(material: Material):
    found = nulls.measure(material, repetitions=1)
    assert set(found) == {key for key, target in TARGETS.items() if target.probe == "nulls"}
    assert all(sane(measured) for measured in found.values())


def test_a_network_of_volumes_is_opened_and_asked_about_a_case_of_a_known_size(
    material: Material, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(volumes, "_SIDE", 32)
    monkeypatch.setattr(volumes, "_SIZE", (9, 40, 48))
    monkeypatch.setattr(volumes, "_METHODS", ("grad-cam",))
    made = volumes.stretched(material.load())
    assert made.main_volume.voxels.shape == (9, 40, 48)
    found = volumes.measure(material, repetitions=1, openings=1)
    assert set(found) == {key for key, target in TARGETS.items() if target.probe == "volumes"}
    assert all(sane(measured) for measured in found.values())


@pytest.mark.filterwarnings("ignore:Linear regression equation is singular")  # shap, of so few samples
def test_methods_of_many_passes_are_raced_against_bare_passes_and_a_peer_each(
    material: Material, monkeypatch: pytest.MonkeyPatch
):
    for package in ("captum", "lime", "shap"):
        pytest.importorskip(package)
    monkeypatch.setattr("tqdm.tqdm.monitor_interval", 0)  # shap's bars start a thread that stays
    found = asked.measure(material, most=24)
    assert set(found) == {key for key, target in TARGETS.items() if target.probe == "asked"}
    assert all(sane(measured) for measured in found.values())
    assert found["rise_over_passes"].note.startswith("24 passes in ")


def test_a_method_without_its_peer_still_meets_the_bare_passes(material: Material, monkeypatch: pytest.MonkeyPatch):
    def missing(_: object) -> None:
        raise ImportError

    monkeypatch.setattr(asked, "RACES", (dataclasses.replace(asked.RACES[1], peer=missing),))
    found = asked.measure(material, most=24)
    assert sane(found["lime_over_passes"])
    assert found["lime_peer_over_ours"] == Measured(None, note="lime is not installed")


def test_a_peer_that_is_not_installed_is_named_not_timed(material: Material, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(peers, "PEERS", {})
    found = layers.measure(material, repetitions=1)
    assert found["captum_over_ours"] == Measured(None, note="captum is not installed")


@pytest.mark.parametrize("name", ["grad_cam", "torchcam", "captum"])
def test_peers_are_asked_for_the_map_of_every_layer(name: str):
    pytest.importorskip({"grad_cam": "pytorch_grad_cam"}.get(name, name))
    network = peers.with_separate_relus(resnet18(num_classes=2))
    wanted = peers.layers_of(network)
    assert len(wanted) == 20 + 17  # convolutions with shortcuts, ReLUs
    maps = peers.PEERS[name](network, 1)(torch.rand(1, 3, 64, 64))
    assert len(maps) == len(wanted)
    assert {each.shape[-1] for each in maps} == {32, 16, 8, 4, 2}


def test_limits_differentiate_the_logit():
    network = resnet18(num_classes=2).eval().requires_grad_(False)
    image = torch.rand(1, 3, 64, 64)
    leaf = image.clone().requires_grad_()
    network(leaf)[0, 1].backward()
    assert torch.equal(limit(network, image, 1), leaf.grad)
    assert tight_limit(network, image, 1).shape == (1, 64, 32, 32)
    assert not network.conv1._forward_hooks  # noqa: SLF001 - torch has no public name for them


def test_a_case_is_raced_against_the_limit_of_its_slices(material: Material):
    found = case.measure(material, repetitions=1)
    assert sane(found["case_over_limit"])
    assert "4 slices" in found["case_over_limit"].note


def test_memory_is_the_whole_process(material: Material):
    (measured,) = memory.measure(material).values()
    assert measured.value is not None
    assert 0.1 < measured.value < 100


def test_repetitions_alternate():
    order: list[str] = []
    seconds = interleaved({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 2)
    assert order == ["a", "b"] * 3
    assert {name: len(times) for name, times in seconds.items()} == {"a": 2, "b": 2}


def test_ratios_compare_repetitions_that_ran_side_by_side():
    measured = ratio([2.0, 20.0, 6.0], [1.0, 10.0, 2.0])
    assert (measured.value, measured.low, measured.high) == (2.0, 2.0, 2.5)


def test_the_report_judges_every_value_by_its_target():
    found = {
        "layers_over_limit": Measured(1.2),
        "torchcam_over_ours": Measured(1.0),
        "captum_over_ours": Measured(None),
    }
    made = report(found, started="2026-01-01", load_average=0.5)
    assert {entry["key"]: entry["passed"] for entry in made["measurements"]} == {
        "layers_over_limit": False,
        "torchcam_over_ours": True,
        "captum_over_ours": None,
    }
    lines = table(made).splitlines()
    assert [sum(word in line.split() for line in lines) for word in ("MISS", "pass")] == [1, 1]


def test_the_command_writes_what_it_prints(
    material: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(paths, "phantom", lambda: material.case)
    monkeypatch.setattr(paths, "models", lambda: material.models)
    file = tmp_path / "speed.json"
    assert main(["benchmark", "--only", "memory", "--json", str(file)]) == 0
    (entry,) = json.loads(file.read_text(encoding="utf-8"))["measurements"]
    assert entry["key"] == "case_memory"
    assert 0.1 < entry["value"] < 100
    assert entry["what"] in capsys.readouterr().out


def test_a_measurement_that_fails_says_why_in_a_sentence(tmp_path: Path):
    with pytest.raises(XaiViewerError, match=r"“memory” failed: .* does not exist"):
        benchmark.measure("memory", tmp_path, tmp_path)


def test_every_target_has_a_probe_that_exists():
    for probe in benchmark.PROBES:
        assert (Path(benchmarks.__file__).parent / "probes" / f"{probe}.py").is_file()


def test_a_project_of_reviews_is_opened_filtered_and_answered(material: Material):
    found = ledger.measure(material, cases=30, readers=3)
    assert set(found) == {key for key, target in TARGETS.items() if target.probe == "ledger"}
    assert all(measured.value is not None and measured.value > 0 for measured in found.values())
