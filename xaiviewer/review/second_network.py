"""The network that is laid beside the loaded one, as the reader has it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xaiviewer.requests.alongside import Alongside


@dataclass(frozen=True, eq=False)
class SecondNetwork:
    """Another network, of any architecture, that is laid beside the loaded one.

    Attributes:
        package: where it lies.
        on: whether it is looked at: else it is asked about nothing.
        found: what it says of the open case, for the class that is explained; None until it was asked.
    """

    package: Path
    on: bool = False
    found: Alongside | None = None
