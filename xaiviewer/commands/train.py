"""``xaiviewer train``: repeat the bundled weights, or make new ones."""

from __future__ import annotations

import argparse
from pathlib import Path

from xaiviewer.commands.parser import examples, existing
from xaiviewer.commands.progress import Progress
from xaiviewer.errors import UsageError
from xaiviewer.records import NOTICE

NETWORKS = ("classifier", "segmenter")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("network", choices=NETWORKS, help="which network to train")
    parser.add_argument("data", type=existing, metavar="DATA", help="a folder of patients with masks")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="where the run lives; one found there is resumed (default: ./<network>-run)",
    )
    parser.add_argument("--seed", type=int, default=0, help="of the split and the training (default: %(default)s)")
    parser.add_argument(
        "--validation", type=int, default=8, help="patients that choose the weights (default: %(default)s)"
    )
    parser.add_argument(
        "--test", type=int, default=10, help="patients kept for the final figures (default: %(default)s)"
    )
    parser.epilog = examples(
        ("xaiviewer train classifier patients", "train; run it again after an interruption to go on"),
        ("xaiviewer train segmenter patients --output run --seed 1", "another seed, another place"),
        ("xaiviewer evaluate patients --patients classifier-run/split.json --output r.json", "judge unseen patients"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Train and say where the model package is."""
    folder = arguments.output or Path(f"{arguments.network}-run")
    if arguments.validation < 1 or arguments.test < 0:
        raise UsageError("Training needs at least one validation patient, and no fewer than 0 test patients.")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder for the run.")
    from xaiviewer.training.run import train  # noqa: PLC0415 - torch takes seconds to import

    with Progress(100, "%") as progress:
        package = train(
            arguments.network,
            arguments.data,
            folder,
            seed=arguments.seed,
            validation=arguments.validation,
            test=arguments.test,
            report=progress.say,
            progress=lambda share: progress.at(100 * share, f"training the {arguments.network}"),
        )
    print(f"The model package is in {package}. {NOTICE}")
    return 0
