"""Untrusted files: read and drawn in worker processes with limits. The only place that knows PyMuPDF, python-pptx and python-docx
for reading; `indexer` and `web` ask it, it knows neither."""
