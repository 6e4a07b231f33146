"""The demo corpus's story: one readable source, its truth, and the writers that make the files from it."""
