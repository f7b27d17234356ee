"""Pages: setting up, what the host needs, and two links that need no account."""
