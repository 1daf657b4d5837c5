"""The benches on toy input."""
