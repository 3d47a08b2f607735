"""What a user's own network gets, as options of its import."""

from __future__ import annotations

import argparse
from typing import get_args

from xaiviewer.case import SEQUENCES
from xaiviewer.errors import UsageError
from xaiviewer.nets.inputs.colours import RGB
from xaiviewer.nets.inputs.orientation import RADIOLOGICAL
from xaiviewer.nets.inputs.turns import TURNS
from xaiviewer.nets.inputs.wanted import Fit
from xaiviewer.nets.inputs.windows import WINDOWS

_MODES = ("caffe", "tf", "torch", "rescaled", "none")
SCALE = "slice"
"""What becomes 0 and 1 unless somebody says."""

_WITH_ENDS = ("volume", "slice", "values")
_SCALES = ("volume", "slice", "values", "window", "slice-z-score", "head")


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """Channels, size and values."""
    parser.add_argument(
        "--channels",
        default="",
        metavar="C,...",
        help=f"what each channel takes: {', '.join(SEQUENCES)}; red, green, blue ({RGB}) of colour pictures; or "
        "a word of yours for the case's main sequence; one alone serves all channels",
    )
    parser.add_argument(
        "--size",
        type=_size,
        metavar="PX",
        help="side of the input, or ROWSxCOLUMNS as the network gets them (default: what the network is known for)",
    )
    parser.add_argument(
        "--field", choices=("slice", "head"), default="slice", help="what of a slice is seen (default: %(default)s)"
    )
    parser.add_argument(
        "--fit",
        choices=get_args(Fit),
        default="pad",
        help="how what is seen comes into a size of another shape: with air beside it, cropped, or stretched "
        "(default: %(default)s)",
    )
    parser.add_argument("--spacing", type=float, metavar="MM", help="from one pixel of the input to the next")
    parser.add_argument(
        "--scale",
        choices=_SCALES,
        default=SCALE,
        help="what becomes 0 and 1: percentiles --low and --high of the slice or volume, these stored values, or the "
        "ends of --windows of CT; or a z-score (default: %(default)s)",
    )
    parser.add_argument(
        "--windows",
        default="",
        metavar="W,...",
        help=f"of --scale window, in Hounsfield units: {', '.join(WINDOWS)}; one for each channel, or one for all",
    )
    parser.add_argument("--low", type=float, help="of --scale (default: 0)")
    parser.add_argument("--high", type=float, help="of --scale (default: 100 per cent, of values 255)")
    parser.add_argument(
        "--preprocessing",
        choices=_MODES,
        default="",
        help="what Keras's preprocess_input, or your own code, made of 0 to 255, in place of --mean and --std; caffe "
        "also turns the channels round (default: what the network was first taught with)",
    )
    parser.add_argument(
        "--mean", default=None, metavar="N,...", help="per channel, or one for all: taken off after the scale"
    )
    parser.add_argument(
        "--std", default=None, metavar="N,...", help="per channel, or one for all: divided by after that"
    )


def add_volumes(parser: argparse.ArgumentParser) -> None:
    """What is of volumes, and how slices and volumes lie."""
    parser.add_argument("--depth", type=int, metavar="PX", help="of volumes: along the slices (default: as --size)")
    parser.add_argument("--slice-spacing", type=float, metavar="MM", help="of volumes: the same of --spacing")
    parser.add_argument(
        "--orientation",
        default=RADIOLOGICAL,
        metavar="RAS",
        help="how slices lie, where not as they are shown: "
        f"{', '.join(each for each in TURNS if each != RADIOLOGICAL)}; or what the axes of a NIfTI array run towards, "
        "such as RAS, whose array[:, :, k] the network was taught on. Of volumes: what the three axes run towards "
        "(default: as shown)",
    )


def refuse_idle(arguments: argparse.Namespace) -> None:
    """Refuse what would change nothing beside what else is asked for.

    Raises:
        UsageError: for such an option.
    """
    if arguments.preprocessing and (arguments.mean is not None or arguments.std is not None):
        raise UsageError("--preprocessing takes the place of --mean and --std; leave out the one or the others.")
    if arguments.scale not in _WITH_ENDS and (arguments.low is not None or arguments.high is not None):
        raise UsageError(
            f"--low and --high are of the scales {', '.join(_WITH_ENDS)}; leave them out for --scale {arguments.scale}."
        )


def _size(text: str) -> int | tuple[int, int]:
    """One side, or rows and columns."""
    found = [int(each) for each in text.lower().replace("×", "x").split("x")]
    if len(found) > 2:
        raise ValueError
    return found[0] if len(found) == 1 else (found[0], found[1])


_size.__name__ = "size"  # what argparse calls it where it refuses one
