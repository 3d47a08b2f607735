"""What the user decided about a case's series, checked, and the rest decided."""

from __future__ import annotations

from xaiviewer.case import SEQUENCES, Choices, Contents
from xaiviewer.errors import ReadError, UsageError
from xaiviewer.readers.choosing.sequences import called, mappable, suggest
from xaiviewer.readers.naming.names import shown, size

NO_SERIES = ""
"""In place of a series' key: the sequence is left out."""


def resolve(contents: Contents, choices: Choices) -> tuple[Choices, tuple[str, ...]]:
    """`choices` with every sequence decided, and sentences on what stands in for another.

    Raises:
        UsageError: for a sequence or a series that does not exist, naming those that do.
        ReadError: where the case has no series at all.
    """
    if not contents.series:
        raise ReadError(f"{shown(contents.path)} holds no images, only masks; add the images they were drawn on.")
    keys = {series.key: series for series in contents.series}
    for sequence, key in choices.sequences:
        if sequence not in SEQUENCES:
            raise UsageError(f"There is no sequence “{sequence}”; choose from {', '.join(SEQUENCES)}.")
        if key == NO_SERIES and sequence == "flair":
            raise UsageError("FLAIR cannot be left out: the networks see it in place of others; name a series for it.")
        if key not in (*keys, NO_SERIES):
            has = ", ".join(map(called, contents.series))
            raise UsageError(f"{contents.name} has no series “{key}”; it has {has}.")
    decided, notices = suggest(contents, choices)
    flair = keys[dict(decided.sequences)["flair"]]
    for sequence, key in choices.sequences:
        if key != NO_SERIES and not mappable(keys[key], flair):
            raise UsageError(
                f"{called(keys[key])} cannot be {SEQUENCES[sequence]} beside {called(flair)}: without positions both "
                f"must have one size, not {size(keys[key].shape)} and {size(flair.shape)}."
            )
    return decided, notices
