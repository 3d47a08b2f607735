"""What sanity checks found: kept beside a package, read strictly, found again for the same maps alone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from xaiviewer import paths
from xaiviewer.errors import ModelError
from xaiviewer.requests import ONE_PASS_METHODS, Request
from xaiviewer.requests.badges import (
    CHECKS,
    FILE,
    Badges,
    Reference,
    Sanity,
    Verdict,
    read_sanity,
    sanity_beside,
)
from xaiviewer.requests.request import badges_of

WEIGHTS = "a" * 64
REFERENCE = Reference("the synthetic head", 0, 5, "xaiviewer sanity")


def made_up(method: str = "grad-cam", layers: tuple[str, ...] = ("stem", "last"), **changes: Any) -> Badges:
    rng = np.random.default_rng(len(layers))
    values = {key: rng.random(len(layers)) for key in CHECKS}
    values["completeness"] = np.full(len(layers), np.nan)
    bars = {key: rng.random(len(layers)) for key in CHECKS}
    parts = ("fc", "body", "stem")
    table = rng.random((len(parts), len(layers)))
    made = Badges(method, (), None, 1, layers, 5, 50, values, bars, parts, table, 1 - table)
    return replace(made, **changes)


def kept(*measured: Badges) -> Sanity:
    return Sanity(WEIGHTS, REFERENCE, measured)


def write(folder: Path, sanity: Sanity, **changes: object) -> Path:
    file = folder / FILE
    file.write_text(json.dumps({**sanity.fields(), **changes}), encoding="utf-8")
    return file


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    known = made_up("rise", ("",), parameters=(("masks", 1000), ("centred", True)), seed=3)
    known = replace(known, parameters=tuple(sorted(known.parameters)))
    found = read_sanity(write(tmp_path, kept(made_up(), known)))
    assert (found.weights, found.reference) == (WEIGHTS, REFERENCE)
    for before, after in zip((made_up(), known), found.measured, strict=True):
        assert after.fields() == before.fields()
        for check in CHECKS:
            np.testing.assert_allclose(after.values[check], before.values[check], rtol=1e-3)
        np.testing.assert_allclose(after.cascade, before.cascade, rtol=1e-3)


def test_what_was_measured_of_other_weights_is_not_measured(tmp_path: Path) -> None:
    write(tmp_path, kept(made_up()))
    assert sanity_beside(tmp_path, WEIGHTS) is not None
    assert sanity_beside(tmp_path, "b" * 64) is None
    assert sanity_beside(tmp_path / "nowhere", WEIGHTS) is None


@pytest.mark.parametrize(
    "damage",
    [
        {"schema": 2},
        {"weights": 7},
        {"reference": {"name": "x", "patients": -1, "slices": 5, "command": ""}},
        {"methods": [{}]},
        {"methods": "none"},
        {"methods": [{**made_up().fields(), "values": {"cascading": [0.1]}}]},
        {"methods": [{**made_up().fields(), "layers": ["stem", 3]}]},
        {"methods": [{**made_up().fields(), "cascade": [[0.1, 0.2]]}]},
        {"methods": [{**made_up().fields(), "slices": True}]},
        {"methods": [{**made_up().fields(), "bars": {}}]},
        {"methods": [{**made_up().fields(), "parameters": {"masks": None}}]},
        {"methods": [{**made_up().fields(), **{name: {"magic": [1, 2]} for name in ("values", "bars")}}]},
    ],
)
def test_a_damaged_file_is_told_in_a_sentence(tmp_path: Path, damage: dict[str, object]) -> None:
    file = write(tmp_path, kept(made_up()), **damage)
    with pytest.raises(ModelError, match=r"cannot be read .* remove the file, or measure them again") as told:
        read_sanity(file)
    assert str(file) in str(told.value)
    beside = sanity_beside(tmp_path, WEIGHTS)  # the network itself can be used
    assert beside is not None
    assert beside.problem == str(told.value)
    assert not beside.measured


@pytest.mark.parametrize("data", [b"{", b"[]", b"\xff\xfe", b"null", b'{"schema": NaN}', b"[" * 100_000])
def test_what_is_no_such_file_is_told_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(ModelError, match=re.escape(str(tmp_path / FILE))):
        read_sanity(tmp_path / FILE)


def test_a_check_passes_on_its_side_of_the_bar_and_says_nothing_without_one() -> None:
    check = CHECKS["cascading"]
    assert [Verdict(check, value, 0.3).passed for value in (0.2, 0.3, 0.31, float("nan"))] == [True, True, False, None]
    assert Verdict(check, 0.1, float("nan")).passed is None
    assert not Verdict(replace(check, low_is_good=False), 0.2, 0.3).passed
    assert Verdict(check, 0.2, 0.3).fields() == {"value": 0.2, "bar": 0.3, "passed": True}
    assert Verdict(check, float("nan"), 0.3).fields() is None


def test_numbers_are_found_for_the_same_maps_alone() -> None:
    asked = Request.of("rise", network=WEIGHTS, class_index=1, masks=4000)
    quick = Request.of("rise", network=WEIGHTS, class_index=1, masks=1000)
    sanity = kept(made_up(), made_up("rise", ("",), parameters=quick.parameters))
    assert badges_of(sanity, asked, "") == (sanity.measured[1], 0)  # more masks make it finer
    assert badges_of(sanity, Request.of("rise", network=WEIGHTS, class_index=1, filling="blur"), "") is None
    assert badges_of(sanity, Request.of("rise", network=WEIGHTS, class_index=0, masks=1000), "") is None
    of_layers = Request.of("grad-cam", network=WEIGHTS, class_index=1)
    assert badges_of(sanity, of_layers, "last") == (sanity.measured[0], 1)
    assert badges_of(sanity, of_layers, "elsewhere") is None
    assert badges_of(None, of_layers, "last") is None


def test_what_is_measured_again_gives_way_and_so_does_another_reference_set() -> None:
    before = kept(made_up(), made_up("rise", ("",)))
    again = made_up(slices=9)
    after = before.with_measured([again], replace(REFERENCE, slices=9))
    assert [each.method for each in after.measured] == ["rise", "grad-cam"]
    assert after.measured[1] is again
    elsewhere = before.with_measured([again], Reference("cohort", 20, 100, "xaiviewer sanity CASES"))
    assert elsewhere.measured == (again,)
    assert elsewhere.reference.patients == 20


def test_the_bundled_classifiers_checks_are_those_of_its_weights() -> None:
    package = paths.models() / "classifier"
    weights = json.loads((package / "model.json").read_text(encoding="utf-8"))["weights"]["sha256"]
    found = sanity_beside(package, weights)
    assert found is not None, "measure them: xaiviewer sanity --keep resources/models/classifier"
    assert not found.problem
    assert {each.method for each in found.measured} >= {*ONE_PASS_METHODS, "guided-backprop", "saliency"}
    assert all((each.values["repeatability"] == 0).all() for each in found.measured)
