"""Which series and which mask of a case to take, as options of the command line."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xaiviewer.case import AUTOMATIC, MAIN_SEQUENCE, SEQUENCES, Case, Choices
from xaiviewer.errors import UsageError

if TYPE_CHECKING:
    from xaiviewer.review.protocols import CaseReader

NONE = "none"
"""In place of a key: no such sequence, or no mask."""

EXAMPLE = f"{MAIN_SEQUENCE}=5,t1c=9"
"""Of `--sequences`, for examples."""

_ANY = "|".join(SEQUENCES)
_BETWEEN = re.compile(rf",(?=(?:{_ANY})=)")  # a file's name, and so a key, may hold a comma


def add_choice_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    group = parser.add_argument_group("which images and which mask (`xaiviewer inspect PATH` lists their keys)")
    group.add_argument(
        "--sequences",
        type=sequences,
        default=(),
        metavar=",".join(f"{key}=KEY" for key in SEQUENCES),
        help="the series of each sequence, all or some of them; t1=none or t1c=none leaves one out (default: "
        "recognised from names and attributes)",
    )
    group.add_argument("--mask", metavar="KEY|none", help="the mask (default: the one that fits best)")
    group.add_argument(
        "--segments",
        type=segments,
        default=(),
        metavar="N,...",
        help="numbers of the mask's segments that count as lesion (default: all but those named as anatomy)",
    )


def choices_of(arguments: argparse.Namespace) -> Choices:
    """What the options decide.

    Raises:
        UsageError: where segments are named of no mask.
    """
    mask = None if arguments.mask is None else "" if arguments.mask.lower() == NONE else arguments.mask
    if mask == "" and arguments.segments:
        raise UsageError("--segments names segments of a mask, but --mask says none; leave one of them out.")
    return Choices(arguments.sequences, mask, arguments.segments)


def for_one_case(arguments: argparse.Namespace, reader: CaseReader) -> CaseReader:
    """`reader`, or where the options decide something, one that opens the single case at the paths accordingly.

    Raises:
        UsageError: where choices are given but not exactly one case is opened.
        ReadError: where nothing lies there.
    """
    choices = choices_of(arguments)
    if choices == AUTOMATIC:
        return reader
    cases = [case for path in arguments.paths for case in reader.search(path).cases]
    if len(cases) != 1:
        raise UsageError(f"--sequences, --mask and --segments are for one case, but {len(cases)} are opened; name one.")
    return _Decided(reader, choices)


class _Decided:
    """A reader that takes what was decided on the command line, until something else is decided in the window."""

    def __init__(self, reader: CaseReader, choices: Choices) -> None:
        self.search = reader.search
        self.contents = reader.contents
        self._load = reader.load_case
        self._choices = choices

    def load_case(self, path: Path, choices: Choices = AUTOMATIC, **options: Any) -> Case:
        """See `readers.load_case`."""
        return self._load(path, self._choices if choices == AUTOMATIC else choices, **options)


def sequences(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs in "t1=KEY,t1c=KEY"."""
    found: dict[str, str] = {}
    for part in _BETWEEN.split(text):
        name, equals, key = part.partition("=")
        name = name.strip().lower()
        if not equals or name not in SEQUENCES or not key.strip():
            raise argparse.ArgumentTypeError(
                f"“{part}” is not like {MAIN_SEQUENCE}=KEY with one of {', '.join(SEQUENCES)}"
            )
        if name in found:
            raise argparse.ArgumentTypeError(f"{name} is named twice")
        found[name] = "" if key.strip().lower() == NONE else key.strip()
    return tuple((name, found[name]) for name in SEQUENCES if name in found)


def segments(text: str) -> tuple[int, ...]:
    """The numbers in "1,2"."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        raise argparse.ArgumentTypeError(f"“{text}” is not a list of numbers like 1,2")
    return tuple(sorted({int(part) for part in parts}))
