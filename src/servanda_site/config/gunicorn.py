"""What the web server does when one of its processes ends."""

from __future__ import annotations

from typing import Any


def child_exit(server: Any, worker: Any) -> None:
    """Forget what a process that is gone was measuring at the moment it went."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)
