"""How far a document has come, in a sentence for the person who waits."""

from __future__ import annotations

from reports.models.jobs import DocumentJob, JobState


def sentence_of(job: DocumentJob) -> str:
    """Where a job stands."""
    match job.state:
        case JobState.WAITING:
            return "It waits its turn."
        case JobState.MAKING:
            return f"{job.progress or 'It is being made'}."
        case JobState.DONE:
            return "It is ready."
    return job.progress
