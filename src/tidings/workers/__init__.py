"""Workers: one `map(work, batches)` over processes of this machine. They never touch the store."""
