"""A case before a network that names no sequence of MR: nothing in it stands in for anything."""

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


def takes_whatever(channels: Sequence[_Channel]) -> bool:
    """Whether none of a network's channels names a sequence of MR, so that it takes the case's main one, or any."""
    return bool(channels) and not any(each.sequence for each in channels)


def as_told(case: Case, channels: Sequence[_Channel]) -> Case:
    """The case as it is told of beside a network of such channels.

    Where they name no sequence its series are called by their own names, and neither a notice nor a doubt speaks of
    sequences that were not found. Asked again it gives the same case.
    """
    if not takes_whatever(channels) or all(volume.itself for volume in case.volumes):
        return case
    if case not in _known:
        _known[case] = replace(
            case,
            volumes=tuple(replace(volume, itself=True) for volume in case.volumes),
            notices=tuple(each for each in case.notices if each not in case.of_sequences),
            stand_in="",
        )
    return _known[case]
