"""Beside the main window: a study's figures, opened with its owner's key, or those of the open project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QScrollArea, QWidget

from xaiviewer.ledger.concordance import project_figures
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.storage import SUFFIX as PROJECT
from xaiviewer.records.folders import write_whole
from xaiviewer.records.manifest import as_json
from xaiviewer.records.pages.readers_page import readers_page
from xaiviewer.records.reading_tables import (
    ALL,
    NAMED,
    Cell,
    Table,
    counts_of,
    facts_table,
    heading_of,
    left_out_of,
    reference_of,
    remarks_of,
    tables_of,
    words_of,
)
from xaiviewer.records.workbook import workbook_of
from xaiviewer.review import JobRunner
from xaiviewer.review.failure import failure_of
from xaiviewer.review.threads.jobs import JobContext
from xaiviewer.studies.design import ITEMS
from xaiviewer.studies.figures import study_figures
from xaiviewer.studies.owner import SUFFIX as OWNER
from xaiviewer.ui.kit import tables, theme
from xaiviewer.ui.kit.controls import column, keep_keys, label, row, rule
from xaiviewer.ui.kit.room import open_as
from xaiviewer.ui.language import figure, tr

_SIZE = 1040, 720
_WORDS = 72  # logical pixels of a column at least
_ROOM = 80  # of what is beside a table
_ITEMS = frozenset(ITEMS)

Fields = Mapping[str, Any]


class FiguresDialog(QDialog):
    """Computes on a thread of its own; closing drops what is under way."""

    def __init__(self, project: Callable[[], Path | None], parent: QWidget | None = None) -> None:
        """Of the open project, whose file `project` tells; None: there is none."""
        super().__init__(parent)
        self._project = project
        self.fields: Fields | None = None
        self.setWindowTitle(tr("Figures"))
        open_as(self, *_SIZE)
        self._runner = JobRunner(self, name="xaiviewer-figures")
        self._runner.reported.connect(self._take)
        self._runner.ended.connect(self._take_end)
        self.title, self.told = label(tr("Figures"), "title"), label("", "muted", wrap=True)
        self.problem = label("", "caution", wrap=True)
        self.of_project, self.of_study = QPushButton(tr("This project")), QPushButton(tr("A study…"))
        self.cancel, self.save = QPushButton(tr("Cancel")), QPushButton(tr("Save…"))
        self.close_button = QPushButton(tr("Close"))
        self.of_project.setToolTip(tr("How far the readers of the open project agree"))
        self.of_study.setToolTip(tr("Open the key of a study's owner, and the readers' answers"))
        for button in (self.of_project, self.of_study, self.cancel, self.save, self.close_button):
            button.setAutoDefault(False)
            keep_keys(button)
        self.area = QScrollArea()
        self.area.setObjectName("panel")
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.area.setAccessibleName(tr("Figures"))
        layout = column(self, margins=(24, 16, 24, 16), spacing=8)
        layout.addLayout(row(self.title, 1, self.of_project, self.of_study))
        layout.addWidget(self.told)
        layout.addWidget(self.problem)
        layout.addWidget(self.area, 1)
        layout.addWidget(rule())
        layout.addLayout(row(self.cancel, 1, self.save, self.close_button))
        self.of_project.clicked.connect(self.show_project)
        self.of_study.clicked.connect(self._ask_study)
        self.cancel.clicked.connect(self._stop)
        self.save.clicked.connect(self._ask_target)
        self.close_button.clicked.connect(self.accept)
        self.finished.connect(self._stop)
        self._refresh(tr("Choose whose figures you want."))

    def open_asking(self) -> None:
        """Show it, with the figures of the open project."""
        self.show()
        self.raise_()
        self.activateWindow()
        if self.fields is None and not self._runner.busy and self._project() is not None:
            self.show_project()
        else:
            self._refresh(self.told.text())

    def show_project(self) -> None:
        """Compute how far the readers of the open project agree."""
        path = self._project()
        if path is None:
            return

        def work() -> Fields:
            with open_project(path) as project:
                return project_figures(project)

        self._compute(work)

    def show_study(self, key: Path, projects: list[Path]) -> None:
        """Compute a study's figures."""
        self._compute(lambda: study_figures(key, projects).fields)

    def write(self, target: Path) -> None:
        """Save what is shown, as the file's name says: a page, a document, a workbook, or JSON."""
        fields = self.fields
        if fields is None:
            return

        def work(context: JobContext) -> None:
            match target.suffix.lower():
                case ".xlsx":
                    data = workbook_of((*tables_of(fields), facts_table(fields)))
                case ".json":
                    data = as_json(dict(fields))
                case ".pdf":
                    # reportlab takes a second to import
                    from xaiviewer.exports.pdf.readers_report import readers_report  # noqa: PLC0415

                    data = readers_report(fields)
                case _:
                    data = readers_page(fields).encode("utf-8", "replace")
            context.check()
            write_whole(target, data)
            context.report(target)

        self._runner.submit(work)
        self._refresh(tr("Saving…"))

    def close_threads(self) -> None:
        """End the thread."""
        self._runner.close()

    # ---------------------------------------------------------------- inside

    def _compute(self, work: Callable[[], Fields]) -> None:
        self.fields = None
        self._runner.submit(lambda context: context.report(work()))
        self._refresh(tr("Computing, with a thousand resamples…"))

    def _ask_study(self) -> None:
        key, _ = QFileDialog.getOpenFileName(self, tr("The key of the study's owner"), "", f"*{OWNER}")
        if not key:
            return
        chosen, _ = QFileDialog.getOpenFileNames(
            self, tr("The readers' answers, one file or several"), str(Path(key).parent), f"*{PROJECT}"
        )
        if chosen:
            self.show_study(Path(key), [Path(each) for each in chosen])

    def _ask_target(self) -> None:
        kinds = {
            ".html": tr("Page (*.html)"),
            ".pdf": "PDF (*.pdf)",
            ".xlsx": tr("Workbook (*.xlsx)"),
            ".json": "JSON (*.json)",
        }
        chosen, kind = QFileDialog.getSaveFileName(
            self, tr("Save the figures"), "figures.html", ";;".join(kinds.values())
        )
        if chosen:
            target = Path(chosen)
            ending = next((suffix for suffix, name in kinds.items() if name == kind), ".html")
            self.write(target if target.suffix.lower() in kinds else target.with_name(target.name + ending))

    @Slot()
    def _stop(self) -> None:
        if self._runner.busy:
            self._runner.drop()
            self._refresh(tr("Cancelled."))

    @Slot(object)
    def _take(self, report: object) -> None:
        if isinstance(report, Path):
            self._refresh(tr("Written to {folder}").format(folder=report))
        elif isinstance(report, Mapping):
            self.fields = report
            name, _ = heading_of(report)
            self.title.setText(name)
            self._refresh(_counted(report))
            self._show(report)

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        failure = failure_of(outcome)
        self._refresh(self.told.text() if failure is None else "")
        if failure is not None:
            self.problem.setText(failure.sentence)
            self.problem.show()

    def _refresh(self, told: str) -> None:
        busy, known = self._runner.busy, self.fields is not None
        self.told.setText(told)
        self.problem.hide()
        self.cancel.setVisible(busy)
        self.save.setEnabled(known and not busy)
        self.of_project.setEnabled(self._project() is not None and not busy)
        self.of_study.setEnabled(not busy)
        if not known:
            self.title.setText(tr("Figures"))
            self.area.setWidget(QWidget())

    def _show(self, fields: Fields) -> None:
        inner = QWidget()
        inner.setObjectName("panel")
        layout = column(inner, margins=(0, 0, 12, 0), spacing=6)
        for remark in remarks_of(fields):
            layout.addWidget(label(tr(remark.text).format(**remark.values), "caution", wrap=True))
        for each in tables_of(fields):
            layout.addWidget(label(tr(each.title), "heading"))
            layout.addWidget(label(tr(each.told), "muted", wrap=True))
            layout.addWidget(_alone(each) if len(each.head) == 1 else _table(each))
            layout.addSpacing(8)
        if "study" in fields:
            layout.addWidget(label(tr("Reference standard, and cases left out"), "heading"))
            layout.addWidget(label("\n".join(_made_of(fields)), wrap=True))
        layout.addStretch(1)
        self.area.setWidget(inner)


