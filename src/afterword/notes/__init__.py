"""Hiring notes: written, reviewed, sealed, released and answered.

Besides words, deeds and doors:

    content, missing, gathering         what is written, what it lacks, what the hour left behind
    reviewing, sealing, names           who reviews, when both halves open, whom a reviewer learns
    document, reading, hour, behind     the letter: its document, its reader, its hour, its code
    markdown, scorecard                 the letter as text, and the hour as one offline file
    unchanged                           whether letters still say what was released
    second, side_by_side                second readings
    lists, for_scripts                  lines of lists, and what scripts get
    example, steps                      examples to learn from, and what other parts say of notes
"""
