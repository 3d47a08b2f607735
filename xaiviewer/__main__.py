"""The composition root: parses the command line, builds the parts, hands them to each other."""

from __future__ import annotations

import os

from xaiviewer.starting import INTERRUPTED, begun, end_at_once_if_interrupted

if __name__ == "__main__":
    end_at_once_if_interrupted()  # the imports below take half a second

# The window multiplies small matrices; with threads of its own, BLAS would wait for cores that the networks hold.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is imported

import argparse
import errno
import io
import logging
import multiprocessing
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from xaiviewer import __version__, paths
from xaiviewer.case import AUTOMATIC
from xaiviewer.codes import coded
from xaiviewer.commands import COMMANDS
from xaiviewer.commands.options.audits import add_audit_arguments, audit_of
from xaiviewer.commands.options.choices import EXAMPLE, add_choice_arguments, choices_of, for_one_case
from xaiviewer.commands.options.machines import DEVICES, available
from xaiviewer.commands.options.own_network import (
    add_model_argument,
    add_segmenter_argument,
    model_of,
    segmenter_of,
)
from xaiviewer.commands.options.parser import Parser, case_or_folder, examples, existing
from xaiviewer.commands.options.studies import add_study_arguments
from xaiviewer.errors import Cancelled, XaiViewerError

if TYPE_CHECKING:
    from xaiviewer.audit.opening import Opened
    from xaiviewer.ui.start.self_test import TestedWindow

DONE, WRONG = 0, 2
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)

NATIVE_SPLASH = sys.platform == "win32"
"""Whether Windows paints the splash, before Qt is read: the first time, a virus scanner there reads it too."""

