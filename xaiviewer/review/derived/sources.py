"""Which of a case's files it was built from, and what would be taken if nobody decided."""

from __future__ import annotations

from collections.abc import Mapping

from xaiviewer.case import MAIN_SEQUENCE, SEQUENCES, Case, Choices, Contents, MaskSource, Segment, Series
from xaiviewer.readers.choosing.choices import NO_SERIES
from xaiviewer.readers.choosing.masks import default_segments, ranked
from xaiviewer.readers.choosing.sequences import GUESSED, recognise, suggest


def series_of(contents: Contents | None, choices: Choices) -> Mapping[str, Series]:
    """The series that each sequence comes from, by key of `SEQUENCES`; those left out are missing."""
    if contents is None:
        return {}
    known = {each.key: each for each in contents.series}
    return {sequence: known[key] for sequence, key in choices.sequences if key in known}


def mask_named(contents: Contents, key: str | None) -> MaskSource | None:
    """The mask of that key; None for "" or where there is none."""
    return next((each for each in contents.masks if each.key == key), None)


def segments_of(case: Case) -> tuple[Segment, ...]:
    """The labels whose union the clinician's mask is; empty where the case has no mask or did not come from disk."""
    source = mask_named(case.contents, case.choices.mask) if case.contents and case.mask else None
    if source is None:
        return ()
    chosen = case.choices.segments
    return tuple(each for each in source.segments if not chosen or each.number in chosen)


def taken(case: Case) -> Choices:
    """What a case was built from, every sequence named, in order: a missing one was left out."""
    sequences = dict(case.choices.sequences)
    named = tuple((sequence, sequences.get(sequence, NO_SERIES)) for sequence in SEQUENCES)
    return Choices(named, case.choices.mask or "", case.choices.segments)


def settled(contents: Contents, choices: Choices) -> Choices:
    """`choices` with what is left open decided as the readers would, every sequence named, in order."""
    known = {series.key for series in contents.series}  # the files may have changed since the choice
    kept = tuple(pair for pair in choices.sequences if pair[1] in known or (pair[0] != MAIN_SEQUENCE and not pair[1]))
    sequences = dict(suggest(contents, Choices(kept))[0].sequences)
    named = tuple((sequence, sequences.get(sequence, NO_SERIES)) for sequence in SEQUENCES)
    key = choices.mask
    if key is None:
        best = ranked(contents, sequences.get(MAIN_SEQUENCE, ""), [each for each in sequences.values() if each])
        key = best[0].key if best else ""
    mask = mask_named(contents, key)
    segments = choices.segments or (default_segments(mask) if mask is not None else ())
    return Choices(named, key, tuple(sorted(segments)) if mask is not None else ())


def doubt(case: Case) -> str:
    """Why the reader should look at what the mask is or how the series were recognised; "" where all is sure."""
    of_mask = "" if case.mask is None else case.mask.doubt
    return " ".join(filter(None, (of_mask, _doubt_of_series(case))))


def _doubt_of_series(case: Case) -> str:
    """Why the reader should look at how the series were recognised; "" where that is sure or there is no choice."""
    contents = case.contents
    if contents is None or len(contents.series) < 2:
        return ""
    suggested = dict(suggest(contents)[0].sequences)
    if suggested != {key: value for key, value in case.choices.sequences if value}:
        return ""  # the reader decided
    found = {key: recognise(series) for key, series in series_of(contents, case.choices).items()}
    main, main_name = found[MAIN_SEQUENCE], SEQUENCES[MAIN_SEQUENCE]
    if main.sequence != MAIN_SEQUENCE:
        name = series_of(contents, case.choices)[MAIN_SEQUENCE].name
        kind = "" if main.label == "unknown" else f", recognised as {main.label},"
        return f"No series was recognised as {main_name}: {name}{kind} stands in its place."
    missing = [name for key, name in SEQUENCES.items() if key not in found]
    if missing:
        place = "its place" if len(missing) == 1 else "their place"
        return f"{' and '.join(missing)} not recognised among the series: the networks see {main_name} in {place}."
    guessed = [SEQUENCES[key] for key, each in found.items() if each.confidence <= GUESSED]
    return f"{' and '.join(guessed)} recognised by the measurement's times alone." if guessed else ""
