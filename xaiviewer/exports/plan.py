"""What an export would write, and what it would leave out and why: nothing is made to find out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xaiviewer.exports import sizes
from xaiviewer.exports.context import Context
from xaiviewer.exports.identity import folder_of
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.exports.measured import anything_measured
from xaiviewer.exports.told import Told

BURNED_IN = "Pixels are written as they are: text that is burned into them, or a face, would still tell who it is."
ONE_EXPORT = "Without a project pseudonyms hold for this export alone: the next one calls its cases otherwise."

SOURCES = "DICOM objects refer to de-identified images, which only those have who get them too: add the form “source”."
MAPS = "The blending names maps that only those have who get them too: add the form “pm”."
SOURCE, BLENDED, MAP = "source", "blend", "pm"
OF_SOURCES = frozenset(("seg", "pm", "sr", "pr", BLENDED))
OF_PIXELS = frozenset(("nifti", "pdf", "html", "png", "cine", "gif", "figure", "sc", SOURCE))
"""Keys of forms that refer to the source images, and that show them."""


IF_OUTLINED = "if the networks outline anything"
IF_CHOSEN = "of the slice that tells most, known once the case is analysed"
"""What may keep a file of a case that is not analysed yet from being written, or from being called so."""


@dataclass(frozen=True)
class Entry:
    """A file that would be written.

    Attributes:
        path: below the export's folder.
        kind: key of its form.
        made: makes it.
        about: bytes, estimated; 0 where nothing is known of such files.
        when: under which condition; "" where it is certain.
    """

    path: str
    kind: str
    made: Made = field(compare=False, repr=False)
    about: int = field(default=0, compare=False)
    when: str = ""


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
        warned: (key of a form, sentence to be read before its files are handed on).
        rows: about how many rows of the long table it has.
        measured: under which condition anything is measured on it; "": certainly; None: nothing is.
    """

    folder: str
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    warned: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    measured: str | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """These sentences, once each."""
        return tuple(dict.fromkeys(told for _, told in self.warned))

    def only(self, kinds: Sequence[Kind]) -> CasePlan:
        """What it says of these forms."""
        keys = {each.key for each in kinds}
        return replace(
            self,
            entries=tuple(each for each in self.entries if each.kind in keys),
            left_out=tuple(each for each in self.left_out if each.kind in keys),
            warned=tuple(each for each in self.warned if each[0] in keys),
        )


def plan_case(context: Context, kinds: Sequence[Kind], folder: str | None = None) -> CasePlan:
    """What would be written of a case.

    Args:
        context: the case.
        kinds: in which forms.
        folder: where another case of the export is called alike already.
    """
    place = folder_of(context.identity) if folder is None else folder
    entries, left_out, warned = list[Entry](), list[LeftOut](), list[tuple[str, str]]()
    for kind in kinds:
        why = context.as_written(kind.refuses(context))
        if why:
            left_out.append(LeftOut(kind.key, why))
        else:
            warned += [(kind.key, context.as_written(each)) for each in kind.warns(context)]
            entries += [
                Entry(f"{place}/{each.path}", kind.key, each, kind.bytes_of(each, context))
                for each in kind.make(context)
            ]
    there = "" if anything_measured(context) else None
    return CasePlan(place, tuple(entries), tuple(left_out), tuple(warned), sizes.rows_of(context), there)


def together_entries(kinds: Sequence[Kind], told: Sequence[Told], plans: Sequence[CasePlan] = ()) -> list[Entry]:
    """The files about all cases; `plans` of them, where it is to be told how large these files will be."""
    rows = sum(each.rows for each in plans)
    entries = [
        Entry(each.path, kind.key, each, sizes.of_all(kind.key, each.path, rows, len(plans)))
        for kind in kinds
        for each in kind.together(told)
    ]
    when = [each.measured for each in plans if each.measured is not None] + ["" for each in told if each.measured]
    if when:
        entries += [
            Entry(each.path, kind.key, each, sizes.of_measured(kind.key, each.path, len(plans)), min(when))
            for kind in kinds
            for each in kind.measured(told)
        ]
    return entries


def warnings_of(*, hidden: bool, project: bool, kinds: Sequence[Kind]) -> tuple[str, ...]:
    """What is to be known before anything is written.

    Args:
        hidden: whether the patient is taken out.
        project: whether there is a project to keep pseudonyms.
        kinds: in which forms.
    """
    keys = {kind.key for kind in kinds}
    told = [MAPS] if BLENDED in keys and MAP not in keys else []
    if not hidden:
        return tuple(told)
    told += [BURNED_IN] if keys & OF_PIXELS else []
    told += [] if project else [ONE_EXPORT]
    return (*told, *([SOURCES] if keys & OF_SOURCES and SOURCE not in keys else []))
