"""Refusals and notices in the reader's language.

They arise in rooms that know no language, as English sentences with their values in them, and may hold another one's.
So each is found again by its words, as its code is (`xaiviewer.codes`), and its values are put into the translation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from xaiviewer.ui.language.elsewhere.cases import SAID, WORDS
from xaiviewer.ui.language.elsewhere.notices import NOTICES
from xaiviewer.ui.language.elsewhere.refusals import REASONS, REFUSALS
from xaiviewer.ui.language.elsewhere.shown import PLANES, STANDING_IN
from xaiviewer.ui.language.texts import figure, tr

_FIELD = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?")
_NAMES = re.compile(r"(path|folder|file|key|stem|label)\d*")  # places of what no language changes
_NAMED = ("name", "mask", "data", "source", "contents", "series", "listed")
_TELLING = 11  # letters that a text about a case needs to be known outside another one
_BREAK = re.compile(r"(?=[ ,;])")


@dataclass(frozen=True)
class _Known:
    """A text, what it looks like with its values, and its longest words, without which a sentence cannot be it."""

    text: str
    pattern: re.Pattern[str]
    words: str


def translated(sentence: str) -> str:
    """A sentence, or two in a row, in the reader's language; itself where it is none that is known."""
    most = _weight(sentence)
    for end in (each.end() for each in re.finditer(r"\. ", sentence)):
        parts = sentence[: end - 1], sentence[end:]
        if all(map(_weight, parts)) and sum(map(_weight, parts)) > most:
            return " ".join(translated(each) for each in parts)
    return _told(sentence, within=False)


def part(words: str) -> str:
    """The same of what stands within a sentence about a case, or alone in a table."""
    return _told(words, within=True)


def _weight(sentence: str) -> int:
    """How much of a sentence are words of the text that it is found to be; 0 where it is none that is known."""
    found = _found(sentence, within=False)
    return 0 if found is None else len(_FIELD.sub("", found[0]))


def _told(sentence: str, *, within: bool) -> str:
    """`within`: as a value of a sentence about a case, where single words are known, too, and may stand in a row."""
    for between in (", ", "; ") if within else ():
        parts = sentence.split(between)
        if len(parts) > 1 and all(_found(each, within=True) for each in parts):
            return between.join(_told(each, within=True) for each in parts)
    found = _found(sentence, within=within)
    if found is None:
        return figure(sentence) if within and _NUMBER.fullmatch(sentence) else sentence
    text, values = found
    said = tr(text)
    if said == text and any(map(str.isalpha, _FIELD.sub("", text))):
        return sentence  # a language that lacks it
    within = text in _about_cases()
    values = _parted(text, values) if within else values
    told = {name: each if _NAMES.fullmatch(name) else _told(each, within=within) for name, each in values.items()}
    return said.format(**told)


@lru_cache(maxsize=4096)  # a sentence is weighed, parted and told
def _found(sentence: str, *, within: bool) -> tuple[str, dict[str, str]] | None:
    for known in _known(within=within):
        found = known.pattern.fullmatch(sentence) if known.words in sentence else None
        if found is not None:
            return known.text, found.groupdict()
    return None


def _parted(text: str, values: dict[str, str]) -> dict[str, str]:
    """Values parted anew where two places adjoin, as after a name that holds a space: the second one is known."""
    parts, parted = _FIELD.split(text), dict(values)
    for place in range(2, len(parts) - 1, 2):
        if parts[place] not in ("", " "):
            continue
        one, other = parts[place - 1], parts[place + 1]
        whole = parted[one] + parts[place] + parted[other]
        for at in (each.start() for each in _BREAK.finditer(whole)):
            rest = whole[at + len(parts[place]) :]
            if rest and whole[at:].startswith(parts[place]) and _found(rest, within=True) is not None:
                parted |= {one: whole[:at], other: rest}
                break
    return parted


@cache
def _about_cases() -> frozenset[str]:
    return frozenset((*SAID, *WORDS, *NOTICES))


@cache
def _known(*, within: bool) -> tuple[_Known, ...]:
    """Those of most words of their own first."""
    said = [each for each in SAID if within or sum(map(str.isalpha, _FIELD.sub("", each))) >= _TELLING]
    words = (*WORDS, *PLANES, *STANDING_IN) if within else ()
    texts = dict.fromkeys((*REFUSALS, *REASONS, *said, *NOTICES, *words))
    return tuple(_known_by(each) for each in sorted(texts, key=lambda each: -len(_FIELD.sub("", each))))


def _known_by(text: str) -> _Known:
    parts = _FIELD.split(text)
    values = {part: _value(part, first=text.startswith(f"{{{part}}}")) for part in parts[1::2]}
    looks = "".join(f"(?P<{part}>{values[part]})" if odd % 2 else re.escape(part) for odd, part in enumerate(parts))
    return _Known(text, re.compile(looks, re.DOTALL), max(parts[::2], key=len))


def _value(place: str, *, first: bool) -> str:
    """What may stand there: before a name that comes first there is no beginning of another sentence."""
    if place == "numbers":
        return r"\d[\d,]*(?:(?:, | to | and )\d[\d,]*)*"
    if place.startswith("number"):
        return r"\d[\d,]*(?:\.\d+)?"
    return "(?:(?!: ).)*?" if first and (place in _NAMED or _NAMES.fullmatch(place)) else ".*?"
