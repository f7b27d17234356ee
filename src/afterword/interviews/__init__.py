"""A booked mock interview, its live room, and its record.

Besides words, deeds and doors:

    plan, cells, zones, calendar        what is booked, and when
    links, asking, limits               guests' links, the message to them, how often it is sent
    whereabouts, next_steps             where an interview stands, and what comes after
    departures, reporting               what goes with somebody, and what can be reported
    protocol, record                    what is said in a room, and what is kept of it
    room, edits                         the room while it lives, and what its edits add up to
"""
