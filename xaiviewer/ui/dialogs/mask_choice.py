"""Which mask is the clinician's, and which of its labels."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from xaiviewer.case import Case, Choices, Contents, MaskSource
from xaiviewer.review.derived.sources import mask_named, settled
from xaiviewer.ui.dialogs.mask_result import MaskResult
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.kit.controls import Choice, column, keep_keys, label, row
from xaiviewer.ui.language import tr

_NAME, _CHOICE = 112, 376
_LINE, _LINES, _ROOM = 28, 3, 880  # height of a line of labels, how many are shown, what one holds at least
_AROUND = 48  # a label's check box and margins
_NUMBER = Qt.ItemDataRole.UserRole


class MaskChoice(QWidget):
    """A choice of masks, a check box per label, and what was read of the one in use.

    Signals:
        changed(): another mask or other labels.
    """

    changed = Signal()

    def __init__(self, contents: Contents, case: Case | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents = contents
        self.result = MaskResult(case)
        offered = [(mask.key, _offer(mask)) for mask in contents.masks]
        self.masks = Choice(tr("Clinician's mask"), [*offered, ("", tr("No mask"))])
        self.masks.setFixedWidth(theme.px(_CHOICE))
        self.masks.setEnabled(bool(contents.masks))
        self.about = label("", "small")
        self.labels = QListWidget()
        self.labels.setObjectName("labels")
        self.labels.setAccessibleName(tr("Labels of the mask"))
        self.labels.setFlow(QListView.Flow.LeftToRight)
        self.labels.setWrapping(True)
        self.labels.setResizeMode(QListView.ResizeMode.Adjust)
        self.labels.setSpacing(0)
        self.labels.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        keep_keys(self.labels)
        name = label(tr("Clinician's mask"))
        name.setFixedWidth(theme.px(_NAME))
        name.setBuddy(self.masks)
        layout = column(self, spacing=8)
        layout.addLayout(row(name, self.masks, self.about, 1, spacing=12))
        layout.addWidget(self.labels)
        layout.addWidget(self.result)
        self.masks.currentIndexChanged.connect(self._take_mask)
        self.labels.itemChanged.connect(self._count)
        self._take_mask()

    @property
    def key(self) -> str:
        """Key of the mask chosen; "" for none."""
        return str(self.masks.currentData() or "")

    @property
    def segments(self) -> tuple[int, ...]:
        """Numbers of the labels ticked."""
        items = [self.labels.item(number) for number in range(self.labels.count())]
        return tuple(each.data(_NUMBER) for each in items if each.checkState() == Qt.CheckState.Checked)

    @property
    def complete(self) -> bool:
        """False where a mask is chosen, but none of its labels."""
        source = mask_named(self._contents, self.key)
        return source is None or not source.segments or bool(self.segments)

    def show_choice(self, mask: str, segments: tuple[int, ...]) -> None:
        """Show a mask with these of its labels ticked."""
        self.masks.set_current(mask)
        self._fill(mask_named(self._contents, self.key), segments)

    def _take_mask(self) -> None:
        mask = mask_named(self._contents, self.key)
        chosen = settled(self._contents, Choices(mask=self.key)).segments if mask is not None else ()
        self._fill(mask, chosen)

    def _fill(self, mask: MaskSource | None, chosen: tuple[int, ...]) -> None:
        blocked = self.labels.blockSignals(True)
        self.labels.clear()
        for segment in mask.segments if mask is not None else ():
            numbered = tr("Label {number}").format(number=segment.number)
            item = QListWidgetItem(segment.name or numbered)
            item.setData(_NUMBER, segment.number)
            item.setToolTip(numbered)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            ticked = Qt.CheckState.Checked if segment.number in chosen else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            item.setSizeHint(QSize(self.labels.fontMetrics().horizontalAdvance(item.text()) + _AROUND, theme.px(_LINE)))
            self.labels.addItem(item)
        self.labels.blockSignals(blocked)
        count = self.labels.count()
        self.labels.setVisible(count > 1)
        room = sum(self.labels.item(number).sizeHint().width() for number in range(count))
        self.labels.setFixedHeight(theme.px(_LINE) * min(1 + room // _ROOM, _LINES) + 10)
        self._count()

    def _count(self) -> None:
        count, ticked = self.labels.count(), len(self.segments)
        words = ""
        if count > 1:
            told = tr("{ticked} of {count} labels, shown as one outline").format(ticked=ticked, count=count)
            words = told if ticked else tr("Tick a label, or choose No mask")
        elif not self._contents.masks:
            words = tr("None was found beside the images")
        self.about.setText(words)
        self.result.show_for(mask_named(self._contents, self.key), self.segments)
        self.changed.emit()


def _offer(mask: MaskSource) -> str:
    named = mask.name if mask.key in mask.name else f"{mask.key} · {mask.name}"
    return f"{named}  ({mask.format}, {wording.count(max(len(mask.segments), 1), 'label')})"
