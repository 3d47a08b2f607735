"""Networks run where they are put: the processor everywhere, CUDA and MPS where there is one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from xaiviewer import paths
from xaiviewer.analysis import load_analyser
from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.nets.devices import device_named, device_of
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import AnalysisSettings, LayerMaps

_THERE = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}


def _device(name: str) -> object:
    return pytest.param(name, marks=pytest.mark.skipif(not _THERE[name], reason=f"there is no {name} here"))


@pytest.mark.parametrize("device", [_device(name) for name in _THERE])
def test_every_network_works_on_any_device_that_is_here(
    device: str, models: Path, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "models", lambda: models)
    here, reference = load_analyser(device=device), load_analyser(device="cpu")
    settings = AnalysisSettings(segment_all=True, methods=("hires-cam",))
    for one, other in zip(here.slices(small_case, settings), reference.slices(small_case, settings), strict=True):
        np.testing.assert_allclose(one.logits, other.logits, rtol=1e-4, atol=1e-4)
        assert one.segmentation is not None
        assert other.segmentation is not None
        assert (one.segmentation != other.segmentation).mean() < 0.01
        for found, expected in zip(one.explanations.values(), other.explanations.values(), strict=True):
            assert isinstance(found, LayerMaps)
            assert isinstance(expected, LayerMaps)
            for mine, its in zip(found.maps, expected.maps, strict=True):
                assert np.abs(mine - its).max() <= 1e-3 * np.ptp(its)
    for method in ("occlusion", "seg-grad-cam"):
        given = {"patch": 32, "stride": 32} if method == "occlusion" else {"region": "pixel", "row": 40, "column": 50}
        request = here.request(method, **given)
        assert len(list(here.explain(small_case, request, [1]))) == 1


def test_a_device_that_is_not_here_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    for name in ("cuda", "mps"):
        with pytest.raises(UsageError, match=rf"There is no {name} on this machine, .*; choose cpu\.$"):
            device_named(name)
    with pytest.raises(UsageError, match="no device “tpu”; choose from auto, cpu, cuda, mps"):
        device_named("tpu")
    assert device_named() == torch.device("cpu")


def test_auto_takes_cuda_where_there_is_some_and_makes_it_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    for name in ("deterministic", "benchmark", "allow_tf32"):
        monkeypatch.setattr(torch.backends.cudnn, name, getattr(torch.backends.cudnn, name))
    assert device_named("auto") == torch.device("cuda")
    assert torch.backends.cudnn.deterministic
    assert not torch.backends.cudnn.allow_tf32


def test_a_model_is_put_where_it_is_wanted(models: Path) -> None:
    model = open_package(models / "segmenter", torch.device("meta"))  # holds shapes alone, so that no device is needed
    assert model.device == device_of(model.network) == torch.device("meta")
    assert device_of(torch.nn.ReLU()) == torch.device("cpu")
