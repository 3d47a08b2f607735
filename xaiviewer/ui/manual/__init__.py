"""The manual inside the program: `resources/manual/*.md` as pages, searched as one."""

from xaiviewer.ui.manual.dialog import ManualDialog

__all__ = ["ManualDialog"]
