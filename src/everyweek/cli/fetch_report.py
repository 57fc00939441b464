"""What a fetch did, for reading and for other programs."""

import json
from collections.abc import Iterator
from typing import Any

from everyweek.publications.fetch.report import Fetched, FetchReport

SAID = {
    "new": "new",
    "changed": "changed",
    "damaged": "mended",
    "would fetch": "would fetch",
}


def as_table(report: FetchReport) -> str:
    """A line for everything that was new, wrong or loaded, and a last one that counts."""
    return "".join(f"{line}\n" for line in lines(report))


def lines(report: FetchReport) -> Iterator[str]:
    """The report's lines."""
    for one in report.fetched:
        if one.problem is not None:
            yield f"{'failed':<12} {one.problem}"
        elif one.state in SAID:
            yield f"{SAID[one.state]:<12} {one.publication}: {one.words or 'a file'} ({one.address})"
        if one.state == "damaged":
            yield f"{'':<12} Our copy was no longer what had been downloaded: it was downloaded again."
    for problem in report.problems:
        yield f"{'failed':<12} {problem}"
    for record, outcome in report.outcomes.values():
        yield f"{outcome.outcome:<12} {record.file_name}: {outcome.message}"
        for remark in outcome.remarks:
            yield f"{'':<12} {remark}"
    for record, verdict in report.still_refused:
        yield f"{'still refused':<12} {record.file_name}: {verdict.message}"
    yield summary(report)


def summary(report: FetchReport) -> str:
    """How many files of each kind."""
    failed = report.count("failed") + len(report.problems)
    if report.is_dry_run:
        return (
            f"{report.count('would fetch')} would be downloaded, {report.count('kept')} are here already, "
            f"{failed} failed."
        )
    came = report.count("new", "changed", "damaged")
    fetched = f"{came} downloaded, {report.count('unchanged')} unchanged, {failed} failed"
    loaded = ", ".join(f"{len(report.loaded(outcome))} {outcome}" for outcome in ("loaded", "refused", "passed over"))
    return f"{fetched}; {loaded}."


def as_json(report: FetchReport) -> str:
    """Every file on offer, where it came from and what became of it; and every trouble with what to do."""
    offered = {one.record.sha256 for one in report.fetched if one.record is not None}
    written = {
        "all_well": report.all_well,
        "files": [file_entry(one, report) for one in report.fetched],
        "loaded_from_earlier_fetches": [
            {"address": record.address, "file_name": record.file_name, "sha256": sha256, **loading(sha256, report)}
            for sha256, (record, _) in report.outcomes.items()
            if sha256 not in offered
        ],
        "problems": [{"address": one.address, "problem": one.problem, "advice": one.advice} for one in report.problems],
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def file_entry(one: Fetched, report: FetchReport) -> dict[str, Any]:
    """One file as an object; what is not known of it is null."""
    record = one.record
    return {
        "publication": one.publication,
        "page": one.page,
        "address": one.address,
        "words": one.words,
        "state": one.state,
        "file_name": record.file_name if record else None,
        "sha256": record.sha256 if record else None,
        "size": record.size if record else None,
        "fetched_at": record.fetched_at if record else None,
        "etag": record.etag if record else None,
        "problem": one.problem.problem if one.problem else None,
        "advice": one.problem.advice if one.problem else None,
        **loading(record.sha256 if record else "", report),
    }


def loading(sha256: str, report: FetchReport) -> dict[str, Any]:
    """What the loader said of some bytes, now or in an earlier fetch; null when it has not seen them."""
    verdict = report.verdicts.get(sha256)
    if verdict is None:
        return {"outcome": None, "message": None, "remarks": []}
    said = report.outcomes.get(sha256)
    return {
        "outcome": verdict.outcome,
        "message": verdict.message,
        "remarks": list(said[1].remarks) if said is not None else [],
    }
