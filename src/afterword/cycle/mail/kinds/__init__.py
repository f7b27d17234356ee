"""Which kind a message is: what it tells of an application, or nothing.

recognising                  one message: both readings of it, put together
by_lists                     what the lists say:
wordings, signs, topics      how companies say it; signs of a kind; what it is about
yes_after_no                 a later sentence that holds against an earlier one
by_weights, weights.txt      what it reads like as a whole: learnt weights,
traits                       and what they weigh
sentences                    the text as sentences that can be compared
"""
