"""The composition root: parses the command line, builds the parts, hands them to each other."""

from __future__ import annotations

import os

# The window multiplies small matrices; with threads of its own, BLAS would wait for cores that the networks hold.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is imported

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from xaiviewer import __version__, paths
from xaiviewer.commands import COMMANDS
from xaiviewer.commands.choices import add_choice_arguments, choices_of, for_one_case
from xaiviewer.commands.parser import Parser, case_or_folder, examples
from xaiviewer.errors import Cancelled, XaiViewerError

DONE, WRONG, INTERRUPTED = 0, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0 done, 2 wrong use or bad input, 130 interrupted."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words and words[0] in COMMANDS:
            return _command(words[0], words[1:])
        return _window(words)
    except XaiViewerError as error:
        print(f"xaiviewer: {error}", file=sys.stderr)  # noqa: T201
        return WRONG
    except (KeyboardInterrupt, Cancelled):
        print("xaiviewer: interrupted; nothing was left half written.", file=sys.stderr)  # noqa: T201
        return INTERRUPTED


def _command(name: str, words: list[str]) -> int:
    """Run a subcommand; only its own module is imported."""
    module = import_module(f"xaiviewer.commands.{name}")
    parser = Parser(f"xaiviewer {name}", COMMANDS[name])
    module.add_arguments(parser)
    status: int = module.run(parser.parse_args(words))
    return status


def _window(words: list[str]) -> int:
    """Open the window."""
    parser = Parser(
        "xaiviewer", "Review, layer by layer, what a network saw in MRI slices, beside the clinician's mask"
    )
    parser.usage = "xaiviewer [PATH ...]\n       xaiviewer COMMAND ..."
    parser.add_argument(
        "paths",
        nargs="*",
        type=case_or_folder,
        metavar="PATH",
        help="a patient's folder, a folder of patients, a zip or DICOMDIR, or one file; a synthetic head when none is "
        "named",
    )
    add_choice_arguments(parser)
    parser.add_argument("--version", action="version", version=f"xaiviewer {__version__}")
    parser.epilog = _commands() + examples(
        ("xaiviewer", "open the synthetic head"),
        ("xaiviewer patients", "open every patient below a folder"),
        ("xaiviewer study --sequences flair=5,t1c=9", "open one case with these series"),
        ("xaiviewer ./explain", "open a folder that is called like a command"),
        ("xaiviewer explain patients --output maps", "the same without a window"),
    )
    given = parser.parse_args(words)
    wanted: list[Path] = given.paths
    choices_of(given)  # complain before anything is loaded
    # Qt ends the process where a library or a display is missing: look before it starts.
    from xaiviewer.ui.preflight import check  # noqa: PLC0415

    check()
    # Torch before PySide6: on Windows the other order fails to load its libraries (WinError 1114).
    import torch  # noqa: F401, PLC0415

    from xaiviewer import readers  # noqa: PLC0415
    from xaiviewer.commands import networks  # noqa: PLC0415
    from xaiviewer.ui.app import Services, run  # noqa: PLC0415

    given.paths = wanted or [paths.phantom()]
    return run(given.paths, Services(for_one_case(given, readers), networks.load))


def _commands() -> str:
    """The list of commands for the help text."""
    listed = "\n".join(f"  {name:<10} {what}" for name, what in COMMANDS.items())
    return f"commands (see `xaiviewer COMMAND --help`):\n{listed}\n\n"


if __name__ == "__main__":
    sys.exit(main())
