"""Papers for a committee, of a statement and standing texts: as page, Word, PDF and spreadsheet."""
