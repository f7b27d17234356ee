"""A file's bytes as tables of text. Nothing is understood here yet.

opening                     by its first bytes, which of the following opens it
encodings, delimited        CSV and its kin, in any encoding
workbooks                   XLSX, ODS and XLS
archives, notion            a zip of any of them, and Notion's pages beside its tables
json_lists, trello          JSON, and a board of Trello in it
html_pages, html_tables     a page, and the tables on it
tables, typed_cells         what comes of all of them: text, and how much of it at most
"""
