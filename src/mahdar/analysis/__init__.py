"""Document to Analysis: words, sentences, names of the tables, numerals, quotation zones, clauses; mention types."""
