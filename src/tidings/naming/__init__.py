"""Naming: which spellings, titles and short forms are one person, organisation or place.

Pure, and without any knowledge of particular names: what is compared is how names are made and
how they travel between scripts. `compare` judges two names, `cluster` the mentions of a text or
of a story; `choose` says which entity of the library a name new to it is one of, `choose_sense`
which of several people of exactly one name is meant.
"""

from tidings.naming.clusters import Cluster, Mention, cluster
from tidings.naming.compare import Verdict, compare
from tidings.naming.forms import KINDS, name_key
from tidings.naming.linking import choose, is_lone, near_keys
from tidings.naming.namesakes import (
    Company,
    can_have_namesakes,
    choose_sense,
    contradicted,
    told_of,
    why_apart,
)
from tidings.naming.publishers import speaks_of_itself

__all__ = [
    "KINDS",
    "Cluster",
    "Company",
    "Mention",
    "Verdict",
    "can_have_namesakes",
    "choose",
    "choose_sense",
    "cluster",
    "compare",
    "contradicted",
    "is_lone",
    "name_key",
    "near_keys",
    "speaks_of_itself",
    "told_of",
    "why_apart",
]
