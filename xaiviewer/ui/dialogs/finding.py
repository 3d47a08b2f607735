"""What the palette finds besides actions: cases, methods and layers by name, slices by number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from xaiviewer.requests import METHODS, ONE_PASS_METHODS
from xaiviewer.review import Review, query
from xaiviewer.ui.kit import wording
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.language import later, tr
from xaiviewer.ui.networks.choosing import Networks
from xaiviewer.ui.settings.recent import recent

_MOST = 8  # of a kind: who wants another one types on


@dataclass(frozen=True)
class Found:
    """A line of the palette.

    Attributes:
        title: what it is called.
        group: what kind of thing it is, English; `tr` gives the reader's word.
        detail: more about it, in the reader's words.
        do: shows it.
        able: whether it can be shown now.
    """

    title: str
    group: str
    detail: str
    do: Callable[[], None]
    able: bool = True


class Finding:
    """Looks through what is open. Names that are off the window are no words to be found by."""

    def __init__(self, review: Review, names: Names, choose_method: Callable[[str], None], networks: Networks) -> None:
        self._review, self._names, self._choose_method, self._networks = review, names, choose_method, networks

    def find(self, words: Iterable[str]) -> list[Found]:
        """What fits all of these words, in small letters; nothing for none."""
        wanted = tuple(words)
        kinds = (self._slices, self._cases, self._methods, self._layers, self._own_networks) if wanted else ()
        return [found for kind in kinds for found in islice(kind(wanted), _MOST)]

    def _slices(self, words: tuple[str, ...]) -> Iterator[Found]:
        """By number: 12, or slice 12."""
        case = self._review.shown.state.case
        numbers = [int(word) for word in words if word.isdecimal()]
        others = [word for word in words if not word.isdecimal()]
        slice_word = tr("Slice").casefold()
        if case is None or len(numbers) != 1 or not all(slice_word.startswith(word) for word in others):
            return
        if 1 <= numbers[0] <= len(case):
            index = numbers[0] - 1
            title = tr("Slice {here} of {count}").format(here=numbers[0], count=len(case))
            detail = self._names.file(case.slice_names[index])
            yield Found(title, later("Slices"), detail, partial(self._review.shown.show_slice, index))

    def _cases(self, words: tuple[str, ...]) -> Iterator[Found]:
        for at, entry in enumerate(self._review.shelf.state.entries):
            title = self._names.of(entry, at)
            if _holds(title, words):
                detail = wording.count(entry.slices, "slice") if entry.slices else ""
                yield Found(title, later("Cases"), detail, partial(self._review.shelf.choose, entry.path))
        yield from self._recent(words)

    def _recent(self, words: tuple[str, ...]) -> Iterator[Found]:
        """What was opened before, as far as it is not in the list."""
        listed = {entry.path for entry in self._review.shelf.state.entries}
        for path in () if self._names.hidden else recent():
            if path not in listed and _holds(path.name, words):
                yield Found(path.name, later("Cases"), tr("opened before"), partial(self._open, path))

    def _open(self, path: Path) -> None:
        self._review.shelf.open_paths([path])

    def _methods(self, words: tuple[str, ...]) -> Iterator[Found]:
        state = self._review.shown.state
        for key, method in METHODS.items():
            at_once = key in ONE_PASS_METHODS
            if (at_once or not method.shared) and _holds(f"{method.title} {tr(method.family)}", words):
                detail = tr("at once") if at_once else tr("to be computed")
                able = not query.unanswerable(state, method)
                yield Found(method.title, later("Methods"), detail, partial(self._choose_method, key), able)

    def _layers(self, words: tuple[str, ...]) -> Iterator[Found]:
        state = self._review.shown.state
        for index, layer in enumerate(query.layers(state)):
            if _holds(f"{wording.names(layer)} {wording.kind(layer)}", words):
                show = partial(self._review.shown.show_layer, index)
                yield Found(layer.name, later("Layers"), wording.kind(layer), show, query.walks(state))

    def _own_networks(self, words: tuple[str, ...]) -> Iterator[Found]:
        for name in self._networks.names():
            title, kind = self._networks.title(name), tr("Network")
            if _holds(f"{title} {kind}", words):
                detail = tr("open") if name == self._networks.opened else ""
                yield Found(title, later("Networks"), detail, partial(self._networks.use, name))


def _holds(text: str, words: tuple[str, ...]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)
