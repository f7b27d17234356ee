"""Mail of a job search: what is a message, what does it tell, of whom. No rows here.

From files to what they tell, in this order; what parses runs in the limited child (confining):

    whole_mailbox    a mailbox, message by message: all of what follows, in one call
    messages/        files as messages, and what is in one
    kinds/           which kind a message is: what it tells of an application, or nothing
    names/           of which company it is, and for which role
    gathering, found     message by message, what tells something, and what of it is kept
    joining          what the messages of a mailbox say of each other
    which_interview, repeats     of which interview, told anew or again
    report           in words, for a terminal

lists/ holds the words and phrases that all of it looks for, for people to read and to mend.
"""
