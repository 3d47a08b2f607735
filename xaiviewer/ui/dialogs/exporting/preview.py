"""What will be written, told before it is: every file, about how large, and what it depends on."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from xaiviewer.exports.kind import Kind
from xaiviewer.exports.plan import CasePlan, Entry, together_entries
from xaiviewer.exports.run import Unread
from xaiviewer.exports.sizes import size_words
from xaiviewer.ui.kit import notice_words, theme
from xaiviewer.ui.kit.controls import column, label, row
from xaiviewer.ui.language import figure, tr

_TALL, _TAB = 190, 76


class Preview(QWidget):
    """A list of files, and a line that sums them up. Cases are planned in all forms; those chosen are shown.

    Attributes:
        plans: of the cases that were looked at so far.
        text: the list.
        summary: the line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plans: list[CasePlan | Unread] = []
        self._total = 0
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(tr("What will be written"))
        self.text.setMinimumHeight(theme.px(_TALL))
        self.text.setTabStopDistance(theme.px(_TAB))
        self.summary = label("", "small")
        layout = column(self, spacing=6)
        layout.addLayout(row(label(tr("What will be written"), "heading"), 1, self.summary))
        layout.addWidget(self.text, 1)

    def begin(self, total: int) -> None:
        """So many cases are looked at from now on."""
        self.plans, self._total = [], total

    def show_kinds(self, kinds: Sequence[Kind]) -> None:
        """List what is written in these forms, as far as it is known."""
        known = [each.only(kinds) for each in self.plans if isinstance(each, CasePlan)]
        entries = [entry for each in known for entry in each.entries]
        entries += together_entries(kinds, (), known) if known else []
        lines = [_line(each) for each in entries]
        lines += [line for each in known for line in _left_out(each)]
        lines += [f"–\t{each.name}: {notice_words.told(each.why)}" for each in self.plans if isinstance(each, Unread)]
        self.text.setPlainText("\n".join(lines))
        self._sum_up(entries)

    def warnings(self, kinds: Sequence[Kind]) -> tuple[str, ...]:
        """What is to be known before these forms are handed on."""
        known = [each.only(kinds) for each in self.plans if isinstance(each, CasePlan)]
        return tuple(dict.fromkeys(told for each in known for told in each.warnings))

    def lack(self, kinds: Sequence[Kind], target: str) -> str:
        """What to say where a disk has too little room; "" where it has enough, or nobody knows."""
        known = [each.only(kinds) for each in self.plans if isinstance(each, CasePlan)]
        wanted = sum(each.about for plan in known for each in (*plan.entries, *together_entries(kinds, (), known)))
        free = _free_at(target)
        if free is None or wanted <= free:
            return ""
        words = tr("There may be too little room: about {size} will be written, and {free} are free there.")
        return words.format(size=figure(size_words(wanted)), free=figure(size_words(free)))

    def _sum_up(self, entries: Sequence[Entry]) -> None:
        size = figure(size_words(sum(each.about for each in entries)))
        told = tr("{count} files, about {size}").format(count=figure(f"{len(entries):,}"), size=size)
        if len(self.plans) < self._total:
            looked = tr("looking at the cases, {done} of {all}").format(done=len(self.plans), all=self._total)
            told = f"{told} · {looked}" if entries else looked
        self.summary.setText(told if entries or len(self.plans) < self._total else "")


def _left_out(plan: CasePlan) -> list[str]:
    """What is not written of a case, each reason once."""
    kinds: dict[str, list[str]] = {}
    for each in plan.left_out:
        kinds.setdefault(each.why, []).append(each.kind)
    return [f"–\t{plan.folder}, {', '.join(several)}: {why}" for why, several in kinds.items()]


def _line(entry: Entry) -> str:
    when = f"  ({tr(entry.when)})" if entry.when else ""
    return f"{figure(size_words(entry.about))}\t{entry.path}{when}"


def _free_at(target: str) -> int | None:
    """Bytes that are free where a folder is to be made."""
    if not target:
        return None
    there = Path(target)
    try:
        while not there.exists() and there != there.parent:
            there = there.parent
        return shutil.disk_usage(there).free
    except OSError:
        return None
