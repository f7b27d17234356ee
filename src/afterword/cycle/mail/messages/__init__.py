"""Files as messages, and what is in one.

mailboxes        mbox, .eml, and archives of either, one message after another
heads, bodies    of a message: the few fields that matter, and the words a person reads
invitations      the calendar's part of one
"""
