"""What the memory knows in the shapes that users of open data have: Popolo (`popolo`) and OParl (`oparl`)."""
