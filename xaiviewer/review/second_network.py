"""The network that is laid beside the loaded one, as the reader has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from xaiviewer.requests.alongside import Alongside


@dataclass(frozen=True, eq=False)
class SecondNetwork:
    """Another network, of any architecture, that is laid beside the loaded one.

    Attributes:
        package: where it lies.
        on: whether it is looked at: else it is asked about nothing.
        found: what it says of the open case, for the class that is explained; None until it was asked.
        stopped: the slice about which it is not asked, because the reader stopped that, or something went wrong; None
            where nothing was stopped since it was last looked at anew.
        wish: this choice of it: the same package chosen once more is another one, and what is still on its way from the
            worker is then not taken for what that says.
    """

    package: Path
    on: bool = False
    found: Alongside | None = None
    stopped: int | None = None
    wish: object = field(default_factory=object)
