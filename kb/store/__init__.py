"""What is kept: generations of the index, the catalogue of a generation, and the journal of what people add."""
