"""What a room's edits add up to: read in a child with limits, never where pages are served."""
