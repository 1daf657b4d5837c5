"""Workers: one `map(work, batches)`, over local processes. They never touch the store."""
