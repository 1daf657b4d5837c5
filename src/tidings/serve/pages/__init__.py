"""The pages: each a group of routes with its templates."""
