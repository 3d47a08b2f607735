"""Which series is which MR sequence, from what the files are called and from what they say about the measurement.

Names are tried first, in the habits of scanners, hospitals (several languages) and data sets (BIDS, BraTS, nnU-Net): a
technologist's name says what the series was made for. Where they say nothing, the physics does: echo, repetition and
inversion times, scanning sequence, b-value, contrast agent (DICOM PS3.3 C.8.3.1; values in milliseconds).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from xaiviewer.case import AUTOMATIC, SEQUENCES, Choices, Contents, Series
from xaiviewer.readers.choosing import component
from xaiviewer.readers.grids.orientation import plane_of
from xaiviewer.readers.naming import vocabulary
from xaiviewer.readers.naming.names import DIALOG

CERTAIN, LIKELY, GUESSED = 1.0, 0.8, 0.5
"""Confidence: a data set's convention; a name or a standard's own word; times alone."""


@dataclass(frozen=True)
class Recognised:
    """What a series is taken for.

    Attributes:
        sequence: a key of `SEQUENCES`; None where it is none of those, or unknown.
        label: what users call it: "T1 + contrast", "T2", "diffusion", "unknown".
        reason: what that rests on, in a few words.
        confidence: 0 (unknown) to 1.
    """

    sequence: str | None
    label: str
    reason: str
    confidence: float


UNKNOWN = Recognised(None, "unknown", "nothing in its name or its attributes tells", 0.0)

_TEXTS = ("ChannelName", "SeriesDescription", "ProtocolName", "SequenceName", "PulseSequenceName")


def recognise(series: Series) -> Recognised:
    """What `series` is taken for, and why."""
    if part := component_of(series):
        return _made(part, f"it shows the {part}, not the magnitude, of the signal", LIKELY)
    found = _by_suffix(series) or _by_words(series) or _by_standard(series) or _by_times(series)
    return _with_agent(series, found or UNKNOWN)


def component_of(series: Series) -> str:
    """What it shows of the complex signal where that is no magnitude: "phase", "real" ...; else ""."""
    name = "" if series.format == "DICOM" else series.key
    return component.NAMES.get(component.component_in(series.attributes, name), "")


def recognise_name(text: str) -> Recognised | None:
    """What a name alone tells, such as a slice's label; None where it tells nothing."""
    return _kind_of(vocabulary.plain(text), text, "name")


def _made(kind: str, reason: str, confidence: float) -> Recognised:
    """A key of `SEQUENCES`, or another label."""
    if kind in SEQUENCES:
        return Recognised(kind, SEQUENCES[kind], reason, confidence)
    return Recognised(None, kind, reason, confidence)


# --- names


def _by_suffix(series: Series) -> Recognised | None:
    """The conventions of data sets: the last part of a file's name."""
    if series.format == "DICOM":
        return None
    if series.format != "NIfTI" and series.key in SEQUENCES:
        return _made(series.key, "the three channels are T1, FLAIR and T1 + contrast, as in the LGG data set", CERTAIN)
    stem = _without_target(series.key.lower())
    match = None if vocabulary.T1_FLAIR.search(stem) else vocabulary.SUFFIX.fullmatch(stem)
    kind = vocabulary.SUFFIXES.get(match["suffix"]) if match else None
    if kind is None or match is None:
        return None
    reason = f"the file's name ends in {match['suffix']}"
    if kind == "t1" and vocabulary.BIDS_CONTRAST.search(stem):
        kind, reason = "t1c", reason + " and names a contrast agent (ce-)"
    elif kind == "t1":  # "sub-1_post_t1" is not the plain one
        rest = _contrast(vocabulary.plain(stem[: match.start("suffix")]))
        kind, reason = ("t1c", reason + f" and says “{rest}”") if rest else (kind, reason)
    return _made(kind, reason, CERTAIN)


