"""How a text of the window is written, so that Qt's lupdate finds it and the reader's language replaces it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

CONTEXT = ""
"""Qt's context of every text: what lupdate gives functions outside a class. A text may move from file to file."""


def tr(text: str, comment: str | None = None, number: int = -1) -> str:
    """The text in the reader's language.

    Args:
        text: English; a literal, or one that `later` marked.
        comment: tells two meanings of one English text apart.
        number: decides between singular and plural, and stands for ``%Ln`` in the text.
    """
    return QCoreApplication.translate(CONTEXT, text, comment, number)


def later(text: str) -> str:
    """Mark a text that is translated where it is shown: constants are made before the language is known."""
    return text


def figure(text: str) -> str:
    """A number as Python writes it ("1,240", "0.85") with the separators of the reader's language."""
    locale = QLocale()
    return text.translate({ord(","): locale.groupSeparator(), ord("."): locale.decimalPoint()})
