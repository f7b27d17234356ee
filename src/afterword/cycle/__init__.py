"""A person's job search: applications and what happened to them, brought in, counted, exported.

Besides words, deeds and doors:

    standing, drafts, names             how an application stands; before it is a row; as compared
    files, ruling, reading              a file that somebody brings, and how it is understood
    mail, grouping, proposing           mail, and what it proposes
    spellings                           which companies are one
    paths, streams, by_day              the way each application took, and their pictures
    funnel, silence, luck, sentences    the seams to the sums, and one true sentence
    circles, pooled, guesses            what members share, counted together
    remembered                          all of that, counted once
    calendar, asking, reasons           days ahead, letters to copy, why it ended
    offers, hindsight                   offers side by side, and endings looked back on
    document, exporting                 the search as a file, to take along
"""
