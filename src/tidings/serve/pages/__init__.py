"""The HTML pages: each file a group of routes, rendered by the templates of their names."""