TORCH_FIRST = NATIVE_SPLASH and not hasattr(sys, "_MEIPASS")
"""Whether torch must be imported before Qt: on the older C++ runtime that a wheel of Qt may bring, torch's libraries
fail (WinError 1114). The frozen program holds one runtime, the newest (packaging/left_out.py)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status.

    0 is done, 1 a failed self-test, 2 wrong use or bad input, 130 interrupted.
    """
    multiprocessing.freeze_support()  # a frozen program's child process starts here too
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A pipe under Windows speaks a code page that lacks most letters.
        sys.stdout.reconfigure(errors="backslashreplace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _answered(words, whole_process=arguments is None)
    except (KeyboardInterrupt, Cancelled):  # also while a refusal is looked up
        print("xaiviewer: interrupted; nothing was left half written.", file=sys.stderr)  # noqa: T201
        return INTERRUPTED


def _answered(words: list[str], *, whole_process: bool) -> int:
    """Do what is asked; whatever is refused is told in one sentence."""
    try:
        if words and words[0] in COMMANDS:
            status = _command(words[0], words[1:])
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.flush()  # here, where a pipe that was closed is no fault
            return status
        status = _window(words)
        return _ended(status) if whole_process else status
    except XaiViewerError as error:
        print(f"xaiviewer: {coded(error)}", file=sys.stderr)  # noqa: T201
        return WRONG
    except BrokenPipeError:  # whoever reads the output, such as head, has seen enough
        _let_go_of_output()
        return DONE
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            told = f"{str(error.filename)[:80]}… is a longer name than any file has; name another."
        elif error.errno in _FULL and error.filename is None:
            _let_go_of_output()
            told = f"What is printed cannot be written where it goes ({error.strerror}); make room there."
        else:
            raise
        print(f"xaiviewer: {told}", file=sys.stderr)  # noqa: T201
        return WRONG


def _let_go_of_output() -> None:
    """Nothing more can be printed: the last flush would only fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _ended(status: int) -> int:
    """The status of a process that was started for its window; it ends here where a thread was left behind.

    One in the middle of a pass through a network, or that waits for a disk, cannot be stopped, and Python would wait
    for it. Nothing more can come of it: whatever is kept has been kept by now, whole.
    """
    if any(not each.daemon and each is not threading.main_thread() for each in threading.enumerate()):
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # a windowed program under Windows has none
                stream.flush()
        os._exit(status)
    return status


def _command(name: str, words: list[str]) -> int:
    """Run a subcommand; only its own module is imported."""
    module = import_module(f"xaiviewer.commands.verbs.{name}")
    parser = Parser(f"xaiviewer {name}", COMMANDS[name])
    module.add_arguments(parser)
    begun()
    with _ended_as_interrupted():
        status: int = module.run(parser.parse_args(words))
    return status


@contextmanager
def _ended_as_interrupted() -> Iterator[None]:
    """Let a batch system's request to end (SIGTERM) do what Ctrl+C does: nothing is left half written."""
    if threading.current_thread() is not threading.main_thread():  # no other may say what a signal does
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _window(words: list[str]) -> int:
    """Open the window."""
    begun()
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
    add_audit_arguments(parser)
    add_study_arguments(parser)
    add_model_argument(parser)
    add_segmenter_argument(parser)
    _add_start_arguments(parser)
    parser.epilog = _commands() + examples(
        ("xaiviewer", "open the synthetic head"),
        ("xaiviewer patients", "open every patient below a folder"),
        (f"xaiviewer study --sequences {EXAMPLE}", "open one case with these series"),
        ("xaiviewer ./explain", "open a folder that is called like a command"),
        ("xaiviewer explain patients --output maps", "the same without a window"),
        ("xaiviewer --audit audited", "open an audit's cases, and list where decision and attention disagree"),
        ("xaiviewer patients --project study.xaireview", "review them; your answers go into that project"),
        ("xaiviewer --study reader-1", "sit at a session of a reader study"),
        ("xaiviewer --self-test result.json", "see whether everything works on this machine"),
    )
    given = parser.parse_args(words)
    if given.offscreen or given.self_test is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if given.self_test is not None:
        return _self_test(given.self_test, given.picture)
    choices, audit = choices_of(given), audit_of(given)  # complain before anything is loaded
    given.model, given.segmenter = model_of(given), segmenter_of(given)
    if given.device is not None:
        available(given.device)
    # Qt ends the process where a library or a display is missing: look before it starts.
    from xaiviewer.ui.start.preflight import check  # noqa: PLC0415

    check()
    if given.study is not None:
        return _study(given)
    of_one = (
        choices != AUTOMATIC
        or audit is not None
        or bool(given.project or given.model or given.segmenter or given.device)
    )  # these hold for one window
    if given.new_window or of_one:
        return _open(given, None, audit)
    from xaiviewer.ui.start.second_start import is_first, place  # noqa: PLC0415

    at = place()
    if at is None:
        return _open(given, None)
    try:
        return _open(given, at.address) if is_first(at, given.paths) else DONE
    finally:
        at.release()


def _add_start_arguments(parser: Parser) -> None:
    """How the window is opened, whatever is opened in it."""
    parser.add_argument("--version", action="version", version=f"xaiviewer {__version__}")
    parser.add_argument(
        "--new-window", action="store_true", help="leave a window that is open already alone, and open another"
    )
    parser.add_argument(
        "--project",
        type=existing,
        metavar="FILE.xaireview",
        help="the project that your answers go into, as `xaiviewer review new` makes it (default: the last one)",
    )
    parser.add_argument(
        "--device",
        choices=DEVICES,
        help="what the networks run on (default: as the preferences say; CUDA where there is some, else the processor)",
    )
    parser.add_argument(
        "--offscreen", action="store_true", help="paint without a display: nothing is seen, everything else is as ever"
    )
    parser.add_argument(
        "--self-test",
        nargs="?",
        const="",
        metavar="FILE",
        help="do the whole job once on the synthetic head, without a display, and say how it went, as JSON, also in "
        "FILE; exits with 1 on any failure",
    )
    parser.add_argument("--picture", type=Path, metavar="FILE", help="of --self-test: the painted window, as PNG")


def _open(given: argparse.Namespace, address: str | None, audit: Opened | None = None) -> int:
    """Open the window, at first the splash. Where it may be, torch is left to the worker: importing it takes long."""
    if NATIVE_SPLASH:
        from xaiviewer.ui.start.windows_splash import splash as first  # noqa: PLC0415 - it needs no Qt

        end = first()
    else:
        from xaiviewer.ui.start.splash import splash  # noqa: PLC0415

        end = splash()
    if TORCH_FIRST:
        import torch  # noqa: F401, PLC0415
    try:
        from xaiviewer.ui.start.collecting import held_off  # noqa: PLC0415

        with held_off():
            from xaiviewer import readers  # noqa: PLC0415
            from xaiviewer.commands.options import networks  # noqa: PLC0415
            from xaiviewer.commands.options.own_networks import OwnNetworks  # noqa: PLC0415
            from xaiviewer.ui.settings.computing import device, network, outliner, threads  # noqa: PLC0415
            from xaiviewer.ui.start.app import Services, run  # noqa: PLC0415

        where = given.device or device()
        own = OwnNetworks(
            given.model,
            network(),
            segmenter=given.segmenter,
            outliner=outliner(),
            device=where,
            threads=threads(),
        )
        reader = for_one_case(given, readers)
        exporter = partial(networks.exporter, own.load, reader)
        services = Services(reader, own.loading(own.opened), networks.beside, exporter, own)
        return run(
            given.paths,
            services,
            audit=audit,
            disagreement=given.disagreement,
            otherwise=paths.phantom(),
            project=given.project,
            address=address,
            shown=end,
        )
    finally:
        end()


def _study(given: argparse.Namespace) -> int:
    """Open the window of a reader study: it needs no network."""
    from xaiviewer.ui.start.studies import run_study  # noqa: PLC0415 - no other start needs it

    return run_study(given.study, given.released)


def _self_test(file: str, picture: Path | None) -> int:
    """Test the program in this place."""
    from xaiviewer.commands.options.outputs import replaceable  # noqa: PLC0415 - no other start needs it
    from xaiviewer.commands.self_test.job import run  # noqa: PLC0415

    replaceable("the result", Path(file) if file else None)
    replaceable("the picture", picture)
    return run(Path(file) if file else None, _tested_window, picture=picture)


def _tested_window() -> TestedWindow:
    """The real window for the self-test, shown."""
    from xaiviewer.ui.start.preflight import check  # noqa: PLC0415

    check()
    if TORCH_FIRST:
        import torch  # noqa: F401, PLC0415
    from xaiviewer import readers  # noqa: PLC0415
    from xaiviewer.commands.options import networks  # noqa: PLC0415
    from xaiviewer.ui.start.app import Services  # noqa: PLC0415
    from xaiviewer.ui.start.self_test import TestedWindow  # noqa: PLC0415

    return TestedWindow(Services(readers, networks.load))


def _commands() -> str:
    """The list of commands for the help text."""
    listed = "\n".join(f"  {name:<10} {what}" for name, what in COMMANDS.items())
    return f"commands (see `xaiviewer COMMAND --help`):\n{listed}\n\n"


if __name__ == "__main__":
    sys.exit(main())
