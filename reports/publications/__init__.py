"""What went to a meeting: frozen, fingerprinted, shown to the public in part, corrected by addenda only."""
