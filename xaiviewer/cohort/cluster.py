"""Jobs handed to processes of this machine, or to a scheduler of others, through dask.distributed.

What a job writes depends on no other: a worker that dies is replaced and its case begun anew. The cluster of this
machine listens on the loopback address alone and opens no dashboard; a scheduler elsewhere is spoken to over TLS alone,
because dask's messages are pickles, and whoever can send one can run any program.
"""

from __future__ import annotations

import importlib.util
import logging
import queue
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from xaiviewer.cohort.job import Outcome
from xaiviewer.cohort.machines import Machines
from xaiviewer.cohort.plan import Computing
from xaiviewer.errors import UsageError

Heard = Callable[[int, float, str], None]
"""Takes a job's number, the share of it that is done, and what is being done now."""

Tell = Callable[[float, str], None]
"""Takes the share of a job that is done, and what is being done now."""


class Numbered(Protocol):
    """A job: it can be pickled, and its representation names no patient."""

    @property
    def number(self) -> int:
        """By which it is told from the others."""

    @property
    def path(self) -> Path:
        """Of the case."""


Doing = Callable[[Any, Computing, Path, Tell], Outcome]
"""Does a job, and never fails with anything but a sentence; a function of a module, which workers import."""

_TOPIC = "xaiviewer"
_LOOPBACK = "127.0.0.1"
_TOLD_EVERY_S = 0.5


def explained(job: Any, computing: Computing, staging: Path, tell: Tell) -> Outcome:
    """Explain one case into a folder of the job's number in `staging`: see `cohort.work`."""
    from xaiviewer.cohort.work import work  # noqa: PLC0415 - torch takes seconds to import, and who asks needs none

    return work(job, computing, staging, tell)


def on_machines(
    jobs: Sequence[Numbered],
    where: Machines,
    computing: Computing,
    staging: Path,
    heard: Heard,
    *,
    doing: Doing = explained,
) -> Iterator[Outcome]:
    """What becomes of each job, as soon as it is known.

    Args:
        jobs: of different numbers.
        where: who works.
        computing: by what.
        staging: a folder that all see, into which jobs write.
        heard: told how far each is.
        doing: what is done.

    Raises:
        UsageError: where the scheduler cannot be reached.
    """
    with _connected(where, computing) as client:
        events: queue.SimpleQueue[Any] = queue.SimpleQueue()
        client.subscribe_topic(_TOPIC, lambda event: events.put(event[1]))
        asked = {
            client.submit(_told, job, computing, staging, doing, key=_key(job, staging, doing), pure=False): job
            for job in jobs
        }
        for future in asked:
            future.add_done_callback(events.put)
        left = set(asked)
        while left:
            try:
                event = events.get(timeout=1.0)  # now and then, so that Ctrl+C is heard under Windows, too
            except queue.Empty:
                continue
            if isinstance(event, list | tuple):
                heard(*event)
            elif event in left:
                left.discard(event)
                yield _outcome(event, asked[event])


def _key(job: Numbered, staging: Path, doing: Doing) -> str:
    """A scheduler's name for the job: what is done, the run's own folder and the job's number, no patient."""
    return f"{_TOPIC}-{doing.__name__}-{staging.name}-{job.number}"


def _told(job: Numbered, computing: Computing, staging: Path, doing: Doing) -> Outcome:
    """In the worker: do the job and say how far it is."""
    from distributed import get_worker  # noqa: PLC0415 - no other process needs it

    worker, last = get_worker(), -1e9

    def tell(share: float, doing: str) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _TOLD_EVERY_S:
            last = now
            worker.log_event(_TOPIC, [job.number, share, doing])

    return doing(job, computing, staging, tell)


def _outcome(future: Any, job: Numbered) -> Outcome:
    """What a job gave; a sentence where its workers died of it, or nobody answers any more."""
    from distributed import CancelledError, KilledWorker  # noqa: PLC0415

    try:
        found: Outcome = future.result()
    except KilledWorker:
        said = f"Every worker that began {job.path} ended before it was done; give it more memory, or explain it alone."
    except CancelledError:
        said = f"The scheduler was lost before {job.path} was done; look whether it still runs, and start again."
    except ImportError as error:
        said = f"A worker lacks a package ({error}); install one version of xaiviewer everywhere."
    else:
        return found
    return Outcome(job.number, error=said)


@contextmanager
def _connected(where: Machines, computing: Computing) -> Iterator[Any]:
    """A client of the scheduler, or of a cluster of processes that ends with it."""
    import dask  # noqa: PLC0415 - it takes a second to import
    from distributed import Client, LocalCluster  # noqa: PLC0415

    _silence()
    with tempfile.TemporaryDirectory(prefix="xaiviewer-") as scratch, dask.config.set(_settings(computing)):
        if where.scheduler:
            with _client(where) as client:
                yield client
            return
        with (
            LocalCluster(
                n_workers=where.workers,
                threads_per_worker=1,
                processes=True,
                host=_LOOPBACK,
                dashboard_address=None,
                scheduler_kwargs={"dashboard_address": f"{_LOOPBACK}:0"},  # its server of no pages takes any free port
                memory_limit=0,  # no share of the memory is a worker's limit: two networks want what they want
                local_directory=scratch,
                silence_logs=logging.CRITICAL,
                security=_own_security(),
            ) as cluster,
            Client(cluster, set_as_default=False) as client,
        ):
            yield client


def _client(where: Machines) -> Any:
    """A client of a scheduler elsewhere.

    Raises:
        UsageError: where it does not answer, or not as one that it trusts.
    """
    from distributed import Client, Security  # noqa: PLC0415

    assert where.tls is not None
    security = Security(
        require_encryption=True,
        tls_ca_file=str(where.tls.ca),
        tls_client_cert=str(where.tls.certificate),
        tls_client_key=str(where.tls.key),
    )
    try:
        return Client(where.scheduler, security=security, timeout=20, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(
            f"The scheduler {where.scheduler} does not answer ({error}); see that it runs and trusts the certificate."
        ) from error


def _settings(computing: Computing) -> dict[str, Any]:
    """Of dask: no pages served, quiet workers, and no library in them that takes more threads than it is given."""
    threads = str(computing.threads or 1)
    names = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    return {
        "distributed.nanny.pre-spawn-environ": {
            **dict.fromkeys(names, threads),
            "MALLOC_TRIM_THRESHOLD_": "65536",  # dask's own
            "DASK_LOGGING__DISTRIBUTED": "critical",
        },
        "distributed.worker.multiprocessing-method": "spawn",
        "distributed.scheduler.http.routes": [],
        "distributed.worker.http.routes": [],
        "distributed.worker.profile.enabled": False,
    }


def _own_security() -> Any:
    """Keys for this run alone, so that no other user of this machine can send a pickle; where they can be made."""
    from distributed import Security  # noqa: PLC0415

    if importlib.util.find_spec("cryptography") is None:
        return None
    return Security.temporary()


def _silence() -> None:
    """A worker that dies is replaced: that is no news, and what dask says of it names files."""
    for name in list(logging.root.manager.loggerDict):
        if name == "distributed" or name.startswith("distributed."):
            logging.getLogger(name).setLevel(logging.CRITICAL)
