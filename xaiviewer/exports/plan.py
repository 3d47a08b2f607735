"""What an export would write, and what it would leave out and why: nothing is made to find out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xaiviewer.exports.context import Context
from xaiviewer.exports.identity import folder_of
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.exports.told import Told

BURNED_IN = "Pixels are written as they are: text that is burned into them, or a face, would still tell who it is."
ONE_EXPORT = "Without a project pseudonyms hold for this export alone: the next one calls its cases otherwise."

SOURCES = "DICOM objects refer to de-identified images, which only those have who get them too: add the form “source”."
SOURCE = "source"
OF_SOURCES = frozenset(("seg", "pm", "sr", "pr"))
OF_PIXELS = frozenset(("nifti", "pdf", "html", "png", "cine", "gif", "figure", "sc", SOURCE))
"""Keys of forms that refer to the source images, and that show them."""


@dataclass(frozen=True)
class Entry:
    """A file that would be written.

    Attributes:
        path: below the export's folder.
        kind: key of its form.
        made: makes it.
    """

    path: str
    kind: str
    made: Made = field(compare=False, repr=False)


@dataclass(frozen=True)
class LeftOut:
    """A form that a case is not written in.

    Attributes:
        kind: its key.
        why: a sentence.
    """

    kind: str
    why: str


@dataclass(frozen=True)
class CasePlan:
    """The files of one case.

    Attributes:
        folder: of the case.
        entries: in the order in which they are written.
        left_out: forms that nothing is written in.
        warnings: sentences to be read before the files are handed on.
    """

    folder: str
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...] = ()


def plan_case(context: Context, kinds: Sequence[Kind], folder: str | None = None) -> CasePlan:
    """What would be written of a case.

    Args:
        context: the case.
        kinds: in which forms.
        folder: where another case of the export is called alike already.
    """
    place = folder_of(context.identity) if folder is None else folder
    entries, left_out, warnings = list[Entry](), [], dict[str, None]()
    for kind in kinds:
        why = context.as_written(kind.refuses(context))
        if why:
            left_out.append(LeftOut(kind.key, why))
        else:
            warnings |= dict.fromkeys(context.as_written(each) for each in kind.warns(context))
            entries += _entries(kind, kind.make(context), f"{place}/")
    return CasePlan(place, tuple(entries), tuple(left_out), tuple(warnings))


def _entries(kind: Kind, made: Iterator[Made], below: str) -> list[Entry]:
    return [Entry(f"{below}{each.path}", kind.key, each) for each in made]


def together_entries(kinds: Sequence[Kind], told: Sequence[Told]) -> list[Entry]:
    """The files about all cases."""
    return [each for kind in kinds for each in _entries(kind, kind.together(told), "")]


def warnings_of(*, hidden: bool, project: bool, kinds: Sequence[Kind]) -> tuple[str, ...]:
    """What is to be known before anything is written.

    Args:
        hidden: whether the patient is taken out.
        project: whether there is a project to keep pseudonyms.
        kinds: in which forms.
    """
    if not hidden:
        return ()
    keys = {kind.key for kind in kinds}
    told = [BURNED_IN] if keys & OF_PIXELS else []
    told += [] if project else [ONE_EXPORT]
    return (*told, *([SOURCES] if keys & OF_SOURCES and SOURCE not in keys else []))
