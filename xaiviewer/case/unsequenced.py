"""A case before a network that takes other sequences of MR than the bundled ones, or names none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol
from weakref import WeakKeyDictionary

from xaiviewer.case.case import Case


class _Channel(Protocol):
    @property
    def sequence(self) -> str: ...


_known: WeakKeyDictionary[Case, Case] = WeakKeyDictionary()
_silent: WeakKeyDictionary[Case, Case] = WeakKeyDictionary()


def takes_whatever(channels: Sequence[_Channel]) -> bool:
    """Whether none of a network's channels names a sequence of MR, so that it takes the case's main one, or any."""
    return bool(channels) and not any(each.sequence for each in channels)


def as_told(case: Case, channels: Sequence[_Channel]) -> Case:
    """The case as it is told of beside a network of such channels.

    Where they name no sequence its series are called by their own names, and neither a notice nor a doubt speaks of
    sequences that were not found. Where they name sequences that are all there, no notice speaks of others, which the
    network does not take. Asked again it gives the same case.
    """
    if not takes_whatever(channels):
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
