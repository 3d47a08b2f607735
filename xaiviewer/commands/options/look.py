"""The display choices of the window as options of the command line."""

from __future__ import annotations

import argparse
from typing import get_args

from xaiviewer.case import SEQUENCES
from xaiviewer.case.frame import Alignment
from xaiviewer.commands.options.parser import share
from xaiviewer.display.colour import COLOUR_MAPS
from xaiviewer.display.heat import Contrast, Fusion, HeatStyle, Normalisation, Polarity
from xaiviewer.records.pictures.look import Look

_DEFAULT, _LOOK = HeatStyle(), Look()


def add_look_arguments(parser: argparse.ArgumentParser) -> None:
    """Options for pictures; the numbers in manifest.json and maps.npz do not depend on them."""
    group = parser.add_argument_group("pictures", "How maps are drawn. The numbers that are written do not change.")
    group.add_argument(
        "--polarity",
        choices=get_args(Polarity),
        default=_DEFAULT.polarity,
        help="what speaks for the class, both signs alike, or both signs in two colours (default: %(default)s)",
    )
    group.add_argument(
        "--normalise",
        choices=get_args(Normalisation),
        default=_DEFAULT.normalise,
        help="full colour is the maximum of the slice, or of the case (default: %(default)s)",
    )
    group.add_argument(
        "--contrast", choices=get_args(Contrast), default=_DEFAULT.contrast, help="(default: %(default)s)"
    )
    group.add_argument(
        "--colour-map",
        choices=[key for key, each in COLOUR_MAPS.items() if not each.diverging],
        default=_DEFAULT.colour_map,
        help="(default: %(default)s; signed maps are always blue and orange)",
    )
    group.add_argument(
        "--draw-above",
        type=share,
        default=_DEFAULT.threshold,
        metavar="SHARE",
        help="draw nothing below this share of the maximum (default: %(default)s)",
    )
    group.add_argument(
        "--alignment",
        choices=get_args(Alignment),
        default=_DEFAULT.alignment,
        help="cells on their receptive fields, or where image resizing puts them (default: %(default)s)",
    )
    group.add_argument("--cells", action="store_true", help="draw the cells themselves, without interpolation")

    group.add_argument(
        "--fuse",
        choices=get_args(Fusion),
        help="also draw all written layers as one per slice, each scaled to its own maximum first",
    )
    group.add_argument(
        "--opacity",
        type=share,
        default=_LOOK.opacity,
        metavar="SHARE",
        help="of the strongest heat (default: %(default)s)",
    )
    group.add_argument(
        "--sequence", choices=list(SEQUENCES), default=_LOOK.sequence, help="under the heat (default: %(default)s)"
    )


def look_of(arguments: argparse.Namespace) -> Look:
    """The look that the options ask for."""
    style = HeatStyle(
        polarity=arguments.polarity,
        normalise=arguments.normalise,
        contrast=arguments.contrast,
        colour_map=arguments.colour_map,
        threshold=arguments.draw_above,
        alignment=arguments.alignment,
        smooth=not arguments.cells,
    )
    return Look(style, arguments.opacity, arguments.sequence, arguments.fuse)
