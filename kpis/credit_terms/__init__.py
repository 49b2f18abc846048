"""Credit terms as pages show them: in words, through time, and with the effect of a change."""
