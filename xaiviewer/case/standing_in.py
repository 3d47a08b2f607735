"""Why a decision is to be doubted where a series stands in for a sequence that it was not recognised as."""

from __future__ import annotations

from collections.abc import Iterable

UNTRAINED = "The networks were not trained on that."


def sentences(standing: Iterable[tuple[str, str]]) -> str:
    """That these series stand in; "" where none does.

    Args:
        standing: of each what it was recognised as, "" where nothing says that; and what the sequence is called.
    """
    joined = "; ".join(
        f"{f'a series recognised as {kind}' if kind else 'a series of which nothing says what it shows'} stands in the "
        f"place of {sequence}"
        for kind, sequence in standing
    )
    return f"{joined[0].upper()}{joined[1:]}. {UNTRAINED}" if joined else ""
