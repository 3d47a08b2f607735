"""Who reads which case in which arm, and when: a Latin square over groups of cases, and whose outputs are wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from xaiviewer.studies.design import Design


@dataclass(frozen=True)
class Slot:
    """One case to be read.

    Attributes:
        case: its content.
        arm: key.
        training: whether it serves to practise.
    """

    case: str
    arm: str
    training: bool = False


def schedule(
    design: Design, reader: str, truths: Mapping[str, bool], training: Sequence[str] = ()
) -> tuple[tuple[Slot, ...], ...]:
    """A reader's sessions, in order.

    The cases are dealt into as many groups as there are arms, each truth evenly. Reader r reads group g in session s in
    arm (g + r + s) modulo the arms: in every session each reader has every arm, over the sessions each group every arm,
    and over as many readers each group is read in every arm at once.

    Args:
        design: of the study.
        reader: one of its readers.
        truths: of each case, by its content, whether it holds the finding.
        training: contents of cases that come first, the arms in turn.
    """
    arms, at = [each.key for each in design.arms], design.readers.index(reader)
    groups = _groups(design, {case: truth for case, truth in truths.items() if case not in training})
    sessions = []
    for session in range(design.sessions):
        slots = [
            Slot(case, arms[(group + at + session) % len(arms)]) for group, cases in enumerate(groups) for case in cases
        ]
        order = np.random.default_rng((design.seed, 1, at, session)).permutation(len(slots))
        practice = [Slot(case, arms[place % len(arms)], training=True) for place, case in enumerate(training)]
        sessions.append((*(practice if session == 0 else ()), *(slots[place] for place in order)))
    return tuple(sessions)


def wrong_outputs(design: Design, truths: Mapping[str, bool]) -> dict[str, str]:
    """Of the cases whose outputs are made wrong, how: the same for all readers, each truth evenly."""
    found: dict[str, str] = {}
    for truth in (False, True):
        cases = sorted(case for case, holds in truths.items() if holds == truth)
        order = np.random.default_rng((design.seed, 2, int(truth))).permutation(len(cases))
        chosen = [cases[place] for place in order[: round(design.wrong * len(cases))]]
        for place, case in enumerate(chosen, start=len(found)):
            found[case] = design.wrongs[place % len(design.wrongs)]
    return found


def _groups(design: Design, truths: Mapping[str, bool]) -> list[list[str]]:
    """As many as there are arms, alike in size and in how many hold the finding."""
    groups: list[list[str]] = [[] for _ in design.arms]
    dealt = 0
    for truth in (False, True):
        cases = sorted(case for case, holds in truths.items() if holds == truth)
        for place in np.random.default_rng((design.seed, 0, int(truth))).permutation(len(cases)):
            groups[dealt % len(groups)].append(cases[place])
            dealt += 1
    return groups
