"""The page of a contract's savings."""
