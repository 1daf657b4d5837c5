"""`tidings`, which `python -m tidings` is too: light, so that Ctrl-C is heard from the start."""

from __future__ import annotations

import os
import signal

__all__ = ["main"]


def main() -> None:
    """Run the command line; Ctrl-C while it is still being imported (1 s) ends it with one line."""
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # else it is ignored
    if heard:
        signal.signal(signal.SIGINT, _stop)
    # Before numpy is imported: its products are small, and a thread more burns a core in waiting.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from tidings.cli import main as run

    if heard:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run(prog_name="tidings")


def _stop(*_: object) -> None:
    # Nothing is open yet; an exception would show in whatever module is being imported.
    os.write(2, b"\ntidings: stopped\n")
    os._exit(130)


if __name__ == "__main__":
    main()
