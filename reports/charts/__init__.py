"""Charts: the values to draw, what they say in words, and how they are drawn on screen and in documents."""
