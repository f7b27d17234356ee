"""Mail of a job search: what is a message, what does it tell, of whom. No rows here."""
