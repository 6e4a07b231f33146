"""Files in, a new generation of the index out: discover → extract → interpret → passages → write, led by `build`."""
