"""Documents to take along: a page's content as values (`paper`, `contents`), and those as Word (`word`) and PDF (`printing`)."""
