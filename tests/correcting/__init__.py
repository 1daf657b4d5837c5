"""A person says no, and is obeyed."""
