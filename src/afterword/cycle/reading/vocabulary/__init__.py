"""The lists of words, for people to read and to mend.

column_names, columns.txt   what people call their columns, and what each name means
status_words, statuses.txt  what people write for what happened to an application
lists                       how both are read
"""