def _counted(fields: Fields) -> str:
    readers, cases, answers = counts_of(fields)
    told = tr("%Ln readers", None, readers), tr("%Ln cases", None, cases), tr("%Ln answers", None, answers)
    return " · ".join(told)


def _made_of(fields: Fields) -> list[str]:
    """What a study's figures stand on, in its owner's words: who drew the masks, and which cases are not in it."""
    reference, left_out = reference_of(fields), left_out_of(fields)
    told = [tr("Reference: {told}").format(told=reference) if reference else tr("Who drew the masks is not told.")]
    if not left_out:
        return [*told, tr("No case is told to have been left out.")]
    return told + [tr("Left out: {case} ({reason})").format(case=case, reason=reason) for case, reason in left_out]


def _alone(table: Table) -> QWidget:
    """A table of sentences, as text."""
    return label("\n".join(words_of(row[0]) for row in table.rows), wrap=True)


def _table(table: Table) -> QWidget:
    model = tables.TextModel([tr(name) for name in table.head])
    lines = [tuple(_words(cell, name) for cell, name in zip(row, table.head, strict=True)) for row in table.rows]
    model.set_lines(lines)
    needed = [
        max(theme.text_width(theme.BODY, [*(line[at] for line in lines), tr(name)]) + 28, _WORDS)
        for at, name in enumerate(table.head)
    ]
    too_wide = sum(needed) > theme.px(_SIZE[0]) - _ROOM
    view = tables.table(model, tr(table.title), needed if too_wide else [0, *needed[1:]])
    model.setParent(view)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setFixedHeight(tables.height_of(len(table.rows)) + (14 if too_wide else 4))
    return view


def _words(cell: Cell, name: str) -> str:
    """A cell of the column of this name in the reader's language; names that others gave stay as they are."""
    if isinstance(cell, str):
        if name in NAMED and cell != ALL:
            return cell
        parts = cell.split(", ")
        return ", ".join(map(tr, parts)) if set(parts) <= _ITEMS else tr(cell)
    told = words_of(cell)
    between = tr("to", "from one number to another")
    return figure(told).replace(" to ", f" {between} ")
