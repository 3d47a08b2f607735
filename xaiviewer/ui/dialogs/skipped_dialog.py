"""What the searches left out: every file with its reason, counted by reason, to be saved as a list."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget

from xaiviewer.errors import XaiViewerError
from xaiviewer.records.folders import write_whole
from xaiviewer.review.protocols import Skipped
from xaiviewer.ui.kit import notice_words
from xaiviewer.ui.kit.controls import Choice, column, keep_keys, label, row
from xaiviewer.ui.kit.room import open_as
from xaiviewer.ui.kit.tables import TextModel, table
from xaiviewer.ui.language import figure, tr

_ALL = ""


class SkippedModel(TextModel):
    """Its lines are `Skipped` files: of many thousands, only those that are seen are put into words."""

    def line(self, number: int) -> tuple[str, ...]:
        skipped: Skipped = self._lines[number]
        return skipped.path.name, str(skipped.path.parent), notice_words.skipped(skipped.path, skipped.reason)


class SkippedDialog(QDialog):
    """A table, narrowed to one reason if the reader likes."""

    def __init__(self, skipped: Sequence[Skipped], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Skipped files"))
        open_as(self, 880, 520)
        self._skipped = tuple(skipped)
        counted = Counter(each.reason for each in skipped).most_common()
        every = tr("All reasons ({count})").format(count=figure(f"{len(skipped):,}"))
        first = {each.reason: each.path for each in reversed(self._skipped)}
        told = ((why, notice_words.skipped(first[why], why), many) for why, many in counted)
        choices = [(_ALL, every), *((why, f"{words} ({figure(f'{many:,}')})") for why, words, many in told)]
        self.reasons = Choice(tr("Reason"), choices)
        self.model = SkippedModel((tr("File"), tr("Folder"), tr("Why it was skipped")), self)
        self.view = table(self.model, tr("Skipped files"), (240, 264, 0))
        self.save = QPushButton(tr("Save list…"))
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setProperty("primary", True)
        self.close_button.setDefault(True)
        for button in (self.save, self.close_button):
            button.setAutoDefault(False)
            keep_keys(button)
        self.said = label("", "small")
        layout = column(self, margins=(24, 20, 24, 20), spacing=12)
        layout.addWidget(label(tr("%Ln files skipped", None, len(skipped)), "title"))
        layout.addWidget(
            label(tr("They belong to no case that can be opened. Nothing on disk was changed."), "muted", wrap=True)
        )
        layout.addWidget(self.reasons)
        layout.addWidget(self.view, 1)
        layout.addLayout(row(self.said, 1, self.save, self.close_button))
        self.reasons.currentIndexChanged.connect(self._narrow)
        self.save.clicked.connect(self._ask_where)
        self.close_button.clicked.connect(self.accept)
        self._narrow()
        self.view.setFocus()

    def _narrow(self) -> None:
        why = self.reasons.currentData()
        shown = [each for each in self._skipped if why in (_ALL, each.reason)]
        self.model.set_lines(shown)

    def _ask_where(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save the list"), tr("skipped files.csv"), tr("Table (*.csv)"))
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, target: Path) -> None:
        """Write every file and its reason, whatever the table is narrowed to; say how it went."""
        try:
            write_whole(target, as_csv(self._skipped))
        except XaiViewerError as error:
            self.said.setText(str(error))
        else:
            self.said.setText(tr("Saved as {file}").format(file=target.name))


def as_csv(skipped: Sequence[Skipped]) -> bytes:
    """UTF-8 with a byte-order mark, without which spreadsheets garble names."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("file", "reason"))
    writer.writerows((str(each.path), each.reason) for each in skipped)
    return text.getvalue().encode("utf-8-sig", "replace")
