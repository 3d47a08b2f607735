"""The methods as options of the command line and as tables, all from their declarations."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xaiviewer.errors import UsageError
from xaiviewer.requests import METHODS, ONE_PASS_METHODS, InputShape, Method, Parameter, Value, method_of
from xaiviewer.requests.parameter import SEED, in_words

AUTO = "auto"
"""In place of a method's key: for every layer the method that agreed best with clinicians' masks when measured."""

_ALL = "all"


@dataclass(frozen=True)
class Question:
    """A method that is asked for slice by slice.

    Attributes:
        method: its key.
        parameters: those that were set, by name.
        seed: of a random method; None for its default.
        slices: which, counted from 0; None for all.
    """

    method: str
    parameters: Mapping[str, Value]
    seed: Value | None
    slices: tuple[int, ...] | None


def add_method_arguments(parser: argparse.ArgumentParser) -> None:
    """Which method, and what is set of it."""
    parser.add_argument(
        "--method",
        choices=[AUTO, *METHODS],
        default=AUTO,
        help="auto: for each layer the method that agreed best with clinicians' masks when the weights were made; "
        "manifest.json names it (default: auto)",
    )
    parser.add_argument(
        "--set",
        dest="set_parameters",
        type=_setting,
        action="append",
        default=[],
        metavar="METHOD.NAME=VALUE",
        help="a parameter of the method, such as occlusion.patch=16; `xaiviewer methods` lists them all",
    )
    parser.add_argument(
        "--slices",
        type=_numbers,
        metavar="N,N-N,...",
        help="of a method that gives no map per layer: only these slices, counted from 1 (default: all)",
    )


def question_of(arguments: argparse.Namespace) -> Question | None:
    """The method that is asked for slice by slice; None for one that comes with every slice.

    Raises:
        UsageError: for what does not go together, an unknown parameter or a value that is not allowed.
    """
    method = arguments.method
    strangers = [name for name, _, _ in arguments.set_parameters if name != method]
    if strangers:
        raise UsageError(f"--set speaks of {strangers[0]}, but the method is {method}; add --method {strangers[0]}.")
    given = {name: value for _, name, value in arguments.set_parameters}
    if method == AUTO or method in ONE_PASS_METHODS:
        if given:
            method_of(method).complete(given)
        if arguments.slices is not None:
            raise UsageError(
                "--slices is for methods that give no map per layer; the others are written for all slices."
            )
        return None
    if arguments.layers != _ALL or arguments.nifti or arguments.fuse is not None:
        raise UsageError(f"{METHODS[method].title} gives no map per layer; leave --layers, --nifti and --fuse out.")
    values = method_of(method).complete(given)
    seed = values.pop(SEED.name, None)
    return Question(method, values, seed, arguments.slices)


def method_list() -> str:
    """Every method for a help text: its key and what it answers."""
    lines = [f"  {key:<18} {method.question}" for key, method in METHODS.items()]
    return "methods (see `xaiviewer methods`):\n" + "\n".join(lines)


def method_fields(method: Method, shape: InputShape) -> dict[str, Any]:
    """A declaration as plain values; costs are those of the defaults."""
    cost = method.cost(shape)
    return {
        "key": method.key,
        "title": method.title,
        "family": method.family,
        "answers": method.answers.value,
        "question": method.question,
        "parameters": [_parameter_fields(each) for each in method.parameters],
        "cost": {"forward": cost.forward, "backward": cost.backward, "shared_by_the_family": cost.shared},
        "needs": [each.value for each in method.needs],
        "random": method.random,
        "source": method.source,
        "notes": list(method.notes),
    }


def method_words(method: Method, shape: InputShape) -> str:
    """A declaration to read, several lines."""
    lines = [
        f"{method.key}: {method.title}",
        f"    {method.question}",
        f"    gives {method.answers.value} · {method.cost(shape)} · needs {method.needs_in_words} · {method.source}",
        *(
            f"    {method.key}.{each.name}={in_words(each.default)}: {each.help}; {each.allowed}"
            for each in method.parameters
        ),
        *(f"    note: {each}" for each in method.notes),
    ]
    return "\n".join(lines)


def _parameter_fields(parameter: Parameter) -> dict[str, Any]:
    numbers = parameter.kind in {"int", "float"}
    return {
        "name": parameter.name,
        "kind": parameter.kind,
        "default": parameter.default,
        "least": parameter.least if numbers else None,
        "most": parameter.most if numbers else None,
        "choices": list(parameter.choices),
        "unit": parameter.unit,
        "only_with": list(parameter.only_with) if parameter.only_with else None,
        "help": parameter.help,
    }


def _setting(text: str) -> tuple[str, str, str]:
    """The parts of METHOD.NAME=VALUE."""
    left, equals, value = text.partition("=")
    method, dot, name = left.strip().rpartition(".")
    if not (equals and dot and method and name and value.strip()):
        raise argparse.ArgumentTypeError(f"“{text}” is not like occlusion.patch=16")
    if method not in METHODS:
        raise argparse.ArgumentTypeError(f"there is no method “{method}”; choose from {', '.join(METHODS)}")
    return method, name, value.strip()


def _numbers(text: str) -> tuple[int, ...]:
    """The slices of "12,14-16", counted from 0."""
    found: dict[int, None] = {}
    for part in text.split(","):
        first, dash, last = (each.strip() for each in part.partition("-"))
        ends = [first, last] if dash else [first]
        if not all(each.isascii() and each.isdigit() and len(each) < 7 for each in ends) or int(first) < 1:
            raise argparse.ArgumentTypeError(f"“{text}” is not a list of slices like 12,14-16")
        found |= dict.fromkeys(range(int(first) - 1, int(ends[-1])))
    if not found:
        raise argparse.ArgumentTypeError(f"“{text}” names no slice")
    return tuple(sorted(found))
