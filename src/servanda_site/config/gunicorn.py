"""How the web server logs, and what it does when one of its processes ends."""

from __future__ import annotations

from typing import Any


def child_exit(server: Any, worker: Any) -> None:
    """Forget what a process that is gone was measuring at the moment it went."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


_STDERR = {"level": "WARNING", "handlers": ["stderr"], "propagate": False}
logconfig_dict: dict[str, Any] = {
    "version": 1, "disable_existing_loggers": False,
    "formatters": {"line": {"()": "servanda_site.config.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
    "loggers": {"gunicorn.error": _STDERR, "gunicorn.access": _STDERR},
}
