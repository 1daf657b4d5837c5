"""Saved searches, rules, alerts, and how people are notified. `People` shows it as `watching`."""

from tidings.people.watching.alerts import AlertRow, alert_rows
from tidings.people.watching.rules import Applied, Rules, Tried
from tidings.people.watching.watching import Watching

__all__ = ["AlertRow", "Applied", "Rules", "Tried", "Watching", "alert_rows"]
