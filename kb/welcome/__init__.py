"""The newcomer's room: what a new member needs to know, for any face to tell."""
