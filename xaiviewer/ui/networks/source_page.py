"""The first page: which file or folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from xaiviewer.ui.kit.controls import column, keep_keys, label, row
from xaiviewer.ui.language import tr

FILES = (".safetensors", ".pth", ".pt", ".bin", ".ckpt", ".tar", ".keras", ".h5", ".hdf5", ".onnx", ".zip")
"""How the files end that are offered: weights, graphs, and packages."""


class SourcePage(QWidget):
    """Asks for it.

    Signals:
        chosen(Path): this one.
    """

    chosen = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file, self.folder = QPushButton(tr("Choose a file…")), QPushButton(tr("Choose a folder…"))
        layout = column(self, margins=(0, 0, 12, 0), spacing=12)
        what = tr("Which network? Its weights, or a folder that holds them, can also be dropped on this window.")
        layout.addWidget(label(what, wrap=True))
        layout.addLayout(row(self.file, self.folder, 1))
        self.told = label("", wrap=True)
        self.told.setVisible(False)
        layout.addWidget(self.told)
        for title, told in (
            (tr("Weights"), tr(".safetensors, .pth or .pt: a state dict of a torchvision, timm or MONAI network")),
            (
                tr("Keras and ONNX"),
                tr(
                    ".keras, .h5 or .hdf5: a network of Keras's applications with a head of yours. .onnx: any graph, "
                    "explained by its outputs alone (methods that mask the input)"
                ),
            ),
            (tr("A model package"), tr("a zip or folder with model.json: nothing else is asked")),
            (tr("A folder"), tr("as timm or Hugging Face writes it (config.json), or a MONAI bundle")),
        ):
            layout.addSpacing(4)
            layout.addWidget(label(title, "heading"))
            layout.addWidget(label(told, "muted", wrap=True))
        layout.addSpacing(8)
        layout.addWidget(
            label(
                tr("Nothing in a file is ever run: of .pth and .pt files only numbers are taken, in a process apart."),
                "small",
                wrap=True,
            )
        )
        layout.addStretch(1)
        for button in (self.file, self.folder):
            button.setAutoDefault(False)
            keep_keys(button)
        self.file.clicked.connect(self._ask_file)
        self.folder.clicked.connect(self._ask_folder)

    def tell(self, path: Path) -> None:
        """Which one was chosen: who comes back sees what *Next* goes on with."""
        self.told.setText(tr("Chosen: {file}").format(file=path.name))
        self.told.setToolTip(str(path))
        self.told.setVisible(True)

    def _ask_file(self) -> None:
        known = tr("Networks ({files})").format(files=" ".join(f"*{each}" for each in FILES))
        kinds = ";;".join((known, tr("All files (*)")))
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Weights of a network, or a package"), "", kinds)
        if chosen:
            self.chosen.emit(Path(chosen))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("A package, a folder of timm, or a MONAI bundle"))
        if chosen:
            self.chosen.emit(Path(chosen))
