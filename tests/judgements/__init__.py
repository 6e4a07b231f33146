"""Search measured against judgements."""
