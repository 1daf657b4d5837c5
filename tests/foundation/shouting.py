"""The work of a filter, for the tests of filters: a function of a module, as it must be."""

from __future__ import annotations

import os
from typing import Any


def shout(record: dict[str, Any]) -> dict[str, Any]:
    if record["say"] == "die":
        os._exit(1)
    return {"said": record["say"].upper()}
