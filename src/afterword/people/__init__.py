"""People, the programs they belong to, and what is theirs: letters, commitments, keys.

Besides words, deeds and doors:

    viewer, middleware, prepared        who is looking, and what they may see, written once
    account_urls, sign_in, elsewhere    allauth: its addresses, its rules, other people's doors
    passwords, sessions, api_auth       how passwords are kept, invitations opened, scripts let in
    links, places, texts                invitations, the list of members, texts to send round
    post                                letters
    blocking, departing, reportable     what parts above say here, when they start
"""
