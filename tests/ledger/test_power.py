"""The power fails: every write and sync is recorded, then replayed up to any place without what was not synced.

A killed process proves nothing about power, as the system still writes what it holds. So the recording stands for the
disk: a write counts for certain only once its file was synced, the name of a new file once its folder was, and a file
that was removed may be back. What was not synced may be there in part, in any order, and torn.
"""

import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.ledger.people import ONE, identity
from tests.ledger.powerless import SAID
from xaiviewer.ledger import present
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.verify import verify

ROOT = Path(__file__).resolve().parents[2]
CALLS = "openat,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat,close,write,dup2,dup3,rename"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace records the writes"),
]


@dataclass
class File:
    """One file of the disk: what is certain, and what was written since it was last synced."""

    certain: bytearray = field(default_factory=bytearray)
    named: bool = False  # its name is certain
    pending: list = field(default_factory=list)

    def write(self, at, data):
        self.pending.append((at, data))

    def sync(self):
        for each in self.pending:
            apply(self.certain, each)
        self.pending.clear()


def apply(content, change):
    at, data = change
    if data is None:  # cut to a length
        del content[at:]
        content.extend(bytes(at - len(content)))
        return
    content.extend(bytes(max(0, at + len(data) - len(content))))
    content[at : at + len(data)] = data


class Disk:
    """The folder of a project as the recording goes on."""

    def __init__(self, file):
        first = File(bytearray(file.read_bytes()), named=True)
        self.folder, self.files = file.parent, {file.name: first}
        self.removed = {}  # names whose removal is not certain
        self.handles, self.saved = {}, 0

    def do(self, call, words, result):
        if call == "openat":
            self._open(unescaped(words).decode(), words, result)
        elif call in ("dup2", "dup3"):
            self.handles.pop(int(result), None)
        elif call in ("unlink", "unlinkat"):
            name = Path(unescaped(words).decode()).name
            if name in self.files:
                self.removed[name] = self.files.pop(name)
        else:
            self._handled(call, int(words.split(",")[0]), words)

    def _open(self, path, words, result):
        name = Path(path).name
        if Path(path) == self.folder:
            self.handles[int(result)] = self
        elif Path(path).parent == self.folder and not name.endswith(("-shm", ".lock")):
            if "O_CREAT" in words:
                self.files.setdefault(name, File())
            self.handles[int(result)] = self.files[name]
        else:
            self.handles.pop(int(result), None)

    def _handled(self, call, handle, words):
        file = self.handles.get(handle)
        if call == "write" and handle == SAID:
            self.saved += unescaped(words) == b"saved\n"
        elif file is None or call == "close":
            self.handles.pop(handle, None)
        elif file is self:  # the folder
            self.removed.clear()
            for each in self.files.values():
                each.named = True
        elif call == "pwrite64":
            file.write(int(words.rsplit(", ", 1)[1], 0), unescaped(words))
        elif call == "ftruncate":
            file.write(int(words.split(", ")[1], 0), None)
        elif call in ("fsync", "fdatasync"):
            file.sync()
        else:
            raise AssertionError(call)

    def left(self, chance):
        """What may lie on the disk after the power failed now; without chance only what is certain."""
        kept = {**self.removed, **self.files}
        for name, file in kept.items():
            if not file.named and (chance is None or chance.random() < 0.5):
                continue
            if chance is not None and name in self.removed and chance.random() < 0.5:
                continue
            content = bytearray(file.certain)
            for at, data in file.pending if chance is not None else ():
                if chance.random() < 0.5:
                    torn = data if data is None or chance.random() < 0.7 else data[: chance.randrange(len(data))]
                    apply(content, (at, torn))
            yield name, bytes(content)


def unescaped(words):
    return bytes.fromhex(re.search(r'"((?:\\x[0-9a-f]{2})*)"', words)[1].replace("\\x", ""))


def recorded(text):
    """Calls in their order: name, arguments, result; those that failed are left out."""
    for line in text.splitlines():
        found = re.match(r"(?:\d+ +)?(\w+)\((.*)\) += (\d+)", line)
        if found:
            yield found.groups()


@pytest.mark.parametrize("kind", ["log", "journal"])
def test_what_was_shown_as_saved_is_there_after_the_power_failed_at_any_place(tmp_path, kind):
    file = tmp_path / "disk" / "study.xaireview"
    with create_project(file, ONE) as project:
        project.register(identity("one"))
    disk = Disk(file)
    log = tmp_path / "calls"
    program = [sys.executable, "-m", "tests.ledger.powerless", str(file), kind]
    watch = ["strace", "-o", str(log), "-e", f"trace={CALLS}", "-xx", "-s", "1000000", *program]
    done = subprocess.run(watch, capture_output=True, text=True, check=False, cwd=ROOT)
    if "ptrace" in done.stderr.lower():
        pytest.skip("this system lets nobody record")
    assert done.returncode == 0, done.stderr
    place, cuts, seen = tmp_path / "after", 0, set()
    for call, words, result in recorded(log.read_text()):
        disk.do(call, words, result)
        if call not in ("pwrite64", "ftruncate", "fsync", "fdatasync", "unlink") and disk.saved not in range(1, 16):
            continue
        for chance in (None, random.Random(cuts), random.Random(-cuts)):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            for name, data in disk.left(chance):
                (place / name).write_bytes(data)
            with open_project(place / file.name) as project:
                assert not project.damage
                assert not verify(project.database).broken
                assert len(list(present.answers(project.database, history=True))) >= disk.saved
        cuts += 1
        seen.add(disk.saved)
    assert seen >= set(range(16))
    assert cuts > 60
