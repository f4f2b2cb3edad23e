"""Modern Standard Arabic: lexicon, inflection, closed classes, tables of cues, triggers, times and units."""
