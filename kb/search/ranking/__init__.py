"""One ranker for all that is compared by its matter: how telling a word is, what it is worth where it stands, what texts share.

`telling` has the one measure of how rare a word is and what one of its class is worth; search, desk and relations ask it. `vectors`
turns a text's fields into terms with their worth, `index` finds texts that have them and `seeker` words to seek; `overlap` weighs
what two texts have in common. None of it needs a text index on disk. What is asked of a score – from which on a handling is shown,
a link proposed – is the asker's own.
"""
