"""Finding: from a query in Finnish to passages with hits, facets and marks.

`search` is asked; `query` reads, `expansion` widens words, `evaluate` is set algebra over postings, `relax` goes further where
little is found, `scoring` puts in order, `facets` counts, `highlight` marks. `postings` is the seam of the text index, `engine`
what stands behind it and the only module that knows Whoosh. `ranking` says how telling words are, for search, desk and relations,
and ranks the small texts that the latter two compare.
"""
