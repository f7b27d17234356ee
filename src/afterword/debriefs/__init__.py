"""Looking back: on a company interview, and on a cycle, step by step.

Besides words, deeds and doors:

    evidence, laid                      what each step lays out, and its value
    looked_back, beside, training       what was written of interviews, beside mocks; what to train
    standing_out, patterns              what is compared, and the seam to the sums
    whys                                why applications ended, counted
    points, ties, point_forms           what is taken along, and what it rests on
    meant                               commitments, and lines to take along
    paused                              what was begun and left, with what is still empty
    reading                             the debrief as a document
    document, exporting, homes          as a file, and where its parts belong when it comes back
"""
