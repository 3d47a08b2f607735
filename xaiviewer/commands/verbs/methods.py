"""``xaiviewer methods``: what can be asked of a network, and how long that takes."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from xaiviewer import paths
from xaiviewer.cohort.job import weights_in
from xaiviewer.commands.options.machines import add_device_argument, available
from xaiviewer.commands.options.method_seconds import kept
from xaiviewer.commands.options.method_tables import (
    Shapes,
    families_table,
    method_fields,
    method_words,
    methods_table,
    parameters_table,
)
from xaiviewer.commands.options.own_network import add_model_argument, model_of, refusals
from xaiviewer.commands.options.parser import case_or_folder, examples
from xaiviewer.commands.options.sanity_tables import summary, where_measured
from xaiviewer.commands.verbs.methods_measured import measured, measured_fields, measured_table
from xaiviewer.nets.input_shape import input_shape
from xaiviewer.requests import METHODS
from xaiviewer.requests.badges import NOT_MEASURED, Sanity, reference_fields, sanity_beside


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="the same for programs")
    how.add_argument("--markdown", action="store_true", help="the same as the manual's tables")
    parser.add_argument(
        "--measure",
        type=case_or_folder,
        metavar="PATH",
        help="explain one slice of this case by every method with its defaults, and say how long each took; takes many "
        "minutes",
    )
    add_model_argument(parser)
    add_device_argument(parser)
    parser.epilog = examples(
        ("xaiviewer methods", "every method, what it answers, what it costs and what can be set"),
        ("xaiviewer methods --json", "the same as JSON"),
        ("xaiviewer methods --model mine", "and which of them a network of yours cannot be asked by, and why"),
        ("xaiviewer methods --markdown", "the tables of the manual"),
        ("xaiviewer methods --measure patients/TCGA_CS_4942", "seconds of each on this machine"),
    )


def run(arguments: argparse.Namespace) -> int:
    """List the methods by family; costs are those of one slice with the parameters' defaults."""
    if arguments.measure is not None:
        return _measured(arguments.measure, arguments)
    cannot = refusals(model_of(arguments))
    shapes, known = shapes_in(paths.models()), kept(paths.resources())
    if arguments.json:
        sanity = _sanity(paths.models())
        fields = [
            {
                **method_fields(each, shapes, known.seconds),
                "sanity": _found(sanity, each.key),
                "cannot_be_asked": cannot.get(each.key, ""),
            }
            for each in METHODS.values()
        ]
        costs_for = {"channels": shapes["classification"].channels, "size": shapes["classification"].size}
        told = {"schema": 1, "costs_for": costs_for, "segmenter": shapes["segmentation"].size}
        measured_on = NOT_MEASURED if sanity is None else sanity.problem or reference_fields(sanity.reference)
        told |= {"seconds_on": known.sentence, "sanity": measured_on, "methods": fields}
        print(json.dumps(told, indent=1, ensure_ascii=False))
        return 0
    if arguments.markdown:
        tables = (families_table(known.seconds), methods_table(shapes, known.seconds), parameters_table())
        print("\n\n".join("\n".join(each) for each in tables))
        return 0
    sanity = _sanity(paths.models())
    checked = "Sanity checks (`xaiviewer sanity`): " + (NOT_MEASURED if sanity is None else _about(sanity))
    print(costs_sentence(shapes), known.sentence, checked, sep="\n")
    for family, methods in groupby(METHODS.values(), key=lambda method: method.family):
        print(f"\n{family[:1].upper()}{family[1:]}\n")
        words = {each.key: method_words(each, shapes, known.seconds) for each in methods}
        print(
            "\n\n".join("\n".join([told, *_lines(sanity, key), *_refused(cannot, key)]) for key, told in words.items())
        )
    return 0


def shapes_in(models: Path) -> Shapes:
    """What the networks of a folder of model packages take.

    Raises:
        ModelError: where a package cannot be read.
    """
    return {
        "classification": input_shape(models / "classifier"),
        "segmentation": input_shape(models / "segmenter"),
    }


def _refused(cannot: Mapping[str, str], method: str) -> list[str]:
    """Why a method cannot be asked, as a line of its own."""
    return [f"    cannot be asked: {cannot[method]}"] if method in cannot else []


def costs_sentence(shapes: Shapes) -> str:
    """What the costs are costs of."""
    shape, other = shapes["classification"], shapes["segmentation"]
    return (
        f"Costs: passes of one slice of {shape.channels} sequences through the bundled classifier, {shape.size} x "
        f"{shape.size} px, or segmenter, {other.size} x {other.size} px, with the defaults."
    )


def _sanity(models: Path) -> Sanity | None:
    """What sanity checks found about the bundled classifier's maps."""
    return sanity_beside(models / "classifier", dict(weights_in(models))["classifier"])


def _about(sanity: Sanity) -> str:
    return sanity.problem or where_measured(sanity)


def _lines(sanity: Sanity | None, method: str) -> list[str]:
    """What was found about a method, a line for each choice of layers."""
    found = [each for each in sanity.measured if each.method == method] if sanity is not None else []
    return [f"    {summary(each)}" for each in found] or [f"    sanity: {NOT_MEASURED}{_measuring(method)}"]


def _measuring(method: str) -> str:
    """What would measure it, where anything can."""
    return f"; on request: xaiviewer sanity CASE --methods {method}" if METHODS[method].checked else ""


def _found(sanity: Sanity | None, method: str) -> list[dict[str, Any]] | str:
    """The same for programs."""
    found = [each.fields() for each in sanity.measured if each.method == method] if sanity is not None else []
    return found or NOT_MEASURED


def _measured(case: Path, arguments: argparse.Namespace) -> int:
    """Measure every method and print the table."""
    found = measured(case, arguments.threads, available(arguments.device), model_of(arguments))
    if arguments.json:
        print(json.dumps(measured_fields(found), indent=1, ensure_ascii=False))
    else:
        print("\n".join(measured_table(found)))
    return 0
