"""What is written down: events, each with the hash of the one before it in its writer's chain.

An event is kept as the text of a JSON object, and its hash is the SHA-256 of that text as it is kept, so that whoever
checks it need not write JSON as we do. The objects' keys are sorted, without spaces, in ASCII.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

VERSION = 1
"""Of the events' fields; each event says which it has."""

NONE_BEFORE = "0" * 64
"""In place of a hash: nothing comes before the first event of a chain."""

BEGINNING = '{"at":"'
"""Every event's text begins with it, as no key sorts before it: so events are found in a file that nobody can open."""

BEGIN, FORM, CASE, ANSWER, UNDO, AUDIT, FOUND = "begin", "form", "case", "answer", "undo", "audit", "found"
"""The kinds of events. Those of a kind that this version does not know are kept and checked, and say nothing to it."""


def canonical(value: object) -> str:
    """JSON with one spelling: keys sorted, no spaces, ASCII; ValueError where a number is not finite."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def digest(text: str) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Event:
    """One statement.

    Attributes:
        text: as it is kept.
        hash: SHA-256 of the text.
        fields: what the text says; every event has ``v``, ``chain``, ``seq``, ``prev``, ``kind`` and ``at``.
    """

    text: str
    hash: str
    fields: Mapping[str, Any]

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Event:
        """The event that says this."""
        text = canonical(fields)
        return cls(text, digest(text), json.loads(text))

    @classmethod
    def read(cls, text: str) -> Event:
        """The event of this text; ValueError where it is none."""
        fields = json.loads(text)
        if not isinstance(fields, dict) or not all(
            isinstance(fields.get(name), kind)
            for name, kind in (("chain", str), ("seq", int), ("prev", str), ("kind", str), ("at", str))
        ):
            raise ValueError("it is no event")
        return cls(text, digest(text), fields)

    @property
    def chain(self) -> str:
        """Key of its writer's chain."""
        return str(self.fields["chain"])

    @property
    def seq(self) -> int:
        """Its place in the chain, counted from 0."""
        return int(self.fields["seq"])

    @property
    def prev(self) -> str:
        """Hash of the event before it in the chain."""
        return str(self.fields["prev"])

    @property
    def kind(self) -> str:
        """What kind of statement it is."""
        return str(self.fields["kind"])

    @property
    def at(self) -> str:
        """When, UTC; later than the one before it in the chain, whatever the clock was set to."""
        return str(self.fields["at"])

    @property
    def named(self) -> tuple[str, ...]:
        """Hashes of the other events it speaks of: it replaces them, decides between them, or saw these heads."""
        return tuple(each for name in ("replaces", "decides", "seen") for each in self.fields.get(name, ()))


def now() -> str:
    """The time, UTC, to the microsecond."""
    return _told(datetime.now(UTC))


def later_than(time: str) -> str:
    """The time now, or where the clock was set back, a microsecond after `time`."""
    here = now()
    return here if here > time else _told(datetime.fromisoformat(time) + timedelta(microseconds=1))


