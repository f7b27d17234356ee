"""The pages of people's part, a module for each thing they are about."""
