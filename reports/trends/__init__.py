"""The green trend of a contract, from what is on record to the plain values that everything shows."""