def _told(time: datetime) -> str:
    return time.isoformat(timespec="microseconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Place:
    """What a statement is about, within a case; nothing of it: the whole case.

    Attributes:
        slice: counted from 0.
        lesion: its name, see `lesion_name`. A number is of an earlier version: the lesion's place in a table that was
            not kept, so that it is no lesion's any more.
        layer: its name.
        arm, step: of a reader study; step counted from 0. The same question is asked anew in each.
    """

    slice: int | None = None
    lesion: str | int | None = None
    layer: str | None = None
    arm: str | None = None
    step: int | None = None

    def fields(self) -> dict[str, Any]:
        """What is not left open."""
        named = vars(self)
        return {name: value for name, value in named.items() if value is not None}

    @property
    def about(self) -> str:
        """The narrowest of "case", "slice", "lesion" and "layer"."""
        return next((name for name in ("layer", "lesion", "slice") if name in self.fields()), "case")


WHOLE_CASE = Place()

Voxel = tuple[int, int, int]
"""Slice, row and column, counted from 0."""

_LESION = re.compile(r"(clinician|model):(\d{1,9}):(\d{1,9}):(\d{1,9})")


def lesion_name(by: str, voxel: Voxel) -> str:
    """What a lesion is called by: who outlined it, and one of its voxels.

    An outline that changes may renumber its lesions; this voxel stays where it is.
    """
    return ":".join((by, *map(str, voxel)))


def lesion_of(name: str | int) -> tuple[str, Voxel] | None:
    """Who outlined the lesion of a name, and the voxel; None where it is no name."""
    found = _LESION.fullmatch(str(name))
    if found is None:
        return None
    by, *voxel = found.groups()
    index, row, column = map(int, voxel)
    return by, (index, row, column)


def lesion_told(name: str | int) -> str:
    """A lesion in English words, counted from 1."""
    known = lesion_of(name)
    if known is None:
        return f"lesion {name + 1}" if isinstance(name, int) else f"lesion {name}"
    by, (index, row, column) = known
    return f"{by}'s lesion at slice {index + 1}, row {row + 1}, column {column + 1}"


@dataclass(frozen=True)
class Screen:
    """What was to be seen when a statement was made; None: not shown, or not known.

    Attributes:
        slice: counted from 0.
        sequence: key of the series that was shown.
        layer, method: whose map.
        parameters: of the method, without its seed.
        seed: of a random method.
        opacity, threshold: of the map, as the window holds them.
        window: lowest and highest grey value.
        weights: SHA-256 of each network's weights, by task.
        network: name of the network in use: whom an answer about a network is about.
        beside: of another network whose map stood beside its own `name`, `weights` (SHA-256) and `layer`; no answer is
            about that one.
    """

    slice: int | None = None
    sequence: str | None = None
    layer: str | None = None
    method: str | None = None
    parameters: Mapping[str, Any] | None = None
    seed: int | None = None
    opacity: float | None = None
    threshold: float | None = None
    window: tuple[float, float] | None = None
    weights: Mapping[str, str] | None = None
    network: str | None = None
    beside: Mapping[str, Any] | None = None

    def fields(self) -> dict[str, Any]:
        """What is known, as plain values."""
        known = {name: value for name, value in vars(self).items() if value is not None}
        return {
            name: dict(value) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else value
            for name, value in known.items()
        }


NOTHING_SHOWN = Screen()


@dataclass(frozen=True)
class Occasion:
    """An entry of the audit trail in the words of DICOM PS3.15 A.5 (codes of PS3.16 CID 400 and 401).

    Attributes:
        code, meaning: the event's code in the scheme DCM.
        action: C create, R read, U update, D delete, E execute.
        type: code and meaning of its type; empty where it has none.
    """

    code: str
    meaning: str
    action: str
    type: tuple[str, str] | tuple[()] = ()

    def fields(self, *, outcome: int = 0) -> dict[str, Any]:
        """As plain values; `outcome` 0 success, 4 minor, 8 serious, 12 major failure."""
        kind = {} if not self.type else {"type": {"code": self.type[0], "scheme": "DCM", "meaning": self.type[1]}}
        event = {"code": self.code, "scheme": "DCM", "meaning": self.meaning}
        return {"event": event, "action": self.action, "outcome": outcome, **kind}


OCCASIONS = {
    "opened": Occasion("110100", "Application Activity", "E", ("110120", "Application Start")),
    "closed": Occasion("110100", "Application Activity", "E", ("110121", "Application Stop")),
    "case opened": Occasion("110103", "DICOM Instances Accessed", "R"),
    "exported": Occasion("110106", "Export", "R"),
    "merged": Occasion("110107", "Import", "C"),
    "verified": Occasion("110101", "Audit Log Used", "R"),
    "rescued": Occasion("110113", "Security Alert", "C"),
}
"""What is entered in the audit trail."""
