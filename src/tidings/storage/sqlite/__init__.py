"""The default store: one SQLite file in WAL mode, one file a group of tables."""
