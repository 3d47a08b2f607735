"""Which key does what: the program's keys, and the reader's own over them. Values only; who keeps them is `kept`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from PySide6.QtGui import QKeySequence

from xaiviewer.errors import UsageError

_FORMAT = "xaiviewer keys"
_PORTABLE = QKeySequence.SequenceFormat.PortableText

RESERVED = ("Tab", "Shift+Tab", "Backtab", "Return", "Enter", "Space")
"""What they do belongs to whichever control has the keyboard."""
STAYS = {"Esc": "window.escape"}
"""Keys that stay where they are: nobody should have to look for the way out."""


def normal(key: str) -> str:
    """A key as Qt spells it, "" for what is none: "page up" is "PgUp"."""
    read = QKeySequence.fromString(key, _PORTABLE)
    return read.toString(_PORTABLE) if read.count() == 1 else ""


@dataclass(frozen=True)
class Keymap:
    """Which keys do what.

    Of two that want a key, the reader's own choice has it: no key does two things, and none does nothing because of it.

    Attributes:
        usual: the program's keys of every action, by its id.
        own: the reader's in their place; none at all is a choice, too.
    """

    usual: Mapping[str, tuple[str, ...]]
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _owned(self) -> Mapping[str, str]:
        """Who has a key of the reader's."""
        return {key: name for name, keys in self.own.items() for key in keys}

    @cached_property
    def _holders(self) -> Mapping[str, str]:
        return {normal(key): name for name in self.usual for key in self.of(name)}

    def of(self, name: str) -> tuple[str, ...]:
        """The keys of an action as they are now; KeyError where there is none of this id."""
        if name in self.own:
            return self.own[name]
        return tuple(key for key in self.usual[name] if normal(key) not in self._owned)

    def holder(self, key: str) -> str | None:
        """The action that a key does now; None for a free one."""
        return self._holders.get(normal(key))

    def lost(self, name: str) -> tuple[tuple[str, str], ...]:
        """The usual keys of an action that does not have them, each with the one that the reader gave it to."""
        if name in self.own:
            return ()
        return tuple((key, self._owned[normal(key)]) for key in self.usual[name] if normal(key) in self._owned)

    def refusal(self, name: str, key: str) -> str:
        """The reserved key that stands in the way of giving `key` to an action; "" where nothing does."""
        told = normal(key)
        return told if not told or told in RESERVED or STAYS.get(told, name) != name else ""

    def given(self, name: str, keys: Iterable[str]) -> Keymap:
        """The same with these keys for an action; whichever had them has them no longer."""
        wanted = tuple(dict.fromkeys(filter(None, map(normal, keys))))
        own = {each: tuple(key for key in keys if key not in wanted) for each, keys in self.own.items() if each != name}
        usual = tuple(map(normal, self.usual[name]))
        return replace(self, own=own if wanted == usual else {**own, name: wanted})

    def reset(self, name: str) -> Keymap:
        """The same with an action's usual keys, as far as the reader gave them to no other one."""
        return replace(self, own={each: keys for each, keys in self.own.items() if each != name})

    def written(self) -> dict[str, list[str]]:
        """The reader's own, to be kept."""
        return {name: list(keys) for name, keys in sorted(self.own.items())}


def taken(usual: Mapping[str, tuple[str, ...]], kept: object) -> Keymap:
    """What `Keymap.written` made; whatever cannot be used, of another version or damaged, is left out."""
    keymap = Keymap(usual)
    for name, keys in kept.items() if isinstance(kept, dict) else ():
        if name in usual and isinstance(keys, list):
            usable = [key for key in keys if isinstance(key, str) and normal(key) and not keymap.refusal(name, key)]
            keymap = keymap.given(name, usable) if usable or not keys else keymap
    return keymap


def as_json(keymap: Keymap, mouse: Mapping[str, Any]) -> str:
    """The reader's keys and mouse as a file for another machine."""
    told = {"format": _FORMAT, "version": 1, "keys": keymap.written(), "mouse": dict(mouse)}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def from_json(usual: Mapping[str, tuple[str, ...]], text: str, file: str) -> tuple[Keymap, dict[str, Any]]:
    """What `as_json` wrote: keys and mouse.

    Raises:
        UsageError: the file is none of these, names what this program has not, or gives one key to two actions.
    """
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if not isinstance(told, dict) or told.get("format") != _FORMAT or not isinstance(told.get("keys"), dict):
        raise UsageError(f"{file}: no keys of xaiviewer; choose a file that *Export* wrote.")
    seen: dict[str, str] = {}
    for name, keys in told["keys"].items():
        if name not in usual:
            raise UsageError(f"{file}: this version has no action “{name}”; take its line out of the file.")
        for key in keys if isinstance(keys, list) else [keys]:
            found = normal(key) if isinstance(key, str) else ""
            if not found or Keymap(usual).refusal(name, found):
                raise UsageError(f"{file}: “{key}” cannot be a key of {name}; name another one in the file.")
            if found in seen:
                raise UsageError(f"{file}: {found} stands for {seen[found]} and for {name}; leave it with one of them.")
            seen[found] = name
    mouse = told.get("mouse")
    return taken(usual, told["keys"]), mouse if isinstance(mouse, dict) else {}
