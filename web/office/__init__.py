"""Documents to take along: what they say as values (`paper`), and those as Word (`word`) and PDF (`printing`)."""
