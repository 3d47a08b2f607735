"""``xaiviewer review adjudicate``: what two readers differ on; `review answer --between` decides it."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from xaiviewer.commands.options.projects import opened, told_answer, told_place
from xaiviewer.ledger import adjudication
from xaiviewer.ledger.adjudication import Difference
from xaiviewer.ledger.marked import overlap
from xaiviewer.readers.naming.names import shown


def add_between(parser: argparse.ArgumentParser, told: str) -> None:
    """The option that names two readers."""
    parser.add_argument("--between", nargs=2, metavar=("READER", "READER"), help=told)


def add_adjudicate_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `review adjudicate`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a project into which readers' copies were merged")
    parser.add_argument("--reader", metavar="NAME", help="who decides; never one of the two")
    add_between(parser, "the two readers (default: the first two beside the one who decides)")
    parser.add_argument("--open", action="store_true", help="only what nobody decided yet")


def run_adjudicate(arguments: argparse.Namespace) -> int:
    """List what two readers differ on."""
    with opened(arguments.file) as project:
        wanted = None if arguments.between is None else (arguments.between[0], arguments.between[1])
        first, second = adjudication.pair(project.database, arguments.reader, wanted)
        found = adjudication.differences(project.database, project.form, first, second)
    print(shown(f"{first} and {second} differ on {len(found.cases)} of {found.both} cases."))
    if not found.both:
        print(
            "No question is answered by both; the answers of a reader study are not decided on: see `review figures`."
        )
        return 0
    listed = found.open if arguments.open else found.found
    case = ""
    for each in listed:
        if each.case != case:
            case = each.case
            print(shown(f"  {each.label}"))
        print(shown(f"    {_line(each)}"))
    print(f"{len(found.found) - len(found.open)} of {len(found.found)} questions are decided.")
    return 0


def _line(each: Difference) -> str:
    place = told_place(each.place)
    told = f"{each.question}{f' on {place}' if place else ''}: "
    told += (
        f"{each.first.reader} {told_answer(each.first.value)} | {each.second.reader} {told_answer(each.second.value)}"
    )
    if isinstance(each.first.value, dict) and not math.isnan(shared := overlap(each.first.value, each.second.value)):
        told += f" (Dice {shared:.2f})"
    if each.decision is None:
        return told
    return f"{told} | decided by {each.decision.reader}: {told_answer(each.decision.value)}"
