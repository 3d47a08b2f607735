"""Two readers, and cases that were never read."""

import hashlib

from xaiviewer.ledger.identity import CaseIdentity
from xaiviewer.ledger.writers import Reader

ONE, TWO = Reader("r1", 7), Reader("r2")


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def identity(name, *, mask="drawn", study="", content=None):
    return CaseIdentity(sha(content or name), sha(mask) if mask else "", name, study)
