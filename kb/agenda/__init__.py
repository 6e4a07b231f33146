"""The secretary's desk: a draft agenda beside what the group has already decided, promised and put off.

`draft` reads a draft, `handlings` cuts the minutes into what may be brought back, `matching` ranks it for an item, `forgotten`
tells what the draft lacks, `citations` writes and checks references, `desk` puts the answer together, `drafts` keeps drafts,
`comparison` holds the minutes against the agenda that was sent.
"""
