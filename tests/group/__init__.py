"""Stories, copies, related articles."""
