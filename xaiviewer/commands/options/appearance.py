"""`Appearance` as options of the command line: each by its field's name, with its field's words and default."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import Field, fields, replace
from types import MappingProxyType
from typing import Any, get_args

from xaiviewer.commands.options.parser import share
from xaiviewer.display.appearance import CHOICES, HELP, Appearance, Fusion


def add_appearance_arguments(
    parser: argparse.ArgumentParser, left_open: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Options for pictures; the numbers in manifest.json and maps.npz do not depend on them.

    Args:
        parser: that of a command.
        left_open: fields that are None where nothing is said, and what becomes of them then, for the help text.
    """
    group = parser.add_argument_group("pictures", "How maps are drawn. The numbers that are written do not change.")
    for each in _offered():
        flag = f"--{each.name.replace('_', '-')}"
        default = None if each.name in left_open else each.default
        told = left_open.get(each.name, default)
        words = each.metadata[HELP] + ("" if told is None else f" (default: {told})")
        if isinstance(each.default, bool):
            words = f"{each.metadata[HELP]} (default: {flag if each.default else flag.replace('--', '--no-')})"
            group.add_argument(flag, action=argparse.BooleanOptionalAction, default=each.default, help=words)
        elif each.metadata[CHOICES]:
            group.add_argument(flag, choices=each.metadata[CHOICES], default=default, help=words)
        else:
            group.add_argument(flag, type=share, metavar="SHARE", default=default, help=words)
    group.add_argument(
        "--fuse",
        choices=get_args(Fusion),
        help="also draw all written layers as one per slice, each scaled to its own maximum first",
    )


def appearance_of(arguments: argparse.Namespace) -> Appearance:
    """What the options ask for."""
    asked = Appearance(**{each.name: getattr(arguments, each.name) for each in _offered()})
    return replace(asked, fusion=arguments.fuse or asked.fusion)


def _offered() -> list[Field[Any]]:
    return [each for each in fields(Appearance) if HELP in each.metadata]
