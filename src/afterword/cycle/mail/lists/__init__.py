"""Words and phrases under headings, for people to read and to mend; `lines` reads them."""
