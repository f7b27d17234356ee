"""A person's job search: applications and what happened to them, brought in, counted, exported.

Besides words, deeds and doors:

    standing, drafts, names             how an application stands; before it is a row; as compared
    reading, mapping_form               a file that somebody brings, and how it is understood
    brought_files                       and what it amounts to
    mail, grouping_proposals, proposing mail, and what it proposes
    spellings                           which companies are one
    paths, sankey, timeline             the way each application took, and their pictures
    funnel, silence, luck, sentences    the seams to the sums, and one true sentence
    circles, pooled, guesses            what members share, counted together
    remembered                          all of that, counted once
    calendar, letters_to_copy           days ahead; letters to send by hand
    reasons, offers, hindsight          why it ended; offers side by side; endings looked back on
    document, exporting                 the search as a file, to take along
"""
