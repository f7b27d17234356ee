"""What each part adds to the world."""
