"""What a meeting, a decision, an output and a topic *is*, and how it is asked for. Imports neither readers nor faces."""
