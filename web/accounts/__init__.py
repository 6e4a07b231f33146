"""The door: who is asking, what they may do, signing in and out."""