def _by_words(series: Series) -> Recognised | None:
    for source, text in _texts(series):
        found = _kind_of(vocabulary.plain(text), text, source)
        if found is not None:
            return found
    return None


def _texts(series: Series) -> Iterator[tuple[str, str]]:
    """Where a name stands, and the name; the most telling first."""
    texts = {name: series.attributes.get(name) for name in _TEXTS}
    if texts["ChannelName"]:
        yield "channel", str(texts["ChannelName"])
    # Behind a description stands what told the stack apart from others: words of this program, not of the technologist.
    named = str(texts["SeriesDescription"] or series.name) if series.format == "DICOM" else series.name
    yield "name", _without_subject(series, named)
    for name in _TEXTS[1:3]:
        if texts[name] and str(texts[name]) != named:
            yield name, str(texts[name])
    if series.format != "DICOM" and series.key != series.name:
        yield "name", _without_subject(series, series.key)


def _without_subject(series: Series, name: str) -> str:
    """A file's name without the subject it begins with, and without the grid it was put on."""
    return name if series.format == "DICOM" else vocabulary.SUBJECT.sub("", _without_target(name))


def _without_target(name: str) -> str:
    """A file's name without the sequence to which it was registered, where the rest names its own."""
    rest = vocabulary.TARGET.sub("", name)
    own = vocabulary.plain(rest)
    named = any(pattern.search(own) for pattern in (vocabulary.FLAIR, vocabulary.T1, vocabulary.T2))
    return rest if named else name


def _kind_of(text: str, original: str, source: str) -> Recognised | None:
    """What one name says."""
    reason = f"its {source} “{original}”" if source != "name" else f"its name “{original}”"
    for label, pattern in vocabulary.OTHERS:
        if pattern.search(text) and not (label in {"diffusion", "angiography"} and vocabulary.FLAIR.search(text)):
            return _made(label, reason, LIKELY)
    t1 = vocabulary.T1.search(text) is not None
    if vocabulary.T2_STAR.search(text) and not t1:
        return _made("T2*", reason, LIKELY)
    if vocabulary.FLAIR.search(text) and not (t1 and not vocabulary.T2.search(text)):  # GE's "T1 FLAIR" is T1-weighted
        return _made("flair", reason, LIKELY)
    if t1:
        contrast = _contrast(text)
        return _made("t1c" if contrast else "t1", f"{reason} says “{contrast}”" if contrast else reason, LIKELY)
    for label, pattern in (
        ("STIR", vocabulary.STIR),
        ("T2", vocabulary.T2),
        ("proton density", vocabulary.PROTON_DENSITY),
    ):
        if pattern.search(text):
            return _made(label, reason, LIKELY)
    return None


def _contrast(text: str) -> str:
    """The word that tells of a contrast agent; "" where none does, or one says that there is none."""
    plain = vocabulary.WITHOUT.search(text)
    agent = vocabulary.WITH.search(vocabulary.WITHOUT.sub(" ", text) if plain else text)
    return agent[0].strip() if agent else ""


# --- what the standard and the physics say


def _by_standard(series: Series) -> Recognised | None:
    contrast = str(series.attributes.get("AcquisitionContrast", "")).upper()
    if contrast in vocabulary.CONTRASTS:
        return _made(vocabulary.CONTRASTS[contrast], f"AcquisitionContrast is {contrast}", LIKELY)
    pulse = str(series.attributes.get("SequenceName", "")).lower().lstrip("*")
    for kind, pattern in vocabulary.PULSES:
        if pattern.match(pulse):
            return _made(kind, f"SequenceName is {series.attributes['SequenceName']}", LIKELY)
    return None


