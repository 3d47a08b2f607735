"""Whose images are whose where names do not begin with the patient, as converters of DICOM write them.

``MRHR_FLAIR_AX_TCGA-CS-4941_3_fla`` beside ``T1_AX_TCGA-CS-4941_5_t1``: the identifier stands somewhere inside. Which
word it is follows from the names of a whole folder: it is the same in all images of one patient, which show different
things, and differs between those that show the same. Looks at names only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from xaiviewer.readers.nifti.names import protocol_words, read_name, strange_words

_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_LONG = 4  # letters and digits that a name must have to tell patients apart all by itself
_NUMBER = 5  # digits that no number of a series has


@dataclass(frozen=True)
class _File:
    """A name taken apart.

    Attributes:
        name: the file's stem.
        shows: the words of the protocol; the same for two files that show the same.
        words: the others.
        compounds: the same, those that hyphens join as one: "tcga-cs-4941".
        prefix: what stands before the sequence.
    """

    name: str
    shows: tuple[str, ...]
    words: frozenset[str]
    compounds: tuple[str, ...]
    prefix: str


def inside(names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """What each patient is called, with the names of its images; nothing where every name begins with that.

    Args:
        names: stems of a folder's images.
    """
    files = [_taken_apart(name) for name in dict.fromkeys(names)]
    if len(files) < 2 or not any(_odd(file) for file in files):
        return []
    prefixes = _groups(files, lambda file: file.prefix)
    found: list[list[_File]] = []
    for part in _by_identifier(files):
        found += _of_part(part)
    if any(len({file.prefix for file in group}) > 1 and not _identified(group) for group in found):
        found = [some for group in prefixes for part in _by_identifier(group) for some in _of_part(part)]
    if _partition(found) == _partition(prefixes):
        return []
    return [(_title(group, files), [file.name for file in group]) for group in found]


def _taken_apart(name: str) -> _File:
    compounds: list[str] = []
    words = []
    for word, joined in strange_words(name):
        words.append(word)
        if joined:
            compounds[-1] += f"-{word}"
        else:
            compounds.append(word)
    return _File(name, protocol_words(name), frozenset(words), tuple(compounds), read_name(name).subject.casefold())


def _odd(file: _File) -> bool:
    """Does the name not begin with an identifier, but go on after what it shows with something of the kind?"""
    begins = [word for word, _ in strange_words(file.prefix)]
    if any(_is_mixed(word) for word in begins) or (len(begins) > 1 and any(map(str.isdigit, begins))):
        return False
    named = read_name(file.name)
    return named.sequence and bool(strange_words(named.rest))


def _by_identifier(files: list[_File]) -> list[list[_File]]:
    """Parts that differ in an identifier which is one by its look: letters and digits, of one pattern in every name."""
    patterns = _patterns(files, _is_long)
    shared = [each for each in patterns if any(count > 1 for count in Counter(_values(files, each)).values())]
    chosen = shared or patterns
    only = [tuple(word for word in file.compounds if _is_long(word)) for file in files]
    if not chosen and all(len(each) == 1 for each in only) and all(count > 1 for count in Counter(only).values()):
        return _groups(files, lambda file: tuple(word for word in file.compounds if _is_long(word)))
    return _groups(files, lambda file: tuple(_value(file, pattern) for pattern in chosen))


def _is_long(word: str) -> bool:
    return _is_mixed(word) and sum(map(str.isalnum, word)) >= _LONG


def _of_part(files: list[_File]) -> list[list[_File]]:
    """The patients among files that no long identifier tells apart."""
    if _tells_apart(files):
        return [files]
    for pattern in _patterns(files, lambda word: any(map(str.isdigit, word))):
        groups = _groups(files, lambda file, pattern=pattern: _value(file, pattern))  # type: ignore[misc]
        if len(groups) > 1 and any(len(group) > 1 for group in groups) and all(map(_tells_apart, groups)):
            return groups
    linked = _linked(files)
    if linked is not None:
        return linked
    if len({file.shows for file in files}) == 1 and all(file.words for file in files):
        return [[file] for file in files]
    return [files]


def _tells_apart(files: Sequence[_File]) -> bool:
    """Does every file show something else?"""
    return len({file.shows for file in files}) == len(files)


def _linked(files: list[_File]) -> list[list[_File]] | None:
    """Files that share a word which nothing shown has twice; None unless every file shares one."""
    having: dict[str, list[int]] = {}
    for index, file in enumerate(files):
        for word in file.words:
            having.setdefault(word, []).append(index)
    own = list(range(len(files)))
    covered: set[int] = set()
    for owners in having.values():
        if 1 < len(owners) < len(files) and _tells_apart([files[index] for index in owners]):
            covered.update(owners)
            joined = {own[index] for index in owners}
            own = [min(joined) if each in joined else each for each in own]
    if len(covered) < len(files):
        return None
    numbered = dict(zip((file.name for file in files), own, strict=True))
    return _groups(files, lambda file: numbered[file.name])


def _patterns(files: Sequence[_File], wanted: Callable[[str], bool]) -> list[str]:
    """The patterns ("a-a-0" of TCGA-CS-4941) that wanted words of every file have, equally many in each."""
    counts = [Counter(_pattern(word) for word in file.compounds if wanted(word)) for file in files]
    return [pattern for pattern in counts[0] if all(each[pattern] == counts[0][pattern] for each in counts)]


def _pattern(word: str) -> str:
    return _DIGITS.sub("0", _LETTERS.sub("a", word))


def _value(file: _File, pattern: str) -> tuple[str, ...]:
    return tuple(word for word in file.compounds if _pattern(word) == pattern)


def _values(files: Iterable[_File], pattern: str) -> list[tuple[str, ...]]:
    return [_value(file, pattern) for file in files]


def _identified(group: Sequence[_File]) -> bool:
    """Do all of them hold an identifier in common, or any word where some begin with what they show?"""
    begun = {tuple(re.findall(rf"\d{{{_LONG},}}", file.prefix)) for file in group}
    if len(begun) > 1 and all(begun):  # they begin with numbers of their own
        return False
    common = _common(group)
    return any(_is_identifier(word) or not all(map(_begins_with_name, group)) for word in common)


def _common(files: Sequence[_File]) -> set[str]:
    """The compound words that every name holds."""
    return set(files[0].compounds).intersection(*(file.compounds for file in files))


def _begins_with_name(file: _File) -> bool:
    """Does something stand before the sequence that is no series number?"""
    return any(map(str.isalpha, file.prefix)) or len(file.prefix) >= _NUMBER


def _is_identifier(word: str) -> bool:
    if word.isdigit():
        return len(word) >= _NUMBER or (len(word) > 2 and not _YEAR.fullmatch(word))
    return _is_mixed(word) and len(word) > 2


def _is_mixed(word: str) -> bool:
    """Letters and digits."""
    return any(map(str.isdigit, word)) and any(map(str.isalpha, word))


def _groups(files: Iterable[_File], key: Callable[[_File], Hashable]) -> list[list[_File]]:
    found: dict[Hashable, list[_File]] = {}
    for file in files:
        found.setdefault(key(file), []).append(file)
    return list(found.values())


def _partition(groups: Iterable[Iterable[_File]]) -> set[frozenset[str]]:
    return {frozenset(file.name for file in group) for group in groups}


def _title(group: Sequence[_File], files: Sequence[_File]) -> str:
    """What the images of one patient have in common, as it is written: "TCGA-CS-4941_19960909"."""
    common = _common(group)
    if len(group) < len(files):  # what all patients' names hold tells none of them
        common = common - _common(files) or common
    telling = {word for word in common if any(map(str.isdigit, word))} or common
    return "_".join(dict.fromkeys(_written(word, group[0].name) for word in group[0].compounds if word in telling))


def _written(compound: str, name: str) -> str:
    """A compound word with the capitals of the name that it is from."""
    pattern = r"[-.]".join(map(re.escape, compound.split("-")))
    found = re.search(pattern, name, re.IGNORECASE)
    return found[0] if found else compound
