"""A live room: who is in it, what is said to whom, and when it is on disk."""
