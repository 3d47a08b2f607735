"""By what is computed, and by whom, as options of the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

DEVICES = ("auto", "cpu", "cuda", "mps")
"""What the networks may run on."""


def add_device_argument(parser: argparse.ArgumentParser) -> None:
    """The options on what the networks run."""
    parser.add_argument(
        "--device",
        choices=DEVICES,
        default="auto",
        help="what the networks run on; auto: CUDA where there is some, else the processor (default: %(default)s)",
    )
    parser.add_argument(
        "--threads",
        type=_positive,
        metavar="N",
        help="that share a pass through a network (default: all; with --workers, an equal part for each); equal "
        "numbers give equal bits",
    )


def add_machine_arguments(parser: argparse.ArgumentParser) -> None:
    """The options on who works on a cohort."""
    group = parser.add_argument_group(
        "many cases at once",
        "Cases are handed to processes of this machine, or of others, through dask.distributed (the extra “cluster”). "
        "What they write is what one process would.",
    )
    group.add_argument("--workers", type=_positive, metavar="N", help="so many processes of this machine")
    group.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="of a dask scheduler, such as tls://host:8786; its workers must see the same folders and have the same "
        "version of xaiviewer. Over TLS alone: dask's messages are pickles that can run any program",
    )
    for name, what in (
        ("ca", "the certificate of the authority that both sides trust"),
        ("cert", "this side's certificate"),
        ("key", "its key"),
    ):
        group.add_argument(f"--tls-{name}", type=Path, metavar="FILE", help=f"of --scheduler: {what} (PEM)")


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 1 on")
    return int(text)


def available(device: str) -> str:
    """A device that can be had.

    Raises:
        UsageError: for one that is not here.
    """
    if device not in {"auto", "cpu"}:  # these are everywhere, and torch takes seconds to import
        from xaiviewer.nets.devices import device_named  # noqa: PLC0415

        device_named(device)
    return device
