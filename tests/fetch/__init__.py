"""The one HTTP client, the guard, the schedule."""
