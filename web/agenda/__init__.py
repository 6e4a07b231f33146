"""The secretary's desk in the browser (`/esityslista`) and the agenda as a document."""
