"""A scheduler with one worker, over TLS, until its input ends: what stands on other machines. Prints its address."""

import logging
import sys

from distributed import LocalCluster, Security

if __name__ == "__main__":
    certificate, key = sys.argv[1:]
    ends = {
        f"tls_{side}_{what}": file
        for side in ("scheduler", "worker", "client")
        for what, file in (("cert", certificate), ("key", key))
    }
    security = Security(require_encryption=True, tls_ca_file=certificate, **ends)
    options = {"host": "127.0.0.1", "dashboard_address": None, "silence_logs": logging.CRITICAL}
    with LocalCluster(n_workers=1, threads_per_worker=2, security=security, protocol="tls", **options) as cluster:
        print(cluster.scheduler_address, flush=True)  # noqa: T201
        sys.stdin.read()
