"""Writes an export: into a temporary folder that is renamed once everything is there, with a manifest of all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xaiviewer.errors import Cancelled, UsageError, XaiViewerError
from xaiviewer.exports.context import Context
from xaiviewer.exports.identity import folder_of
from xaiviewer.exports.kind import Kind
from xaiviewer.exports.plan import CasePlan, Entry, LeftOut, plan_case, together_entries
from xaiviewer.exports.told import Told, told_of
from xaiviewer.records import NOTICE
from xaiviewer.records.acquired import save_below
from xaiviewer.records.folders import Names, replacing
from xaiviewer.records.manifest import as_json
from xaiviewer.records.provenance import versions
from xaiviewer.records.unfinished import clear

MANIFEST = "manifest.json"
SCHEMA = 1

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Unread:
    """A case that could not be read or analysed.

    Attributes:
        name: as it may be written.
        why: a sentence, as it may be written.
        error: what was raised, for whoever asked: it may name the patient.
    """

    name: str
    why: str
    error: XaiViewerError | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Written:
    """What became of an export.

    Attributes:
        folder: where it stands.
        files: how many, without the manifest.
        cases: how many were written.
        unread: those that were not.
        left_out: (case, form that it is not written in).
        warnings: (case, sentence to be read before its files are handed on).
        cleared: sentences on what a killed program had left there.
    """

    folder: Path
    files: int
    cases: int
    unread: tuple[Unread, ...] = ()
    left_out: tuple[tuple[str, LeftOut], ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    cleared: tuple[str, ...] = ()


@dataclass
class _Writing:
    """What was written so far."""

    folder: Path
    kinds: Sequence[Kind]
    tell: Tell = lambda _: None
    cancelled: Callable[[], bool] = lambda: False
    files: list[dict[str, object]] = field(default_factory=list)
    cases: list[dict[str, object]] = field(default_factory=list)
    left_out: list[tuple[str, LeftOut]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    names: Names = field(default_factory=Names)

    def case(self, context: Context) -> None:
        """Write one case's files."""
        plan = plan_case(context, self.kinds, self.names.distinct(folder_of(context.identity)))
        for entry in plan.entries:
            self.entry(entry)
        if any(kind.of_all for kind in self.kinds):
            self.told.append(told_of(context))
        self.left_out += [(context.identity.name, each) for each in plan.left_out]
        self.warnings += [(context.identity.name, each) for each in plan.warnings]
        self.cases.append(_case_fields(context, plan))

    def entry(self, entry: Entry) -> None:
        """Write one file."""
        if self.cancelled():
            raise Cancelled
        self.tell(entry.path)
        data = entry.made.data()
        save_below(self.folder, entry.path, data)
        digest = hashlib.sha256(data).hexdigest()
        self.files.append({"path": entry.path, "kind": entry.kind, "bytes": len(data), "sha256": digest})

    def manifest(self, *, hidden: bool, unread: Sequence[Unread] = ()) -> None:
        """Write what was written, and what not."""
        self.tell(MANIFEST)
        fields = {
            "schema": SCHEMA,
            "notice": NOTICE,
            "versions": versions(),
            "de-identified": hidden,
            "kinds": list(dict.fromkeys(each["kind"] for each in self.files)),
            "cases": self.cases,
            "unread": [{"case": each.name, "why": each.why} for each in unread],
            "files": self.files,
        }
        (self.folder / MANIFEST).write_bytes(as_json(fields))

    def complete(self, target: Path) -> None:
        """See that every file still lies there: a folder that somebody deletes is made again for the next file.

        Raises:
            UsageError: where one is gone, or is not as long as it was written.
        """
        gone = sum(_size(self.folder / str(each["path"])) != each["bytes"] for each in self.files)
        if gone:
            told = f"{gone} of the {len(self.files)} files for {target} were taken away while others were written"
            raise UsageError(f"{told}; see whether the place is still there, and export again.")


def write(
    target: Path,
    cases: Iterable[Context | Unread],
    kinds: Sequence[Kind],
    *,
    overwrite: bool = False,
    tell: Tell = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write an export whole, or nothing.

    Args:
        target: its folder, which must not be there yet.
        cases: made one after the other while the files of those before are written.
        kinds: in which forms.
        overwrite: replace what this program wrote there.
        tell: what is being written.
        cancelled: asked before every file.

    Raises:
        UsageError: where `target` cannot be written, is there already, or there is nothing to write.
        Cancelled: where that was asked; nothing is left behind.
    """
    unread: list[Unread] = []
    cleared = clear(target.parent)
    with replacing(target, overwrite=overwrite) as folder:
        writing = _Writing(folder, kinds, tell, cancelled)
        hidden = False
        for each in cases:
            if isinstance(each, Unread):
                unread.append(each)
                continue
            hidden = each.identity.hidden
            writing.case(each)
        for entry in together_entries(kinds, writing.told) if writing.told else ():
            writing.entry(entry)
        if not writing.files:
            raise UsageError(_nothing(unread, writing.left_out))
        writing.manifest(hidden=hidden, unread=unread)
        writing.complete(target)
    return Written(
        target,
        len(writing.files),
        len(writing.cases),
        tuple(unread),
        tuple(writing.left_out),
        tuple(writing.warnings),
        tuple(cleared),
    )


def write_entries(target: Path, entries: Sequence[Entry], *, hidden: bool, overwrite: bool = False) -> None:
    """Write files that are about no case, whole or not at all.

    Raises:
        UsageError: where `target` cannot be written, or is there already.
    """
    with replacing(target, overwrite=overwrite) as folder:
        writing = _Writing(folder, ())
        for entry in entries:
            writing.entry(entry)
        writing.manifest(hidden=hidden)
        writing.complete(target)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1


def _case_fields(context: Context, plan: CasePlan) -> dict[str, object]:
    return {
        "case": context.identity.name,
        "folder": plan.folder,
        "settings": dict(context.settings),
        "computation": dict(context.computation),
        "requests": [{"key": each.key, **each.fields()} for each in context.requests],
        "notices": [*context.case.notices, *context.analysis.notices],
        "left_out": [{"kind": each.kind, "why": each.why} for each in plan.left_out],
        "warnings": list(plan.warnings),
    }


def _nothing(unread: Sequence[Unread], left_out: Sequence[tuple[str, LeftOut]]) -> str:
    """Why nothing is written: the first reason."""
    reasons = [*(each.why for each in unread), *(each.why for _, each in left_out)]
    return reasons[0] if reasons else "There is nothing to write: the chosen forms say nothing of these cases."
