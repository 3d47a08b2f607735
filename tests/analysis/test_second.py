"""What a second network of another architecture says of the slices that are looked at."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.nets.small_network import FACTORY, described
from xaiviewer.analysis import Analyser
from xaiviewer.analysis.other_networks import second
from xaiviewer.analysis.other_networks.second import Second
from xaiviewer.analysis.other_networks.side_by_side import check_pair
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled, ModelError, UsageError
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package, trained_on
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import AnalysisSettings

ASKED = AnalysisSettings(methods=("grad-cam",))


@pytest.fixture(scope="module")
def analyser(classifier: Model) -> Analyser:
    return Analyser(classifier, None)


@pytest.fixture
def package(tmp_path: Path, small_case: Case) -> Path:
    """Of three classes, one channel and another input size; the small case trained it."""
    classes = ("meningioma", "Tumour", "pituitary")
    told = described(classes=classes, finding="Tumour", trained=trained_on([small_case.name]))
    return make_package(tmp_path / "other", built(FACTORY), told)


def test_it_says_what_it_would_say_alone(analyser: Analyser, package: Path, small_case: Case) -> None:
    index = small_case.indices[1]
    found = Second(analyser).alongside(package, small_case, index, ASKED)
    alone = Analyser(open_package(package), None)
    (own,) = (each for each in alone.slices(small_case, ASKED) if each.index == index)
    seen = found.analysis.slices[index]
    assert np.array_equal(seen.probabilities, own.probabilities)
    maps, expected = seen.layer_maps("grad-cam"), own.layer_maps("grad-cam")
    assert maps is not None
    assert expected is not None
    assert all(np.array_equal(one, other) for one, other in zip(maps.maps, expected.maps, strict=True))
    assert found.matched is not None
    assert (found.matched.b, found.matched.named, found.matched.alike) == (1, True, False)
    assert len(found.counterparts) == len(analyser.description.layers)
    assert found.analysis.trained_on
    assert not found.analysis.outlines


def test_a_class_that_it_lacks_costs_no_maps(analyser: Analyser, package: Path, small_case: Case) -> None:
    index = small_case.indices[0]
    settings = AnalysisSettings(methods=("grad-cam",), class_index=0)
    found = Second(analyser).alongside(package, small_case, index, settings)
    assert found.matched is None
    assert not found.analysis.slices[index].explained
    assert np.isfinite(found.analysis.slices[index].probabilities).all()


def test_it_is_read_once_and_anew_when_its_files_changed(
    analyser: Analyser, package: Path, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Any] = []
    monkeypatch.setattr(second, "load_analyser", lambda **given: read.append(given) or load(**given))
    beside = Second(analyser)
    for index in (*small_case.indices, small_case.indices[0]):
        beside.alongside(package, small_case, index, ASKED)
    assert len(read) == 1
    weights = package / "weights.safetensors"
    data = bytearray(weights.read_bytes())
    data[-64:] = bytes(64)
    weights.write_bytes(data)
    os.utime(weights, ns=(1, 1))
    with pytest.raises(ModelError, match="not the weights that model"):
        beside.alongside(package, small_case, small_case.indices[0], ASKED)
    weights.unlink()
    package.joinpath("model.json").unlink()
    with pytest.raises(ModelError):
        beside.alongside(package, small_case, small_case.indices[0], ASKED)
    with pytest.raises(UsageError, match="not there any longer"):
        beside.alongside(package / "gone", small_case, small_case.indices[0], ASKED)


load = second.load_analyser


def test_whoever_makes_way_is_asked_again(analyser: Analyser, package: Path, small_case: Case) -> None:
    beside = Second(analyser)
    with pytest.raises(Cancelled):
        beside.alongside(package, small_case, small_case.indices[0], ASKED, cancelled=lambda: True)
    found = beside.alongside(package, small_case, small_case.indices[0], ASKED)
    assert list(found.analysis.slices) == [small_case.indices[0]]


def test_what_makes_no_sense_together_is_refused(analyser: Analyser, models: Path, small_case: Case) -> None:
    with pytest.raises(UsageError, match="the very same weights"):
        Second(analyser).alongside(models / "classifier", small_case, small_case.indices[0], ASKED)
    of = [
        SimpleNamespace(
            description=SimpleNamespace(identity=SimpleNamespace(name=name, sha256=name)),
            preprocessing=SimpleNamespace(volumes=volumes),
            deciding={},
        )
        for name, volumes in (("flat", None), ("deep", object()))
    ]
    for pair in (of, of[::-1]):
        with pytest.raises(UsageError, match="“deep” decides once about a whole volume and “flat” about every slice"):
            check_pair(*pair)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="name a classifier"):
        Second(analyser).alongside(models / "segmenter", small_case, small_case.indices[0], ASKED)
