"""Workers: one map(work, batches), over local processes."""
