"""A request is the key of everything that costs time: equal where it must be, different where it must be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from xaiviewer.errors import UsageError
from xaiviewer.requests import METHODS, ONE_PASS_METHODS, Answers, InputShape, Method, Need, Request
from xaiviewer.requests.parameter import SEED

WEIGHTS = "a" * 64


def ask(method: str = "occlusion", **parameters: Any) -> Request:
    return Request.of(method, network=WEIGHTS, class_index=1, **parameters)


@pytest.mark.parametrize(
    "parameters",
    [
        {"patch": 16},
        {"patch": "16", "stride": 8.0, "head_only": "yes"},
        {"stride": "8", "patch": 16},
        {"filling": "mean"},
        {"blur": 3.5},  # what covers is no blur
        {"seed": 7},  # nothing is random
    ],
)
def test_requests_that_mean_the_same_are_the_same(parameters: dict[str, Any]) -> None:
    assert ask(**parameters) == ask()
    assert (hash(ask(**parameters)), ask(**parameters).key) == (hash(ask()), ask().key)


def test_requests_that_differ_have_keys_of_their_own() -> None:
    different = [
        ask(),
        ask(patch=17),
        ask(filling="blur"),
        ask(head_only=False),
        ask(filling="blur", blur=3),
        ask("sequence-shapley"),
        replace(ask(), class_index=0),
        replace(ask(), network="b" * 64),
    ]
    assert len(set(different)) == len({each.key for each in different}) == len(different)


def test_a_seed_counts_where_something_is_random(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = replace(METHODS["occlusion"], key="dice", parameters=(SEED,), check=None, quick={}, thorough={})
    monkeypatch.setattr("xaiviewer.requests.request.METHODS", {**METHODS, "dice": dice})
    assert ask("dice").seed == 0
    assert ask("dice", seed="7") == ask("dice", seed=7) != ask("dice")
    assert ask("dice").parameters == ()
    assert Request.from_fields(ask("dice", seed=7).fields()).seed == 7
    with pytest.raises(UsageError, match=r"dice\.seed must be a whole number"):
        ask("dice", seed=-1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "1"])
def test_keys_are_the_same_in_every_process(seed: str) -> None:
    code = (
        "from xaiviewer.requests import Request; "
        f"print(Request.of('occlusion', network='{WEIGHTS}', class_index=1, filling='blur').key)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ask(filling="blur").key
    assert ask(filling="blur").key == "bfdf9a1ca333787d"  # written into manifests: it may not change


@pytest.mark.parametrize("method", METHODS)
def test_fields_lead_back_to_the_request_through_json(method: str) -> None:
    asked = ask(method)
    assert Request.from_fields(json.loads(json.dumps(asked.fields()))) == asked


@pytest.mark.parametrize(
    ("method", "parameters", "sentence"),
    [
        ("magic", {}, r"no method “magic”; choose from grad-cam, .*occlusion"),
        ("occlusion", {"size": 3}, r"no parameter “size”; it has patch, stride, filling, blur, head_only\."),
        ("grad-cam", {"patch": 3}, r"Grad-CAM has no parameter “patch”; it has none\."),
        ("occlusion", {"patch": 0}, r"occlusion\.patch must be a whole number from 1 to 1024"),
        ("occlusion", {"patch": 4, "stride": 5}, r"stride \(5\) must not exceed occlusion\.patch \(4\)"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(method: str, parameters: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        ask(method, **parameters)


def test_fields_that_make_no_request_are_refused() -> None:
    with pytest.raises(UsageError, match="not a request"):
        Request.from_fields({"method": "occlusion"})


def test_the_cost_follows_from_the_parameters() -> None:
    occlusion, shape = METHODS["occlusion"], InputShape(3, 224)
    assert occlusion.cost(shape).forward == 27 * 27 + 1
    assert occlusion.cost(shape, dict(ask(patch=32, stride=32).parameters)).forward == 7 * 7 + 1
    assert occlusion.cost(shape, dict(ask(patch=300, stride=1).parameters)).forward == 2
    assert METHODS["sequence-shapley"].cost(InputShape(4, 224)).forward == 16
    assert str(METHODS["grad-cam"].cost(shape)) == "1 forward, 1 backward, shared by the family"


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.key)
def test_every_declaration_is_complete(method: Method) -> None:
    assert METHODS[method.key] is method
    assert method.question.endswith("?")
    assert all(note.endswith(".") for note in method.notes)
    assert all(method.complete({})[each.name] == each.default for each in method.parameters if not each.only_with)
    assert method.needs
    assert Need.OUTPUTS not in method.needs or len(method.needs) == 1  # every network gives them
    assert (method.key in ONE_PASS_METHODS) == (method.shared and method.answers is Answers.EVERY_LAYER)
    for preset in (method.quick, method.thorough):
        assert method.complete(preset) != method.complete({}) or not preset


def test_a_sequence_of_none_is_said_to_be_all_of_them() -> None:
    assert "all sequences" in ask("saliency").settings
    assert not any("sequence 0" in each for each in ask("saliency").settings)
    assert "sequence 2" in ask("saliency", sequence=2).settings
    assert "patch 16" in ask(patch=16).settings
