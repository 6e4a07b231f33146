"""The `kb` command: a thin skin over public functions of `kb`, `indexer` and `web`, the only place that knows all three."""
