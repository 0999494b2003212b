"""How the server runs: few processes, many threads, on this machine's own address (a proxy stands in front)."""

import ctypes
import gc
import os
import resource
from pathlib import Path
from typing import Any

FILES_MOST = 65_536

wsgi_app = "wsgi:app"
bind = f"127.0.0.1:{os.environ.get('PORT', '8321')}"

# One process by default: SQLite has one writer. On PostgreSQL with Redis more of them help (docs/operations.md).
# config.py refuses more than one of them without Redis.
workers = int(os.environ.get("COUPLEBRIDGE_WORKERS") or "1")
worker_class = "gthread"
# an open live stream holds none of them, but under TLS of our own, where config.py lets streams have half
threads = int(os.environ.get("COUPLEBRIDGE_THREADS", "32"))

# streams that hold a thread never end by themselves in time; a restart waits this long for the others
graceful_timeout = 5
timeout = 60
keepalive = 30
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (a heartbeat file without content)

# No access log: it would keep addresses and times of persons.
accesslog = None
errorlog = "-"
# gunicorn's warnings name the addresses of those who sent something odd
loglevel = os.environ.get("COUPLEBRIDGE_LOG_LEVEL", "error")
# nobody asks this server for its state over a socket
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Signs are sent by a thread of each worker, so that no request waits for a push service."""
    from couplebridge.push_thread import start

    # what was loaded stays for ever: to look through it for what can go would hold up a request now and then
    gc.collect()
    gc.freeze()
    start(worker.app.wsgi())


def post_fork(_arbiter: object, _worker: object) -> None:
    """Let a worker hold a socket for each live stream, and give back to the system what large requests needed."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard != resource.RLIM_INFINITY else FILES_MOST, hard))
    # glibc would keep it, once for every thread
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    arenas_max, mmap_threshold = -8, -3  # M_ARENA_MAX and M_MMAP_THRESHOLD of malloc.h
    if mallopt is not None:
        mallopt(arenas_max, 2)
        mallopt(mmap_threshold, 256 * 1024)
