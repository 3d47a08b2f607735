"""What stands in where nobody follows the progress, and nobody cancels."""

from __future__ import annotations


def never() -> bool:
    """Nobody cancels."""
    return False


def unheard(done: int, total: int) -> None:
    """Progress that nobody follows."""
