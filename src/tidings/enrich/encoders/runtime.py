"""onnxruntime, which runs our models, kept from telling anyone about it.

As its makers ship it, it gives the machine a number, writes down which models are run and how
fast, and sends that to them (its pull request 27379, since 1.29). It looks for the opt-out once,
when it is imported: so it is imported here alone.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any

__all__ = ["load_runtime"]


@cache
def load_runtime() -> Any:
    """Return onnxruntime, silenced. Raises ImportError where it isn't installed."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # for worker processes too
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # where a program that uses us has it running already
    return onnxruntime
