"""How long everything takes, measured beside what people would use instead: ``python -m bench``."""
