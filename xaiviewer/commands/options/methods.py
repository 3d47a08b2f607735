"""Which methods are asked, and what is set of them, as options of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from xaiviewer.cohort.plan import AUTO, Question
from xaiviewer.errors import UsageError
from xaiviewer.requests import METHODS, ONE_PASS_METHODS, Answers, Method, Value, method_of
from xaiviewer.requests.parameter import SEED

PRESETS = ("quick", "thorough")
"""Names of the presets that a method may declare."""

_ALL = "all"


def add_method_arguments(parser: argparse.ArgumentParser) -> None:
    """Which methods, and what is set of them."""
    parser.add_argument(
        "--method",
        type=_methods,
        default=(AUTO,),
        metavar="METHOD,...",
        help="one or several of those below. auto: for each layer the method whose agreement with clinicians' masks "
        "lay farthest above the strongest null, where that was measured, else the one that agreed best; manifest.json "
        "names it (default: auto)",
    )
    parser.add_argument(
        "--set",
        dest="set_parameters",
        type=_setting,
        action="append",
        default=[],
        metavar="METHOD.NAME=VALUE",
        help="a parameter of a method, such as occlusion.patch=16; `xaiviewer methods` lists them all",
    )
    parser.add_argument(
        "--preset", choices=PRESETS, help="of every method that declares it: these values in place of the defaults"
    )
    parser.add_argument(
        "--seed", type=_seed, metavar="N", help="of every random method: the same seed gives the same bits (default: 0)"
    )
    parser.add_argument(
        "--slices",
        type=_numbers,
        metavar="N,N-N,...",
        help="of methods that are asked for slice by slice, and for --faithfulness: only these slices, counted from 1 "
        "(default: all; of synthetic pictures and for --faithfulness one)",
    )


def with_slices_of(arguments: argparse.Namespace) -> tuple[str, ...]:
    """Of the methods those that come with every slice, `AUTO` first."""
    found = [key for key in arguments.method if key == AUTO or key in ONE_PASS_METHODS]
    return tuple(sorted(found, key=lambda key: key != AUTO))


def questions_of(arguments: argparse.Namespace) -> tuple[Question, ...]:
    """The methods that are asked for slice by slice, with what is set of them.

    Raises:
        UsageError: for what does not go together, an unknown parameter or a value that is not allowed.
    """
    methods = arguments.method
    for name, _, _ in arguments.set_parameters:
        if name not in methods:
            raise UsageError(f"--set speaks of {name}, but the method is {','.join(methods)}; add {name} to --method.")
    asked, found = [key for key in methods if key not in with_slices_of(arguments)], []
    for key in methods:
        given = {name: value for method, name, value in arguments.set_parameters if method == key}
        if key in asked:
            found.append(_question(method_of(key), given, arguments))
        elif given:
            method_of(key).complete(given)
    if arguments.slices is not None and not (asked or arguments.faithfulness):
        raise UsageError("--slices is for methods that are asked for slice by slice; the others are written for all.")
    _refuse_layers(arguments)
    return tuple(found)


def method_list() -> str:
    """Every method for a help text: its key and what it answers."""
    width = max(len(key) for key in METHODS)
    lines = [f"  {key:<{width}} {method.question}" for key, method in METHODS.items()]
    return "methods (see `xaiviewer methods`):\n" + "\n".join(lines)


def preset_of(method: Method, name: str | None) -> Mapping[str, Value]:
    """The values of one of `PRESETS`; none where a method does not declare it."""
    return {} if name is None else method.quick if name == "quick" else method.thorough


def _question(method: Method, given: Mapping[str, object], arguments: argparse.Namespace) -> Question:
    seeded = {SEED.name: arguments.seed} if arguments.seed is not None and method.random else {}
    values = method.complete({**preset_of(method, arguments.preset), **seeded, **given})
    seed = values.pop(SEED.name, None)
    return Question(method.key, values, seed)


def _refuse_layers(arguments: argparse.Namespace) -> None:
    """Raise where options speak of layers and no method gives a map of every one, or NIfTI would be of all of them."""
    maps = [key for key in arguments.method if key == AUTO or METHODS[key].answers is Answers.EVERY_LAYER]
    if not maps and arguments.layers != _ALL:
        raise UsageError(
            f"{_titles(arguments)} gives no map of every layer; leave --layers out (a method's own layer is set by "
            "--set METHOD.layer=NAME)."
        )
    if not with_slices_of(arguments) and arguments.fuse is not None:
        raise UsageError(f"{_titles(arguments)} does not come with every slice; leave --fuse out.")
    if maps and arguments.nifti and arguments.layers == _ALL:
        raise UsageError("--nifti writes the layers that --layers names; name some of them, such as layer4.2.relu_2.")


def _titles(arguments: argparse.Namespace) -> str:
    return ", ".join(METHODS[key].title for key in arguments.method)


def _methods(text: str) -> tuple[str, ...]:
    """The methods of "rise,lime", once each."""
    keys = tuple(dict.fromkeys(each.strip() for each in text.split(",")))
    for key in keys:
        if key != AUTO and key not in METHODS:
            raise argparse.ArgumentTypeError(f"there is no method “{key}”; choose from {', '.join([AUTO, *METHODS])}")
    return keys


def _setting(text: str) -> tuple[str, str, str]:
    """The parts of METHOD.NAME=VALUE."""
    left, equals, value = text.partition("=")
    method, dot, name = left.strip().rpartition(".")
    if not (equals and dot and method and name and value.strip()):
        raise argparse.ArgumentTypeError(f"“{text}” is not like occlusion.patch=16")
    if method not in METHODS:
        raise argparse.ArgumentTypeError(f"there is no method “{method}”; choose from {', '.join(METHODS)}")
    return method, name, value.strip()


def _seed(text: str) -> int:
    """The seed, checked whether a method takes one or not."""
    try:
        return int(SEED.parse(text, ""))
    except UsageError:
        raise argparse.ArgumentTypeError(f"“{text}” is not {SEED.allowed}") from None


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