def _by_times(series: Series) -> Recognised | None:
    """Echo, repetition and inversion times, for pulse sequences that leave no doubt."""
    if series.attributes.get("DiffusionBValue") or series.attributes.get("BValue"):
        return _made("diffusion", "it has a b-value", LIKELY)
    echo, repetition, inversion = (_positive(series, name) for name in _TIMES)
    kinds = _strings(series.attributes.get("ScanningSequence"))
    if echo is None:
        return None
    times = (
        f"TE {echo:.4g}"
        + (f", TR {repetition:.4g}" if repetition else "")
        + (f", TI {inversion:.4g}" if inversion else "")
    )
    kind = None
    if inversion and inversion >= 1500 and echo >= 60:
        kind = "flair"
    elif "EP" in kinds:
        kind = "echo-planar"
    elif inversion and 250 < inversion < 1400 and echo < 40:
        kind = "t1"
    elif inversion and inversion <= 250 and repetition and repetition > 1500:
        kind = "STIR"
    elif repetition and "GR" in kinds:
        kind = _gradient_echo(echo, repetition, _positive(series, "FlipAngle") or 0.0)
    elif repetition and not inversion:
        kind = _spin_echo(echo, repetition)
    return _made(kind, f"{times} ms", GUESSED) if kind else None


_TIMES = ("EchoTime", "RepetitionTime", "InversionTime")


def _gradient_echo(echo: float, repetition: float, flip_degrees: float) -> str | None:
    """Spoiled gradient echoes are T1-weighted with short times and a flip angle that saturates."""
    if echo >= 15:
        return "T2*"
    saturating = flip_degrees >= (8 if repetition < 50 else 50)
    return "t1" if echo < 10 and repetition < 400 and saturating else None


def _spin_echo(echo: float, repetition: float) -> str | None:
    if repetition <= 1000:
        return "t1" if echo <= 30 else None
    if repetition >= 1800:
        return "T2" if echo >= 60 else "proton density" if echo <= 45 else None
    return None


def _with_agent(series: Series, found: Recognised) -> Recognised:
    """A T1-weighted series whose attributes name a contrast agent is one after contrast, unless its name denies it."""
    agent = str(series.attributes.get("ContrastBolusAgent") or "").strip()
    if found.sequence != "t1" or agent.lower() in {"", "none", "no", "n", "without", "ohne", "0"}:
        return found
    if any(vocabulary.WITHOUT.search(vocabulary.plain(text)) for _, text in _texts(series)):
        return found
    return _made("t1c", f"{found.reason}; ContrastBolusAgent is given", max(found.confidence - 0.1, GUESSED))


def _positive(series: Series, name: str) -> float | None:
    """A time in milliseconds, or an angle; None where it is not stated or makes no sense."""
    value: Any = series.attributes.get(name)
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if 0 < number < 1e6 else None


def _strings(value: Any) -> set[str]:
    if value is None:
        return set()
    values = value if isinstance(value, list | tuple) else re.split(r"[\\/,\s]+", str(value))
    return {str(each).strip().upper() for each in values}


# --- the best series of each


def suggest(contents: Contents, given: Choices = AUTOMATIC) -> tuple[Choices, tuple[str, ...]]:
    """The best series for each of the networks' sequences, and sentences on what stands in for another.

    Of what is no whole volume (localisers, derived maps) or no magnitude (phase, real, imaginary) nothing is taken
    unless `given` names it, but in FLAIR's place where there is nothing else. Sure names before guesses, axial series
    before others, then those with more slices and finer ones; T1-weighted series in FLAIR's frame of reference before
    others. A case always has a series in FLAIR's place. What `given` names is kept as it is; masks stay open.
    """
    known = {series.key: recognise(series) for series in contents.series}
    if not contents.series:
        return given, ()
    chosen = dict(given.sequences)
    named = "flair" in chosen
    if not named:
        chosen["flair"] = _in_flairs_place(contents, known, set(chosen.values())).key
    flair = next(each for each in contents.series if each.key == chosen["flair"])
    for sequence in ("t1", "t1c"):
        fitting = [
            each
            for each in contents.series
            if each.whole
            and known[each.key].sequence == sequence
            and each.key not in chosen.values()
            and mappable(each, flair)
        ]
        if fitting and sequence not in chosen:
            chosen[sequence] = max(fitting, key=lambda each: (_one_frame(each, flair), *_worth(each, known))).key
    taken = known[flair.key] if not named else replace(known[flair.key], sequence="flair")
    notices = _about(contents, flair, taken, [key for key in SEQUENCES if not chosen.get(key)])
    notices += _about_components([each for each in contents.series if each.key in chosen.values()])
    sequences = tuple((key, chosen[key]) for key in SEQUENCES if key in chosen)
    return replace(given, sequences=sequences), notices


