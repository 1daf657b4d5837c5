"""What workers that find named entities need besides `preload`: the encoder's, the gazetteer."""

from __future__ import annotations

import gc
from contextlib import suppress

from tidings import preload_encoder
from tidings.enrich.places.gazetteer import gazetteer

__all__ = ["preload_encoder"]

with suppress(OSError):  # then the stage that needs it says so
    gazetteer()
gc.freeze()
