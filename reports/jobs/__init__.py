"""Documents made outside the request, for they take seconds and libraries that no web worker imports.

Whoever asks is led to a page that says how far the document has come, and hands it out when it is made. A
process of its own makes them, one after another, and ends when nobody waits (``manage.py make_documents``).
The web worker starts it; nothing has to be installed or kept running for it.

A page that offers a document asks for it in a POST, and leads to its page:

    job = ask_for_document(
        contract=contract,
        kind="statement",
        of={"from": "2021-07", "to": "2021-12"},
        format="pdf",
        title="Statement, July to December 2021",
        back=reverse("statement", args=[contract.reference]) + "?from=2021-07&to=2021-12",
        by=request.user,
        at=timezone.now(),
    )
    return redirect(job)

Asked twice for the same by the same person while it is not made yet, it is the same job.

A new kind of document is a line in ``kinds.KINDS``, which says who may have it, and a function

    def make(job: DocumentJob, tell: Tell) -> Made | None

It reads what was asked from ``job.of``, may say how far it has come (``tell("Drawing the charts")``), and
returns the file, or nothing where it keeps what it made itself; the page then leads to ``job.back``. Where it
cannot, it raises ``CannotMake`` with a sentence for the person. Its clock is ``job.asked_at``. A paper is
written in the format asked for by ``writing.written``.
"""
