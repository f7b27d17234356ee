"""What people fill in about accounts, programs and each other."""
