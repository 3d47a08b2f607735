"""Tips and names of controls that tell a key tell another one as soon as the reader chooses it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from xaiviewer.ui.kit.actions import retold


def retell(root: QWidget) -> None:
    """Bring a widget and all within it up to date; what is painted is painted anew."""
    for each in (root, *root.findChildren(QWidget)):
        for told, tell in ((each.toolTip(), each.setToolTip), (each.accessibleName(), each.setAccessibleName)):
            now = retold(told) if told else told
            if now != told:
                tell(now)
        each.update()
