"""What hangs together across meetings: chains of decisions, promises kept, topics, words of the group's own.

Pure functions over the meetings of a corpus, run once in a build after the meetings are assembled.
"""
