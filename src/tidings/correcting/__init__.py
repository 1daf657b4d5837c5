"""A person's corrections of stories: previewed, applied, undone.

A correction is kept as a fact about articles (`types.Correction`); what follows from the facts in
force is worked out in `group.corrections`, and obeyed by every later run. A contradiction is
refused, naming the correction that stands in the way.
"""

from tidings.correcting.apply import correct
from tidings.correcting.learning import forget_learned, learn_from_corrections
from tidings.correcting.undoing import undo, unlock

__all__ = ["correct", "forget_learned", "learn_from_corrections", "undo", "unlock"]
