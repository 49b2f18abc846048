"""The contract in the round: one page for a committee."""
