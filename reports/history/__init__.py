"""Who changed what of a contract, when, from what to what, and why: everything that is recorded.

``kinds`` says which rows there are and how they are called, ``search`` finds what was written,
``lines`` puts it into words; ``strokes`` are what the page lists and ``download`` is the file.
"""
