"""Service credits: what came back by month and area, how each came about, and credit notes."""
