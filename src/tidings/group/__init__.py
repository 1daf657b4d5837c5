"""Group: articles become stories; copies, related articles. Every decision carries its reasons."""

from tidings.group.alignment import aligned
from tidings.group.batch import regroup
from tidings.group.calibration import SHIPPED, Calibration, Learned, Lesson, learn
from tidings.group.compare import compare
from tidings.group.corrections import Constraints, broken, conflict, constraints, partners
from tidings.group.cross_language import Question, answered, questions
from tidings.group.editions import judge_editions
from tidings.group.features import Features, features, from_bytes, to_bytes, vector_of
from tidings.group.frequencies import Frequencies
from tidings.group.lineage import trace
from tidings.group.related import related
from tidings.group.settling import AT_ONCE, Settled, Settler
from tidings.group.statements import new_statements, statements_of
from tidings.group.stories import Decision, Grouper, story_id

__all__ = [
    "AT_ONCE",
    "SHIPPED",
    "Calibration",
    "Constraints",
    "Decision",
    "Features",
    "Frequencies",
    "Grouper",
    "Learned",
    "Lesson",
    "Question",
    "Settled",
    "Settler",
    "aligned",
    "answered",
    "broken",
    "compare",
    "conflict",
    "constraints",
    "features",
    "from_bytes",
    "judge_editions",
    "learn",
    "new_statements",
    "partners",
    "questions",
    "regroup",
    "related",
    "statements_of",
    "story_id",
    "to_bytes",
    "trace",
    "vector_of",
]
