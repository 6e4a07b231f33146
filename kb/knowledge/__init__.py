"""What is known beyond the words: links between matters, where decisions stand, and what people have laid over it."""
