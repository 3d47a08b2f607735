"""Refusals in the reader's language.

They arise in rooms that know no language, as English sentences with their values in them, and may hold another one's.
So each is found again by its words, as its code is (`xaiviewer.codes`), and its values are put into the translation.
"""

from __future__ import annotations

import re
from functools import cache

from xaiviewer.ui.language.elsewhere.refusals import REASONS, REFUSALS
from xaiviewer.ui.language.texts import tr

_FIELD = re.compile(r"\{(\w+)\}")


def translated(sentence: str) -> str:
    """A sentence in the reader's language; itself where it is none that is known, such as one of Python's own."""
    for text, pattern in _patterns():
        found = pattern.fullmatch(sentence)
        if found is not None:
            return tr(text).format(**{name: translated(value) for name, value in found.groupdict().items()})
    return sentence


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Texts and what they look like with their values, those of most words of their own first."""
    texts = sorted((*REFUSALS, *REASONS), key=lambda each: -len(_FIELD.sub("", each)))
    return tuple((each, re.compile(_looks(each), re.DOTALL)) for each in texts)


def _looks(text: str) -> str:
    parts = _FIELD.split(text)
    return "".join(f"(?P<{part}>.*?)" if odd % 2 else re.escape(part) for odd, part in enumerate(parts))
