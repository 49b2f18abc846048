"""The lists of the registers of governance, and what filters them."""
