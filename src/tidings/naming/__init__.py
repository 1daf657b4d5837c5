"""Naming: which spellings, titles and short forms are one person, organisation or place.

Pure, and without any knowledge of particular names: what is compared is how names are made and
how they travel between scripts. `compare` judges two names, `cluster` the mentions of a text or
of a story; what the library holds together is `storage`'s.
"""

from tidings.naming.clusters import Cluster, Mention, cluster
from tidings.naming.compare import Verdict, compare
from tidings.naming.forms import KINDS, name_key

__all__ = ["KINDS", "Cluster", "Mention", "Verdict", "cluster", "compare", "name_key"]
