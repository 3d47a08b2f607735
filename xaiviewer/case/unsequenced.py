"""A case before a network that takes other sequences of MR than the bundled ones, or names none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol
from weakref import WeakKeyDictionary

from xaiviewer.case.case import Case
from xaiviewer.case.standing_in import sentences
from xaiviewer.case.volume import SEQUENCES, Volume


class _Channel(Protocol):
    @property
    def sequence(self) -> str: ...

    @property
    def stands_in(self) -> bool: ...


_known: WeakKeyDictionary[Case, Case] = WeakKeyDictionary()
_silent: WeakKeyDictionary[Case, Case] = WeakKeyDictionary()
_seen: WeakKeyDictionary[Case, dict[tuple[str, ...], Case]] = WeakKeyDictionary()


def takes_whatever(channels: Sequence[_Channel]) -> bool:
    """Whether none of a network's channels names a sequence of MR, so that it takes the case's main one, or any."""
    return bool(channels) and not any(each.sequence for each in channels)


def as_told(case: Case, channels: Sequence[_Channel] | None) -> Case:
    """The case as it is told of beside a network of such channels; None while nobody knows what it takes.

    Where they name no sequence, or that is not known, its series are called by their own names, and neither a notice
    nor a doubt speaks of sequences that were not found. Where they name sequences, what stands in is said to do so for
    those alone that the network takes; where these are all there, no notice speaks of others. Asked again it gives the
    same case.
    """
    if channels is not None and not takes_whatever(channels):
        case = _beside(case, channels)
        return _without_others(case) if _all_there(case, {each.sequence for each in channels}) else case
    if all(volume.itself for volume in case.volumes):
        return case
    if case not in _known:
        _known[case] = replace(
            _without_others(case),
            volumes=tuple(replace(volume, itself=True) for volume in case.volumes),
            stand_in="",
        )
    return _known[case]


def _beside(case: Case, channels: Sequence[_Channel]) -> Case:
    """The case with what stands in for a sequence said of those a network takes; itself where it takes them all."""
    wanted = {each.sequence for each in channels}
    named = [each for each in case.volumes if each.name]
    if not wanted or not case.stand_in or {case.main_volume.sequence, *(each.sequence for each in named)} <= wanted:
        return case
    told = _seen.setdefault(case, {})
    key = tuple(f"{each.sequence}{each.stands_in}" for each in channels)
    if key not in told:
        held = {each.sequence for each in case.volumes if each.shows}
        first = next((each.sequence for each in channels if each.stands_in and each.sequence in held), "")
        lacking = tuple(each for each in SEQUENCES if each in wanted - held)
        volumes = tuple(
            _for(each, wanted, lacking if each is case.main_volume and not first else ()) if each.name else each
            for each in case.volumes
        )
        if all(each is other for each, other in zip(volumes, case.volumes, strict=True)) and named:
            return case  # it is told so already
        doubted = ((each.kind, each.taken_for) for each in volumes if each.name and each.taken_for)
        told[key] = replace(case, volumes=volumes, stand_in=sentences(doubted))
    return told[key]


def _for(volume: Volume, wanted: set[str], lacking: tuple[str, ...]) -> Volume:
    """A series with the sequences for which a network takes it: its own, else those that are lacking."""
    told = volume.sequence in wanted or volume.stands_for == lacking
    return volume if told else replace(volume, stands_for=lacking)


def _all_there(case: Case, wanted: set[str]) -> bool:
    """Whether a case holds what a network takes, on every slice, and nothing stands in for anything."""
    there = {volume.sequence for volume in case.volumes if not volume.absent}
    return bool(wanted) and wanted <= there and not case.stand_in


def _without_others(case: Case) -> Case:
    """The case without what is said of sequences in whose place others are seen."""
    if not any(each in case.of_sequences for each in case.notices):
        return case
    if case not in _silent:
        _silent[case] = replace(case, notices=tuple(each for each in case.notices if each not in case.of_sequences))
    return _silent[case]
