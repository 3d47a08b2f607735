"""By what is computed, and the memory for cases that are not on the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from xaiviewer.review import Review
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Choice, Segmented, Slider, label, row
from xaiviewer.ui.kit.preference_page import PreferencePage
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.settings import MEGABYTE, MOST_MB, keep_memory_mb
from xaiviewer.ui.settings.computing import (
    DEVICES,
    analyse_ahead,
    device,
    keep_analyse_ahead,
    keep_device,
    keep_threads,
    most_threads,
    threads,
)

_STEP_MB = 256


class ComputingPage(PreferencePage):
    """Memory is taken or given back at once; the networks move with the next start."""

    def __init__(self, memory_mb: int) -> None:
        """With the memory that is in use."""
        super().__init__()
        names = {"auto": tr("Automatic"), "cpu": tr("Processor"), "cuda": "CUDA", "mps": "MPS"}
        tips = {
            "auto": tr("CUDA where there is some, else the processor"),
            "cpu": tr("Everywhere, and with the same result to the last bit on machines of one kind"),
            "cuda": tr("A graphics card by NVIDIA"),
            "mps": tr("The graphics part of Apple's processors"),
        }
        self.devices = Segmented(tr("Networks run on"), [(key, names[key], tips[key]) for key in DEVICES])
        self.devices.set_current(device())
        numbers = [(str(number), str(number)) for number in range(1, most_threads() + 1)]
        self.threads = Choice(
            tr("Threads that share a pass through a network"), [("0", tr("automatic", "number of threads")), *numbers]
        )
        self.threads.set_current(str(threads()))
        theme.follow(self.threads, lambda it: it.setFixedWidth(theme.px(144)))
        self.memory = Slider(
            tr("Memory for cases that are not on the screen, quarters of a gigabyte"), MOST_MB // _STEP_MB
        )
        self.memory.show_value(memory_mb // _STEP_MB)
        self._gigabytes = label("", "small")
        theme.follow(self._gigabytes, lambda it: it.setFixedWidth(theme.px(56)))
        self.begin(tr("Networks run on"))
        self.lines.addWidget(self.devices)
        self.about_device = self.tell("")
        self.begin(tr("Threads"))
        self.lines.addLayout(row(self.threads, 1))
        self.tell(tr("Equal numbers of threads give equal results, to the last bit."))
        self.restart = self.tell(tr("From the next start on: the networks that are loaded stay where they are."))
        self.begin(tr("Memory"))
        self.lines.addLayout(row(self.memory, self._gigabytes))
        self.about_memory = self.tell("")
        self.ahead = QCheckBox(tr("Analyse the cases that come next while nothing else is done"))
        self.ahead.setChecked(analyse_ahead())
        self.lines.addWidget(self.ahead)
        self.tell(tr("As far as that memory goes; it stops as soon as you want anything."))
        self.end()
        self.devices.chosen.connect(self._take_device)
        self.threads.activated.connect(self._take_threads)
        self.memory.valueChanged.connect(self._refresh)
        self._refresh()

    @property
    def memory_mb(self) -> int:
        """For cases that are not on the screen."""
        return self.memory.value() * _STEP_MB

    def _take_device(self, key: str) -> None:
        keep_device(key)
        self._refresh()

    def _take_threads(self) -> None:
        keep_threads(int(self.threads.currentData()))

    def _refresh(self) -> None:
        named = device() not in {"auto", "cpu"}
        absent = tr("Where it is not to be had, no network is loaded, and the window says so.")
        usual = tr("What is to be had on every machine.") if device() == "cpu" else ""
        self.about_device.setText(absent if named else usual or tr("CUDA where there is some, else the processor"))
        self._gigabytes.setText(tr("{number} GB").format(number=figure(f"{self.memory_mb / 1024:.2f}")))
        some = tr(
            "For the cases you came from, and those you come to next, which are read ahead. The rest is forgotten."
        )
        none = tr("No case is read ahead, and of those you came from only the last one is kept.")
        self.about_memory.setText(some if self.memory_mb else none)


def computing_page(review: Review) -> ComputingPage:
    """The page for a review."""
    page = ComputingPage(review.memory // MEGABYTE)

    def take() -> None:
        keep_memory_mb(page.memory_mb)
        review.set_memory(page.memory_mb * MEGABYTE)

    def take_ahead(on: bool) -> None:  # noqa: FBT001 - a signal's
        keep_analyse_ahead(on=on)
        review.set_ahead(on=on)

    page.ahead.toggled.connect(take_ahead)
    page.memory.valueChanged.connect(take)
    return page
