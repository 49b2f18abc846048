"""How the contract is governed, as at a day: what statements, papers and the round page show of it."""
