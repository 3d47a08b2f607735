"""The networks, loaded only once a command needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xaiviewer.analysis import Analyser


def load() -> Analyser:
    """The two bundled networks.

    Raises:
        ModelError: where a model package is missing or damaged.
    """
    from xaiviewer.analysis import load_analyser  # noqa: PLC0415 - torch takes seconds to import

    return load_analyser()
