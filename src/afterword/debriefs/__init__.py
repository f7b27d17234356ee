"""Looking back: on a company interview, and on a cycle, step by step.

Besides words, deeds and doors:

    sections, evidence, beside_a_question     a debrief as a document; what stands beside a question
    company_interviews                  what was written about those of a cycle
    mock_letters, mock_and_real         hiring notes of mocks; both kinds of hours, side by side
    training                            what to train next
    comparing_applications,
    comparing_interviews, patterns      what is compared, and the seam to the sums
    reasons_counted                     why applications ended
    points, ties, point_forms           what is taken along, and what it rests on
    paused                              what was begun and left, with what is still empty
    commitments, lines_to_take          what was meant, and what it ends in; one's own words
    document, exporting, placing        as a file, and where its parts belong when it comes back
"""
