"""Mail of a job search: what is a message, what does it tell, of whom. No rows here.

From files to what they tell, in this order; what parses runs in the limited child (confining.py):

    whole, gathering                    a mailbox, message by message
    boxes, heads, bodies, calendars     files as messages, and what is in one
    lists, wordings, signs, about       the lists beside this file, as they are looked for
    sentences, turning, ruling          what they say of a message
    traits, weighing                    what it reads like as a whole
    recognising                         both, put together
    senders, domains, companies, roles  of whom, and for what;
    named, spelled                      by the words around a name, by the letters of a domain
    hours, rounds, joining, found       of which interview, told anew or again, and what is kept
    telling                             in words, for a terminal
"""
