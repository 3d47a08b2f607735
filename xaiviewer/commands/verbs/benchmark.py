"""``xaiviewer benchmark``: the program's speed against what is possible, and against other implementations."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from xaiviewer import paths
from xaiviewer.benchmarks.report import report, table
from xaiviewer.benchmarks.targets import TARGETS
from xaiviewer.benchmarks.timing import Measured
from xaiviewer.commands.options.outputs import replaceable
from xaiviewer.commands.options.own_network import add_model_argument, model_of
from xaiviewer.commands.options.parser import examples
from xaiviewer.commands.options.progress import Progress
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.records.folders import write_whole
from xaiviewer.records.manifest import as_json

PROBES = tuple(dict.fromkeys(target.probe for target in TARGETS.values()))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements to FILE too; replaced")
    parser.add_argument(
        "--only", action="append", choices=PROBES, metavar="PROBE", help=f"one of {', '.join(PROBES)}; may be repeated"
    )
    add_model_argument(parser)
    parser.epilog = examples(
        ("xaiviewer benchmark", "measure everything on the phantom and the bundled networks, in a few minutes"),
        ("xaiviewer benchmark --json speed.json --only layers", "all layers of one slice, also as JSON"),
        ("xaiviewer benchmark --only layers --model mine", "of a network of your own"),
    ) + (
        "\n\nRatios are taken from repetitions that alternate in one process. The limit is one forward pass and one\n"
        "backward pass to the input, with frozen weights and nothing kept. Other implementations are raced where they\n"
        "are installed (the extra “peers”). The windows are painted by Qt's software renderer, without a display."
    )


def run(arguments: argparse.Namespace) -> int:
    """Measure, each probe in a process of its own, and print the table."""
    replaceable("the measurements", arguments.json)
    if getattr(sys, "frozen", False):
        raise UsageError("The installed program cannot measure itself; run the benchmark from the source or a wheel.")
    wanted, own = arguments.only or PROBES, model_of(arguments)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    found: dict[str, Measured] = {}
    with Progress(len(wanted), "measurements") as progress:
        for number, probe in enumerate(wanted):
            progress.say(f"measuring: {probe}")
            progress.at(number, probe)
            found |= measure(probe, paths.phantom(), paths.models(), own)
    made = report(found, started=started, load_average=load)
    if arguments.json is not None:
        write_whole(arguments.json, as_json(made))
    print(table(made))
    return 0


def measure(probe: str, case: Path, models: Path, own: Path | None = None) -> dict[str, Measured]:
    """Run one probe in a fresh process, without a display.

    Raises:
        XaiViewerError: where it fails, with the last thing it said.
    """
    command = [sys.executable, "-m", "xaiviewer.benchmarks", probe, str(case), str(models)]
    command += [] if own is None else [str(own)]
    with tempfile.TemporaryDirectory(prefix="xaiviewer-benchmark-") as empty:  # the reader's settings are none of it
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": empty}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)  # noqa: S603
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        raise XaiViewerError(f"The measurement “{probe}” failed: {last}")
    measured = json.loads(done.stdout.strip().splitlines()[-1])
    return {key: Measured(**fields) for key, fields in measured.items()}
