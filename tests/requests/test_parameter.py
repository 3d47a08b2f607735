"""What a parameter takes, and in which words it refuses the rest."""

from __future__ import annotations

import re

import pytest

from xaiviewer.errors import UsageError
from xaiviewer.requests import Parameter

WHOLE = Parameter("patch", "int", 16, "side", least=1, most=64, unit="px")
NUMBER = Parameter("blur", "float", 2.0, "spread", least=-1, most=64)
CHOICE = Parameter("filling", "choice", "mean", "what", choices=("mean", "blur"))
FLAG = Parameter("flip", "flag", default=False, help="mirror")


@pytest.mark.parametrize(
    ("parameter", "given", "value"),
    [
        (WHOLE, "16", 16),
        (WHOLE, 16.0, 16),
        (WHOLE, " 1 ", 1),
        (WHOLE, "64", 64),
        (NUMBER, "3", 3.0),
        (NUMBER, -0.0, 0.0),
        (NUMBER, "1e1", 10.0),
        (CHOICE, "blur", "blur"),
        (FLAG, "Yes", True),
        (FLAG, False, False),
    ],
)
def test_what_means_the_same_becomes_the_same(parameter: Parameter, given: object, value: object) -> None:
    found = parameter.parse(given, "occlusion")
    assert (found, type(found), str(found)) == (value, type(value), str(value))


@pytest.mark.parametrize(
    ("parameter", "given", "allowed"),
    [
        (WHOLE, 0, "a whole number from 1 to 64 (px)"),
        (WHOLE, 65, "a whole number from 1 to 64 (px)"),
        (WHOLE, "16.5", "a whole number"),
        (WHOLE, "1_6", "a whole number"),
        (WHOLE, True, "a whole number"),
        (WHOLE, "", "a whole number"),
        (NUMBER, "nan", "a number from -1 to 64"),
        (NUMBER, float("inf"), "a number from -1 to 64"),
        (CHOICE, "median", "one of mean, blur"),
        (FLAG, "perhaps", "yes or no"),
    ],
)
def test_what_is_not_allowed_is_told_with_what_is(parameter: Parameter, given: object, allowed: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"occlusion.{parameter.name} must be {allowed}")):
        parameter.parse(given, "occlusion")


def test_a_large_whole_number_keeps_its_digits() -> None:
    large = Parameter("seed", "int", 0, "seed", least=0, most=2**62)
    assert large.parse(str(2**53 + 1), "m") == 2**53 + 1
