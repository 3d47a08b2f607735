"""Which processor the networks run on."""

from __future__ import annotations

import torch
from torch import nn

from xaiviewer.errors import UsageError

AUTO = "auto"
DEVICES = (AUTO, "cpu", "cuda", "mps")
"""What can be asked for; "auto" takes CUDA where there is some, else the processor itself. Apple's MPS, which lacks
double precision, has to be named."""

CPU = torch.device("cpu")


def device_named(name: str = AUTO) -> torch.device:
    """The device of a name.

    On CUDA convolutions are then made reproducible and exact for the whole process: the same bits at every run, no
    TF32, whose ten bits of mantissa would part its maps from those of other machines.

    Raises:
        UsageError: for one that is not here, or a name that is none.
    """
    there = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if name not in DEVICES:
        raise UsageError(f"There is no device “{name}”; choose from {', '.join(DEVICES)}.")
    if name == AUTO:
        name = "cuda" if there["cuda"] else "cpu"
    if not there[name]:
        here = ", ".join(each for each, is_there in there.items() if is_there)
        raise UsageError(f"There is no {name} on this machine, or this torch was built without it; choose {here}.")
    if name == "cuda":
        torch.backends.cudnn.deterministic, torch.backends.cudnn.benchmark = True, False
        torch.backends.cudnn.allow_tf32 = False  # matrix products do without it unless told otherwise
    return torch.device(name)


def device_of(network: nn.Module) -> torch.device:
    """Where a network's weights are; the processor itself where it has none."""
    return next((each.device for each in network.parameters()), CPU)
