"""Who may see and do what: readers with their roles, the rules by which material is restricted, and what a reader sees of it."""