def _in_flairs_place(contents: Contents, known: Mapping[str, Recognised], taken: set[str]) -> Series:
    """What comes nearest to FLAIR of the series that are not yet taken; one that is, where no other is whole."""

    def place(each: Series) -> tuple[Any, ...]:
        return not component_of(each), each.whole, each.key not in taken, -_tier(known[each.key]), *_worth(each, known)

    return max(contents.series, key=place)


def mappable(series: Series, onto: Series) -> bool:
    """Can the voxels of `series` be put on the grid of `onto`? Without positions only where the shapes are equal."""
    placed = series.geometry.placed, onto.geometry.placed
    return all(placed) or (not any(placed) and series.shape == onto.shape)


def called(series: Series) -> str:
    """A series as sentences name it: "5 (t2_tirm_tra_dark-fluid)"."""
    return series.key if series.key == series.name else f"{series.key} ({series.name})"


def _tier(found: Recognised) -> int:
    """What comes nearest to FLAIR first; what is no picture of the anatomy last."""
    if found.sequence is not None:
        return {"flair": 0, "t1": 4, "t1c": 5}[found.sequence]
    return {"T2": 1, "unknown": 2, "proton density": 3, "STIR": 3, "localiser": 8}.get(found.label, 6)


def _worth(series: Series, known: Mapping[str, Recognised]) -> tuple[bool, float, bool, int, float]:
    _, row_mm, column_mm = series.geometry.spacing_mm
    plane = plane_of(series.geometry).name
    return (
        series.whole,
        known[series.key].confidence,
        plane in {"axial", "unknown"},
        series.shape[0],
        -max(row_mm, column_mm),
    )


def _one_frame(series: Series, flair: Series) -> bool:
    return series.frame_of_reference == flair.frame_of_reference


def _about_components(used: Sequence[Series]) -> tuple[str, ...]:
    """What is said where a series that is taken is no magnitude."""
    return tuple(
        f"{called(each)} shows the {part}, not the magnitude, of the signal, which is no picture of the anatomy: look "
        f"for the magnitude series and name it under {DIALOG} (--sequences)."
        for each in used
        if (part := component_of(each))
    )


def _about(contents: Contents, flair: Series, found: Recognised, lacking: Sequence[str]) -> tuple[str, ...]:
    """What stands in for what."""
    missing = [SEQUENCES[key] for key in lacking]
    if found.sequence == "flair":
        if not missing:
            return ()
        place = "its place" if len(missing) == 1 else "their place"
        return (f"There is no {' and no '.join(missing)}; the networks see FLAIR in {place}.",)
    absent = " and ".join(missing)
    if len(contents.series) == 1 and found.sequence is None and found.label == "unknown":
        what = "series" if flair.format in {"DICOM", "NIfTI"} else "channel"
        if not missing:
            return (f"The case has one {what}, taken as FLAIR.",)
        return (f"The case has one {what}, taken as FLAIR; a network that asks for {absent} gets the same.",)
    kind = "" if found.label == "unknown" else f", recognised as {found.label},"
    also = f" and in place of {absent}" if missing else ""
    stands = f"No series is recognised as FLAIR; {called(flair)}{kind} stands in its place{also}. "
    return (f"{stands}The networks were not trained on that: name FLAIR under {DIALOG} (--sequences) if it is there.",)
