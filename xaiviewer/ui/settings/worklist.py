"""In which order the cases of the list are read."""

from __future__ import annotations

from xaiviewer.ledger.worklist import LISTED, ORDERS
from xaiviewer.ui.settings.store import keep, kept, whole

_ORDER, _SEED = "worklist/order", "worklist/seed"
_MOST = 2**31 - 1


def order() -> tuple[str, int]:
    """Key of the order as it was left, and the seed of a shuffled one; as listed where nothing, or nonsense, is."""
    key = kept(_ORDER, LISTED)
    return key if key in ORDERS else LISTED, whole(kept(_SEED, 0), 0, 0, _MOST)


def keep_order(key: str, seed: int) -> None:
    """Keep both for the next start."""
    keep(_ORDER, key)
    keep(_SEED, seed)
