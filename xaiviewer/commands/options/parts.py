"""Commands that have parts of their own: ``xaiviewer review merge``, ``xaiviewer model list``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from xaiviewer.commands.options.parser import Parser, examples

Part = tuple[str, Callable[[argparse.ArgumentParser], None], tuple[tuple[str, str], ...]]
"""What a part does, what adds its options, and its examples: a command and what it is for."""


def add_parts(parser: argparse.ArgumentParser, parts: Mapping[str, Part], *, closing: str, name: str = "part") -> None:
    """Give a command its parts, each with a help of its own.

    Args:
        parser: the command's.
        parts: by what is typed.
        closing: said after the command's examples, the first of each part.
        name: of the attribute that tells which part was typed.
    """
    below = parser.add_subparsers(dest=name, required=True, metavar="WHAT", parser_class=Parser)
    for key, (what, add, lines) in parts.items():
        part = below.add_parser(key, help=what, description=what)
        add(part)
        part.epilog = examples(*lines)
    parser.epilog = f"{examples(*(lines[0] for _, _, lines in parts.values()))}\n\n{closing}"
