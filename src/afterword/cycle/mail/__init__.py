"""Mail of a job search: what is a message, what does it tell, whom does it concern. No rows here."""
