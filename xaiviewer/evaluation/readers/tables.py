"""Ratings as other programs of multi-reader studies read them: MRMCaov's long table, iMRMC's text.

MRMCaov (R; Smith and Hillis): a data frame with a row per rating and columns named by the user.
iMRMC (FDA; Gallas): a title, how many cases without (N0) and with the finding (N1), readers (NR) and modalities (NM)
there are, "BEGIN DATA:", then reader, case, modality, score; the reader -1 says by 0 and 1 what is true of each case.
Its newer versions call that reader "truth" as well. It takes all white space out of names.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from xaiviewer.errors import UsageError
from xaiviewer.evaluation.readers.ratings import Rating, truths

COLUMNS = ("reader", "test", "case", "truth", "rating")
BEGIN = "BEGIN DATA:"
TRUTH, NO_ARM = "-1", "0"
_TRUTHS = (TRUTH, "truth")


def mrmcaov(ratings: Sequence[Rating]) -> str:
    """A CSV table, for ``mrmc(empirical_auc(truth, rating), test, reader, case, data = read.csv(FILE))``."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for each in ratings:
        table.writerow([each.reader, each.arm, each.case, int(each.truth), repr(each.rating)])
    return text.getvalue()


def imrmc(ratings: Sequence[Rating], title: str = "") -> str:
    """The text that iMRMC reads; commas in names become semicolons, spaces lines below.

    Raises:
        UsageError: where a reader is called as iMRMC calls the reference standard.
    """
    if any(_plain(each.reader).lower() in _TRUTHS for each in ratings):
        raise UsageError("A reader is called “-1” or “truth”, as iMRMC calls the truth; give him another name.")
    known = truths(ratings)
    counts = {
        "N0": sum(not truth for truth in known.values()),
        "N1": sum(known.values()),
        "NR": len({each.reader for each in ratings}),
        "NM": len({each.arm for each in ratings}),
    }
    # a colon in the title might be taken for one of the counts
    lines = [" ".join(title.replace(":", " ").split()), *(f"{name}: {count}" for name, count in counts.items()), BEGIN]
    lines += [f"{TRUTH},{_plain(case)},{NO_ARM},{int(truth)}" for case, truth in known.items()]
    lines += [f"{_plain(each.reader)},{_plain(each.case)},{_plain(each.arm)},{each.rating!r}" for each in ratings]
    return "\n".join(lines) + "\n"


def _plain(name: str) -> str:
    """A name that does not end a part or a line."""
    return "_".join(name.replace(",", ";").split())
