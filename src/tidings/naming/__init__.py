"""Naming: which spellings, titles and short forms are one person, organisation or place.

Pure, and without any knowledge of particular names: what is compared is how names are made and
how they travel between scripts. `compare` judges two names, `cluster` the mentions of a text or
of a story; `choose` says which entity of the library a name new to it is one of.
"""

from tidings.naming.clusters import Cluster, Mention, cluster
from tidings.naming.compare import Verdict, compare
from tidings.naming.forms import KINDS, name_key
from tidings.naming.linking import choose, near_keys

__all__ = [
    "KINDS",
    "Cluster",
    "Mention",
    "Verdict",
    "choose",
    "cluster",
    "compare",
    "name_key",
    "near_keys",
]
