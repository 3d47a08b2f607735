"""``xaiviewer train``: repeat the bundled weights, or make new ones."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from xaiviewer import paths
from xaiviewer.commands.options.parser import examples, existing
from xaiviewer.commands.options.progress import Progress
from xaiviewer.errors import UsageError
from xaiviewer.records import NOTICE

NETWORKS = ("classifier", "segmenter")
CARDS = "cards"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "network",
        choices=(*NETWORKS, CARDS),
        help="which network to train; cards measures the bundled pair on patients that did not train it and writes the "
        "figures into its packages",
    )
    parser.add_argument("data", type=existing, metavar="DATA", help="a folder of patients with masks")
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("runs"),
        metavar="DIR",
        help="where the runs live, one folder for each network; those found there are resumed (default: ./runs)",
    )
    parser.add_argument("--seed", type=int, default=0, help="of the folds and the training (default: %(default)s)")
    parser.add_argument("--folds", type=int, default=3, help="of the cross-validation (default: %(default)s)")
    parser.add_argument(
        "--device", choices=("auto", "cpu", "cuda"), default="auto", help="where (default: %(default)s)"
    )
    parser.add_argument(
        "--permuted", action="store_true", help="train one on labels dealt anew, too: its maps show chance"
    )
    parser.add_argument(
        "--ensemble",
        action="store_true",
        help="put the folds' segmenters into the package as well, for `--outline thorough`",
    )
    parser.add_argument(
        "--without-tumour",
        type=existing,
        metavar="DIR",
        help="with cards: cases that have no tumour; the card says how many of their slices are called so",
    )
    parser.epilog = examples(
        ("xaiviewer train classifier patients", "train; run it again after an interruption to go on"),
        ("xaiviewer train segmenter patients --output elsewhere --seed 1", "another seed, another place"),
        ("xaiviewer train cards patients", "measure the bundled networks, every patient by those that never saw him"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Train and say where the model package is, or measure the packages there are."""
    if arguments.network == CARDS:
        return _cards(arguments.data, arguments.output, arguments.without_tumour)
    if getattr(sys, "frozen", False):
        raise UsageError(
            "The installed program does not train: it comes without the parts of torch that only training needs. Start "
            "xaiviewer from its source instead; the README says how."
        )
    folder = arguments.output / arguments.network
    if any(each.exists() and not each.is_dir() for each in (arguments.output, folder)):
        raise UsageError(f"{arguments.output} is a file; name a folder for the runs.")
    from xaiviewer.training.run import train  # noqa: PLC0415 - torch takes seconds to import

    with Progress(100, "%") as progress:
        package = train(
            arguments.network,
            arguments.data,
            folder,
            folds=arguments.folds,
            seed=arguments.seed,
            device=arguments.device,
            permuted=arguments.permuted,
            ensemble=arguments.ensemble,
            report=progress.say,
            progress=lambda member, share: progress.at(100 * share, f"training the {arguments.network}, {member}"),
        )
    print(f"The model package is in {package}. {NOTICE}")
    return 0


def _cards(data: Path, runs: Path, without_tumour: Path | None) -> int:
    """Measure the bundled networks; their manifests and cards are replaced."""
    from xaiviewer.training.measuring.cards import write_cards  # noqa: PLC0415 - torch takes seconds to import
    from xaiviewer.training.measuring.figures import measure  # noqa: PLC0415
    from xaiviewer.training.measuring.judges import Judge, judges_of  # noqa: PLC0415

    classifier, segmenter = (paths.models() / name for name in NETWORKS)
    judges = judges_of(classifier, segmenter, runs)
    with Progress(100, "%") as progress:
        figures = measure(
            judges,
            data,
            Judge(classifier, segmenter, ()),
            without_tumour=without_tumour,
            progress=lambda name, done, total: progress.at(100 * done / total, name),
        )
    write_cards(figures, classifier, segmenter)
    print(f"The figures are in {classifier.parent}. {NOTICE}")
    return 0
