"""The argument parser: complains in one sentence, keeps the line breaks of examples."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from xaiviewer.errors import UsageError
from xaiviewer.records import NOTICE
from xaiviewer.requests import OUTLINES, AnalysisSettings

_NEGATIVE = re.compile(r"-(\d+\.?\d*|\.\d+)(e[+-]?\d+)?(,.*)?$", re.IGNORECASE)
"""A number below 0, or several: argparse itself takes -1e3 and -0.5,0.5 for options."""


class Parser(argparse.ArgumentParser):
    """An `argparse.ArgumentParser` that raises UsageError with one sentence in place of printing its usage."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog,
            description=f"{description[:1].upper()}{description[1:]}. {NOTICE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self._negative_number_matcher = _NEGATIVE

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """The arguments; what none of them is, is refused here: argparse leaves that of a part to the whole command.

        Raises:
            UsageError: for what is no argument; with the option that it may be meant for. And for an empty one: as a
                path it would be the folder in which one happens to be.
        """
        if any(not word or (word.startswith("--") and word.endswith("=")) for word in args or ()):
            self.error("An argument is empty, as a variable without a value leaves it: give it one or leave it out")
        given, unknown = super().parse_known_args(args, namespace)
        if unknown:
            word = unknown[0].partition("=")[0]
            meant = get_close_matches(word, self._option_string_actions, 1, 0.75) if word.startswith("--") else []
            self.error(f"unrecognized arguments: {' '.join(unknown)}{''.join(f' (meant {each}?)' for each in meant)}")
        return given, unknown

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"{message[:1].upper()}{message[1:].rstrip('.')}; see `{self.prog} --help`.")


def examples(*lines: tuple[str, str]) -> str:
    """The examples at the end of a help text: each command, then what it does."""
    return "examples:\n" + "\n".join(f"  {command}\n      {what}" for command, what in lines)


def existing(text: str) -> Path:
    """An argument that names something that is there; UsageError where nothing is."""
    path = Path(text)
    if not path.exists():
        raise UsageError(f"{text} does not exist; check the name (`xaiviewer --help` lists the commands).")
    return path


def case_or_folder(text: str) -> Path:
    """An argument that names cases: something that is there, or the address of a study within it."""
    path = Path(text)
    if path.exists():
        return path
    from xaiviewer.readers import is_address  # noqa: PLC0415 - the splash does not wait for it

    return path if is_address(path) else existing(text)


def share(text: str) -> float:
    """An argument between 0 and 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 to 1")
    return value


def add_outline_arguments(parser: argparse.ArgumentParser) -> None:
    """The options for `AnalysisSettings.gate` and `AnalysisSettings.outline`."""
    parser.add_argument(
        "--gate",
        type=share,
        metavar="P",
        help="the probability of the finding above which a slice is outlined (default: what the weights' manifest "
        "says, else that above which it is called so)",
    )
    parser.add_argument(
        "--outline",
        choices=tuple(OUTLINES),
        default=AnalysisSettings().outline,
        help="; ".join(f"{name}: {what}" for name, what in OUTLINES.items()) + " (default: %(default)s)",
    )


def add_threshold_argument(parser: argparse.ArgumentParser) -> None:
    """The option for `AnalysisSettings.threshold`."""
    parser.add_argument(
        "--threshold",
        type=share,
        default=AnalysisSettings().threshold,
        metavar="SHARE",
        help="of a map's maximum above which a cell counts as marked, for IoU and Dice (default: %(default)s)",
    )
