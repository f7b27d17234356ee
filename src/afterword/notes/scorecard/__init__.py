"""The scorecard file: the whole hour as one offline file, and its notes back under a seal."""
