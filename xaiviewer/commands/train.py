"""``xaiviewer train``: repeat the bundled weights, or make new ones."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from xaiviewer import paths
from xaiviewer.commands.networks import load
from xaiviewer.commands.parser import examples, existing
from xaiviewer.commands.progress import Progress
from xaiviewer.errors import UsageError
from xaiviewer.records import NOTICE

NETWORKS = ("classifier", "segmenter")
CARDS = "cards"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "network",
        choices=(*NETWORKS, CARDS),
        help="which network to train; cards measures the bundled pair on its own test patients and writes the figures "
        "into its packages",
    )
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
        ("xaiviewer train cards patients", "measure the bundled networks on their own test patients"),
        ("xaiviewer evaluate patients --patients classifier-run/split.json --output r.json", "judge unseen patients"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Train and say where the model package is, or measure the packages there are."""
    if arguments.network == CARDS:
        return _cards(arguments.data)
    if getattr(sys, "frozen", False):
        raise UsageError(
            "The installed program does not train: it comes without the parts of torch that only training needs. Start "
            "xaiviewer from its source instead; the README says how."
        )
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


def _cards(data: Path) -> int:
    """Measure the bundled networks; their manifests and cards are replaced."""
    from xaiviewer.nets.models import load_model  # noqa: PLC0415 - torch takes seconds to import
    from xaiviewer.training.cards import write_cards  # noqa: PLC0415
    from xaiviewer.training.figures import measure  # noqa: PLC0415

    classifier, segmenter = (paths.models() / name for name in NETWORKS)
    split = load_model(classifier).manifest["training"]["split"]
    if split != load_model(segmenter).manifest["training"]["split"]:
        raise UsageError("The two networks were trained on different patients; train both with the same seed.")
    with Progress(100, "%") as progress:
        figures = measure(
            load(),
            data,
            validation=split["validation"],
            test=split["test"],
            train=split["train"],
            progress=lambda name, done, total: progress.at(100 * done / total, name),
        )
    write_cards(figures, classifier, segmenter)
    print(f"The figures are in {classifier.parent}. {NOTICE}")
    return 0
