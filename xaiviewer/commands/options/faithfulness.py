"""How it is asked whether marked places matter to the network, as an option of the command line."""

from __future__ import annotations

import argparse

from xaiviewer.requests.faithfulness import BLUR, REMOVALS


def add_faithfulness_argument(parser: argparse.ArgumentParser) -> None:
    """The removals; none where the option is left out, the usual one where it stands alone."""
    listed = "; ".join(f"{key}: {each.title}" for key, each in REMOVALS.items())
    parser.add_argument(
        "--faithfulness",
        nargs="?",
        type=_removals,
        const=(BLUR,),
        default=(),
        metavar="REMOVAL,...",
        help="also find out whether the places that maps mark matter to the network, by taking them away first and "
        "giving them back: of the layers that --layers names, else of the one that opens first, and of every map that "
        "was asked for; on the slices that --slices names, else on the one of the largest mask; about 400 passes for "
        f"each slice and removal, 56 more for each further map. What stands in their place is, {listed} (default where "
        f"none is named: {BLUR})",
    )


def _removals(text: str) -> tuple[str, ...]:
    """The removals of "blur,mean", once each."""
    keys = tuple(dict.fromkeys(each.strip() for each in text.split(",")))
    for key in keys:
        if key not in REMOVALS:
            raise argparse.ArgumentTypeError(f"there is no removal “{key}”; choose from {', '.join(REMOVALS)}")
    return keys
