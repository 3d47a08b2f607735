"""Shows that the program opens no network connection: watches what Python is asked for and what the system holds.

Sockets between processes of one machine (Unix sockets, named pipes) are no network and pass.
"""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOCAL = {int(getattr(socket, "AF_UNIX", -1))}
_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request")


class NetworkError(Exception):
    """Something asked for a network connection."""


class Watch:
    """What was asked for while `watching`. An audit hook cannot be taken back, so there is one, and it can be idle."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._on = False
        self._hooked = False

    @contextmanager
    def watching(self) -> Iterator[Watch]:
        """Refuse every network socket and name look-up, from any thread, and remember who asked."""
        if not self._hooked:
            sys.addaudithook(self._heed)
            self._hooked = True
        self.seen, self._on = [], True
        try:
            yield self
        finally:
            self._on = False

    def _heed(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._on:
            return
        asked = event in _NAMES or (event == "socket.__new__" and arguments[1] not in _LOCAL)
        if asked:
            self.seen.append(event)
            raise NetworkError(f"{event} was asked for; the program must never use the network.")


WATCH = Watch()


def open_network_sockets() -> list[str]:
    """The process's internet sockets as Linux lists them, whoever opened them, Qt's and every library's too.

    Empty on other systems, where only Python is watched.
    """
    if not sys.platform.startswith("linux"):
        return []
    own = set()
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found = re.fullmatch(r"socket:\[(\d+)\]", str(entry.readlink()))
        except OSError:
            continue
        if found:
            own.add(found[1])
    held = []
    for kind in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        table = Path("/proc/self/net") / kind
        if table.exists():
            lines = table.read_text(encoding="ascii").splitlines()[1:]
            held += [f"{kind} {line.split()[1]}" for line in lines if line.split()[9] in own]
    return held
