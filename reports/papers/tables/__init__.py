"""The tables of a paper, in the report's words. None of them has its number yet."""
