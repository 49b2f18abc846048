"""Papers for a committee: made from a statement and standing texts, shown as page, Word, PDF and spreadsheet."""
