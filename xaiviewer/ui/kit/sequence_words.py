"""What a sequence of a case is called in the window: a series that only stands in for one says so."""

from __future__ import annotations

from xaiviewer.case import SEQUENCES, TAKEN_FOR, Case, Volume
from xaiviewer.nets.packages.telling import MAIN
from xaiviewer.ui.language import tr


def title(volume: Volume, *, named: bool = True) -> str:
    """What a volume shows: "T1", or "ep2d_diff, taken for T1".

    Args:
        volume: the case's.
        named: whether the series' own name may be shown; otherwise it is called by what it was recognised as.
    """
    series = volume.name if named else _kind(volume) or tr("another series")
    if not volume.sequence:  # shown as itself
        return series
    if not volume.name:
        return SEQUENCES[volume.sequence]
    if volume.itself or not volume.taken_for:
        return series
    return tr(TAKEN_FOR).format(series=series, sequence=volume.taken_for)


def short(sequence: str) -> str:
    """A sequence's name with little room: "T1 + C" for T1 + contrast."""
    return _short(SEQUENCES[sequence])


def brief(volume: Volume, *, kind: bool = True) -> str:
    """The same on a button: "T1", "diffusion for T1", or without its kind "for T1"."""
    if not volume.name:
        return short(volume.sequence).replace(" ", "")
    if volume.itself or not volume.taken_for:
        return _kind(volume) or tr("Picture")
    standing = tr("for {sequence}").format(sequence=_short(volume.taken_for).replace(" + ", "+"))
    return f"{_kind(volume) if kind else ''} {standing}".strip()


def channel(case: Case | None, key: str, name: str) -> str:
    """What an input of the network is called where its values come from a case; `name` is the network's own for it."""
    volumes = () if case is None else case.volumes
    found = next((each for each in volumes if each.sequence == key), None)
    if found is None:  # of a network that names no sequence, each channel takes the picture
        return name.replace(MAIN, tr("Picture"), 1) if name.startswith(MAIN) else name
    return brief(found) if found.name else name


def _short(names: str) -> str:
    return names.replace("contrast", "C")


def _kind(volume: Volume) -> str:
    """What a series was recognised as, in the reader's language; "" where nothing says that."""
    return tr(volume.kind) if volume.kind else ""
