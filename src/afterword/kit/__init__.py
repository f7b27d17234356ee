"""Tools without nouns: no domain word is inside.

models, columns, prepared           rows, many of them at once, and queries written once
later, remembering, confined        work for later, what was counted, work in a limited child
doors, limits, pages, undo          how doors answer, how often, in parts, and the way back
middleware, sessions, unsent, logs  what each request passes, and what of it is logged
forms, inputs, lines, names, saving fields, how they are drawn, and words saved as typed
address, tokens                     links
charts, drawing, example_charts     charts: said, drawn, and one of each kind
markdown, words, numbers            text made safe, and words and numbers as sentences have them
documents, sums                     documents brought back, and the pages of docs/sums
errors                              what facts have in common
"""
