"""What worker processes that find names need besides `warm`: the vocabulary and the gazetteer."""

from __future__ import annotations

import gc
from contextlib import suppress

from tidings.enrich.encoders.e5 import load_tokenizer
from tidings.enrich.encoders.runtime import load_runtime
from tidings.enrich.places.gazetteer import gazetteer
from tidings.errors import ConfigError

__all__: list[str] = []

with suppress(ConfigError, ImportError, OSError):  # then the stage that needs it says so
    load_runtime()  # a fifth of a second for each process
    load_tokenizer()
    gazetteer()
gc.freeze()
