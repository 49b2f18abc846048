"""A paper as a Word document: real headings, captions and tables that assistive technology can read.

``to_word`` is the way in. ``styles`` says how it looks, ``parts`` writes texts, ``tables`` and ``figures``
what stands between them, ``package`` what is around: pages, headers, numbering, properties.
"""

from reports.papers.word.document import to_word

__all__ = ["to_word"]
