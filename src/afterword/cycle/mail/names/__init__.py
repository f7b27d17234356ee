"""Of which company a message is, and for which role.

companies                    which company, of all that could be:
senders, domains             by who sends it, and by the name in a domain
company_mentions             by the words around a name in the text
company_spellings            by the letters of a domain that a name spells
roles                        which role
"""
