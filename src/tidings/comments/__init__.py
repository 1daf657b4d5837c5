"""Comments on stories and articles: threads and moderation. Each belongs to an article."""

from tidings.comments.comments import Comments
from tidings.comments.moderating import Moderation, Queued
from tidings.comments.rows import NOBODY, Reader, Row

__all__ = ["NOBODY", "Comments", "Moderation", "Queued", "Reader", "Row"]
