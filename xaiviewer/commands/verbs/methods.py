"""``xaiviewer methods``: what can be asked of a network."""

from __future__ import annotations

import argparse
import json
from itertools import groupby

from xaiviewer.commands.options.methods import method_fields, method_words
from xaiviewer.commands.options.parser import examples
from xaiviewer.requests import METHODS, InputShape


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--json", action="store_true", help="the same for programs")
    parser.epilog = examples(
        ("xaiviewer methods", "every method, what it answers, what it costs and what can be set"),
        ("xaiviewer methods --json", "the same as JSON"),
    )


def run(arguments: argparse.Namespace) -> int:
    """List the methods by family; costs are those of one slice with the parameters' defaults."""
    shape = InputShape()
    if arguments.json:
        fields = [method_fields(each, shape) for each in METHODS.values()]
        costs_for = {"channels": shape.channels, "size": shape.size}
        print(json.dumps({"schema": 1, "costs_for": costs_for, "methods": fields}, indent=1, ensure_ascii=False))
        return 0
    print(
        f"Costs: passes of one slice of {shape.channels} sequences, {shape.size} x {shape.size} px, with the defaults."
    )
    for family, methods in groupby(METHODS.values(), key=lambda method: method.family):
        print(f"\n{family[:1].upper()}{family[1:]}\n")
        print("\n\n".join(method_words(each, shape) for each in methods))
    return 0
