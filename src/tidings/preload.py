"""Modules that every worker process needs: imported once, before the processes are forked."""

from __future__ import annotations

import gc
from contextlib import suppress

from tidings import steps
from tidings.reference.languages import likely

__all__ = ["steps"]

with suppress(OSError):  # as on a full disk: then the stage that needs it says so
    likely("The model that tells languages apart is read on first use.")
gc.freeze()  # what is here stays: the workers' collectors need not touch, and so copy, its pages
