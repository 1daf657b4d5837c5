"""What workers that encode need besides `preload`: the vocabulary, and the encoder's graph made."""

from __future__ import annotations

import gc
from contextlib import suppress

from tidings.enrich.encoders.e5_graph import graph_path
from tidings.enrich.encoders.pack import read_pack
from tidings.enrich.encoders.runtime import load_runtime
from tidings.enrich.encoders.vocabulary import load_vocabulary
from tidings.errors import ConfigError

__all__: list[str] = []

with suppress(ConfigError, ImportError, OSError):  # then the stage that needs it says so
    load_runtime()  # a fifth of a second for each process
    graph_path(read_pack())  # made here, if it must be: once, and not by every worker
    load_vocabulary()
gc.freeze()
