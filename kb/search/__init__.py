"""Finding: from a query in Finnish to passages with hits, facets and marks. Only `engine`, `fields` and the writer know Whoosh."""
