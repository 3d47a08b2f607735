"""The third page: what the network takes of a case."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from xaiviewer.case import SEQUENCES
from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.inputs.colours import COLOURS, RGB
from xaiviewer.nets.inputs.orientation import RADIOLOGICAL
from xaiviewer.nets.inputs.turns import TITLES
from xaiviewer.nets.inputs.wanted import FITS
from xaiviewer.ui.kit.controls import Choice, Segmented, column, label, row
from xaiviewer.ui.kit.forms import add_line
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.networks import scales
from xaiviewer.ui.networks.complaints import Complaint, Complaints
from xaiviewer.ui.networks.golden_field import GoldenField
from xaiviewer.ui.networks.protocols import Offered
from xaiviewer.ui.networks.questions import narrow, questions
from xaiviewer.ui.networks.sizes import sides_written, written

_LEAST, _MOST = 16, 2048  # of the input's side
_CHANNELS = 8  # that can be named one by one here
_EACH = "each"
_AXES = ("RAS", "LPS", "LAS", "RAI")
"""What people's volumes run towards, besides the order in which they are shown."""


class InputPage(QWidget):
    """Asks for channels, size, field, spacing and normalisation.

    Signals:
        changed(): an answer is another one.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer: Offered | None = None
        self.complaints = Complaints()
        main = ("", tr("the case's main picture"))
        self._takes = [main, *SEQUENCES.items()]
        self.channels = narrow(Choice(tr("Channels"), self._takes))
        self.each: list[Choice] = []
        self.pixels, self.spacing = QLineEdit(), QLineEdit()
        self.spacing.setPlaceholderText(tr("scaled to the size"))
        whole, head = tr("All of the slice, padded to a square"), tr("The square around the head")
        self.field = Segmented(tr("Part seen"), [("slice", tr("Whole slice"), whole), ("head", tr("Head"), head)])
        self._chosen_field = "slice"
        self.field.set_current(self._chosen_field)
        self.range = narrow(Choice(tr("Scale"), [(key, tr(each.title)) for key, each in scales.RANGES.items()]))
        self.low, self.high = QLineEdit(), QLineEdit()
        self.after = narrow(Choice(tr("Then"), []))
        self.mean, self.std = QLineEdit(), QLineEdit()
        told = tr("Choose what your own program did: Keras's preprocess_input, or a division by 255 (nothing else).")
        self.keras = label(told, "small", wrap=True)
        self.keras.setVisible(False)
        self.deep, self.apart = QLineEdit(), QLineEdit()
        self.deep.setPlaceholderText(tr("as the size"))
        self.apart.setPlaceholderText(tr("as within slices"))
        usual = tr("slices, rows and columns as shown")
        axes = [(RADIOLOGICAL, usual), *((each, each) for each in _AXES)]
        self.orientation = narrow(Choice(tr("Axes run to"), axes))
        self.lying = narrow(Choice(tr("Slices lie"), [(key, tr(title)) for key, title in TITLES.items()]))
        self.fit = narrow(Choice(tr("Fit"), [(key, tr(title)) for key, title in FITS.items()]))
        self.golden = GoldenField()
        self._assemble()
        for choice in (self.channels, self.range, self.after, self.orientation, self.lying, self.fit):
            choice.activated.connect(self._take)
        for line in (self.pixels, self.spacing, self.deep, self.apart, self.low, self.high, self.mean, self.std):
            line.textEdited.connect(self.changed)
        self.field.chosen.connect(self._take_field)
        self.golden.changed.connect(self.changed)
        self._show()

    def begin(self, offer: Offered) -> None:
        """Ask about this network."""
        self._offer = offer
        takes = list(self._takes)
        if offer.channels == len(COLOURS):
            takes.append((RGB, tr("red, green, blue of pictures in colour")))
        if 1 < offer.channels <= _CHANNELS:
            takes.append((_EACH, tr("each its own")))
        self.channels.offer(takes)
        for number, choice in enumerate(self.each):
            choice.setEnabled(number < offer.channels)
        self.pixels.setText(written(offer.size))
        half = tr("− 0.5, ÷ 0.5 in every channel")
        then = [(scales.NONE, tr("nothing else")), (scales.HALF, half)]
        if offer.channels == 3:
            then.append((scales.PHOTOGRAPHS, tr("as for photographs (ImageNet)")))
        then.append((scales.BYTES, tr("× 255: 0 to 255, as 8-bit pictures are")))
        if offer.preprocessing:
            then.append((scales.CAFFE, tr("as Keras's ResNet and VGG (caffe, channels turned round)")))
        self.after.offer([*then, (scales.OWN, tr("other mean and deviation"))])
        self.after.set_current(scales.known(offer.mean, offer.std, offer.preprocessing))
        self._offer_ranges()
        self.keras.setVisible(bool(offer.preprocessing))
        self.golden.clear()
        self.mean.setText(_written(offer.mean))
        self.std.setText(_written(offer.std))
        self._show()

    def _offer_ranges(self) -> None:
        """Of a volume none that is of slices."""
        ranges = scales.RANGES.items()
        known = [each for each in ranges if not (self._volumes and each[1].scale in scales.OF_SLICES)]
        before = self._range.scale
        self.range.offer([(key, tr(each.title)) for key, each in known])
        if self._volumes and before in scales.OF_SLICES:
            self.range.set_current(scales.OF_VOLUME)

    def problem(self) -> str:
        """What is wrong, in the reader's words; "" where nothing is."""
        sides = sides_written(self.pixels.text())
        if sides is None or not _LEAST <= min(sides) <= max(sides) <= _MOST:
            told = tr("The size is a whole number from {least} to {most} pixels, or two: rows x columns.")
            return Complaint(told.format(least=_LEAST, most=_MOST), self.pixels)
        if self._volumes and sides[0] != sides[1]:
            return Complaint(tr("A volume has one size for rows and columns, and a depth."), self.pixels)
        spacing = self.spacing.text().strip()
        if spacing and not (_numbers(spacing) or (0.0,))[0] > 0:
            return Complaint(tr("The spacing is a number of millimetres, or empty."), self.spacing)
        if self._range.open and len(_numbers(f"{self.low.text()};{self.high.text()}") or ()) != 2:
            return Complaint(tr("Give two numbers, the lower one first."), self.low)
        for line in (self.mean, self.std) if self.after.currentData() == scales.OWN else ():
            if len(_numbers(line.text()) or ()) != self._count:
                told = tr("Mean and deviation are one number for each of the {count} channels, with semicolons.")
                return Complaint(told.format(count=self._count), line)
        return self._problem_of_volume() or self.golden.problem()

    def answers(self, before: Answers) -> Answers:
        """What was answered before, and here."""
        chosen, after = self._range, str(self.after.currentData())
        mean, std = scales.after(after, self._count)
        if after == scales.CAFFE:
            before = replace(before, preprocessing=after)
        if after == scales.OWN:
            mean, std = _numbers(self.mean.text()) or (), _numbers(self.std.text()) or ()
        low, high = chosen.low, chosen.high
        if chosen.open:
            low, high = (_numbers(f"{self.low.text()};{self.high.text()}") or (low, high))[:2]
        spacing, apart = _numbers(self.spacing.text()), _numbers(self.apart.text())
        if self._volumes:
            before = replace(
                before,
                depth=int(self.deep.text()) if self.deep.text().strip() else None,
                slice_spacing=apart[0] if apart else None,
            )
        rows, columns = sides_written(self.pixels.text()) or (_LEAST, _LEAST)
        return replace(
            before,
            golden=self.golden.path(),
            channels=self._channels(),
            size=rows if rows == columns else (rows, columns),
            fit="pad" if self._volumes or self.spacing.text().strip() else self.fit.currentData(),
            windows=chosen.windows,
            field=self._chosen_field,
            orientation=str((self.orientation if self._volumes else self.lying).currentData()),
            spacing=spacing[0] if spacing else None,
            scale=chosen.scale,
            low=low,
            high=high,
            mean=mean,
            std=std,
        )

    def _channels(self) -> tuple[str, ...]:
        key = str(self.channels.currentData() or "")
        if key != _EACH:
            return (key,) if key else ()
        return tuple(str(choice.currentData() or "") for choice in self.each[: self._count])

    def _problem_of_volume(self) -> str:
        if not self._volumes:
            return ""
        depth, apart = self.deep.text().strip(), self.apart.text().strip()
        if depth and (not depth.isdecimal() or not _LEAST <= int(depth) <= _MOST):
            told = tr("The depth is a whole number from {least} to {most} pixels, or empty.")
            return Complaint(told.format(least=_LEAST, most=_MOST), self.deep)
        if apart and not (_numbers(apart) or (0.0,))[0] > 0:
            return Complaint(tr("The slices' spacing is a number of millimetres, or empty."), self.apart)
        return ""

    @property
    def _volumes(self) -> bool:
        return self._offer is not None and self._offer.dimensions == 3

    @property
    def _range(self) -> scales.Range:
        return scales.RANGES[str(self.range.currentData())]

    @property
    def _count(self) -> int:
        return 1 if self._offer is None else self._offer.channels

    def _assemble(self) -> None:
        layout = column(self, margins=(0, 0, 12, 0), spacing=8)
        grid = questions()
        self._lines: dict[QWidget, QWidget] = {}
        self._lines[self.channels] = add_line(grid, tr("Channels"), self.channels)
        for number in range(_CHANNELS):
            choice = narrow(Choice(tr("Channel {number}").format(number=number + 1), self._takes))
            choice.activated.connect(self._take)
            self.each.append(choice)
            self._lines[choice] = add_line(grid, tr("Channel {number}").format(number=number + 1), choice)
        add_line(grid, tr("Part seen"), self.field).setBuddy(self.field.button("slice"))
        self.complaints.add_line(grid, tr("Size, pixels"), self.pixels)
        self._lines[self.fit] = add_line(grid, tr("Fit"), self.fit)
        self.complaints.add_line(grid, tr("Spacing, mm"), self.spacing)
        for name, widget in (
            (tr("Depth, pixels"), self.deep),
            (tr("Slices, mm"), self.apart),
            (tr("Axes run to"), self.orientation),
            (tr("Slices lie"), self.lying),
        ):
            self._lines[widget] = self.complaints.add_line(grid, name, widget)
        layout.addLayout(grid)
        layout.addSpacing(4)
        layout.addWidget(label(tr("From stored values to the network's"), "heading"))
        values = questions()
        add_line(values, tr("Scale"), self.range)
        between = QWidget()
        pair = row(self.low, label(tr("to")), self.high)
        pair.setContentsMargins(0, 0, 0, 0)
        between.setLayout(pair)
        self._lines[between] = named = add_line(values, tr("Becomes 0 to 1"), between)
        named.setBuddy(self.low)
        values.addWidget(self.complaints.room(self.low), values.rowCount(), 1, 1, 2)
        self._between = between
        add_line(values, tr("Then"), self.after)
        self._lines[self.mean] = self.complaints.add_line(values, tr("Mean"), self.mean)
        self._lines[self.std] = self.complaints.add_line(values, tr("Deviation"), self.std)
        layout.addLayout(values)
        layout.addWidget(self.keras)
        layout.addWidget(label(tr("What your own program got (.npz)"), "heading"))
        layout.addWidget(self.golden)
        layout.addWidget(self.complaints.room(self.golden.file))
        told = tr(
            "Compare the pictures with those of the network's training. Slices are shown with the front at the top and "
            "the patient's right on the left; where those of the training lie otherwise, say how. Maps and outlines "
            "come back onto the slices as they are shown."
        )
        layout.addWidget(label(told, "small", wrap=True))
        layout.addStretch(1)
        for line, name in ((self.low, tr("Becomes 0")), (self.high, tr("Becomes 1"))):
            line.setAccessibleName(name)

    def _take_field(self, key: str) -> None:
        self._chosen_field = key
        self.changed.emit()

    def _take(self) -> None:
        if self.sender() is self.range and self._range.open:
            self.low.setText(figure(f"{self._range.low:g}"))
            self.high.setText(figure(f"{self._range.high:g}"))
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """Only what is to be answered."""
        each = self.channels.currentData() == _EACH
        own = self.after.currentData() == scales.OWN
        shown: dict[QWidget, bool] = {choice: each and number < self._count for number, choice in enumerate(self.each)}
        shown |= dict.fromkeys((self.deep, self.apart, self.orientation), self._volumes)
        shown |= dict.fromkeys((self.lying, self.fit), not self._volumes)
        shown |= {self._between: self._range.open, self.mean: own, self.std: own}
        for widget, on in shown.items():
            widget.setVisible(on)
            self._lines[widget].setVisible(on)


def _numbers(text: str) -> tuple[float, ...] | None:
    """Numbers with semicolons, or with commas where points are decimal; None for anything else."""
    parts = text.split(";") if ";" in text else text.split(",") if "." in text else [text]
    try:
        return tuple(
            float(each.strip().replace(",", ".").replace("\N{MINUS SIGN}", "-")) for each in parts if each.strip()
        )
    except ValueError:
        return None


def _written(numbers: tuple[float, ...]) -> str:
    return "; ".join(figure(f"{each:g}") for each in numbers)
