"""What the reader changed, step by step, to be taken back and done again. Pure values; no Qt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

MOST = 200
"""Steps that are kept of a case; older ones cannot be taken back."""

Settings = Mapping[str, object]
"""What the reader can set, by name."""

_MISSING = object()


@dataclass(frozen=True, eq=False)
class Step:
    """One change.

    Attributes:
        before, after: what was changed, and nothing else: what happened elsewhere meanwhile stays when it is undone.
        slice_index: where the change is seen; None where that is everywhere.
    """

    before: Settings
    after: Settings
    slice_index: int | None = None

    @property
    def kind(self) -> frozenset[str]:
        """What was changed: steps of one kind in one go are one."""
        return frozenset(self.before)

    def then(self, later: Step) -> Step:
        """This step and a later one of its kind as one."""
        return Step(self.before, later.after, later.slice_index)


@dataclass(frozen=True, eq=False)
class Steps:
    """What can be undone and redone; replaced whole at every change.

    Attributes:
        done: the last one is undone first.
        undone: the last one is redone first.
    """

    done: tuple[Step, ...] = field(default=())
    undone: tuple[Step, ...] = field(default=())

    def with_step(self, step: Step, *, merge: bool) -> Steps:
        """The same after another step; what was undone before it is gone.

        Args:
            step: the change.
            merge: it goes on with the last one, if that is of its kind; one that leads back to where it began is none.
        """
        last = self.done[-1] if self.done else None
        if not merge or last is None or last.kind != step.kind:
            return Steps((*self.done, step)[-MOST:])
        joined = last.then(step)
        unchanged = all(alike(joined.before[key], joined.after[key]) for key in joined.before)
        return Steps(self.done[:-1] if unchanged else (*self.done[:-1], joined))

    def of_views(self, prefix: str, known: Collection[str]) -> Steps:
        """The same without steps about views that are gone: their names begin with `prefix`, and are not `known`."""

        def kept(step: Step) -> bool:
            return any(not name.startswith(prefix) or name in known for name in step.before)

        return Steps(tuple(filter(kept, self.done)), tuple(filter(kept, self.undone)))

    def undo(self) -> tuple[Step | None, Steps]:
        """The step to be taken back, and what can be done after that."""
        if not self.done:
            return None, self
        return self.done[-1], Steps(self.done[:-1], (*self.undone, self.done[-1]))

    def redo(self) -> tuple[Step | None, Steps]:
        """The step to be done again, and what can be done after that."""
        if not self.undone:
            return None, self
        return self.undone[-1], Steps((*self.done, self.undone[-1]), self.undone[:-1])


def difference(before: Settings, after: Settings) -> Step | None:
    """What was changed between two moments; None where nothing was."""
    names = [key for key in after if key in before and not alike(before[key], after[key])]
    if not names:
        return None
    return Step({key: before[key] for key in names}, {key: after[key] for key in names})


def alike(one: object, other: object) -> bool:
    """Whether two settings are the same: marks by identity, as each change makes new ones; all others by value."""
    return one is other or bool(one == other)
