"""Letters that reach a field or a button with Alt, given out anew in every language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QLabel, QPushButton, QWidget


def lettered(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts with "&" before a letter that none before them has: a word's first where one is free."""
    taken: set[str] = set()
    return tuple(_marked(text, taken) for text in texts)


def give_letters(buttons: Sequence[QPushButton], within: QWidget) -> None:
    """Give letters to buttons first, then to the named fields and buttons of a page, as far as they are shown."""
    named = [each for each in within.findChildren(QLabel) if each.buddy() is not None]
    further: list[QLabel | QPushButton] = [*named, *within.findChildren(QPushButton)]
    found = [*buttons, *(each for each in further if each.isVisibleTo(within))]
    for each, text in zip(found, lettered(map(plain, found)), strict=True):
        if each.text() != text:
            each.setText(text)


def plain(widget: QLabel | QPushButton) -> str:
    """Its text without the marks of letters."""
    return widget.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def _marked(text: str, taken: set[str]) -> str:
    """A text with its letter marked, which is taken from then on."""
    within = [at for at, each in enumerate(text) if each.isascii() and each.isalpha()]
    begins = [at for at in within if not text[max(at - 1, 0) : at].isalnum()]
    at = next((at for at in (*begins, *within) if text[at].lower() not in taken), None)
    if at is None:
        return text.replace("&", "&&")
    taken.add(text[at].lower())
    return f"{text[:at].replace('&', '&&')}&{text[at:].replace('&', '&&')}"
