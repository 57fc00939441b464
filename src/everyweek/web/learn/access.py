"""What each address of the library needs."""

from everyweek.web.learn.attachments.queries import resource_of_file_in_address
from everyweek.web.learn.effects.queries import resource_with_effect
from everyweek.web.learn.finding.saved_queries import saved_search_in_address
from everyweek.web.learn.library.queries import resource_in_address
from everyweek.web.learn.sharing.queries import (
    submission_in_address,
    submission_with_my_file_in_address,
    submission_with_sent_file_in_address,
)
from everyweek.web.learn.using.comments.queries import comment_in_address
from everyweek.web.learn.using.lists.queries import list_in_address
from everyweek.web.learn.using.used.queries import resource_of_use_in_address, use_in_address
from everyweek.web.learn.versions.queries import feedback_in_address, resource_of_version_in_address
from everyweek.web.people.access import EVERYBODY, SIGNED_IN, Access

ACCESS_OF_LIBRARY: dict[str, Access] = {
    # The library
    **dict.fromkeys(("library", "library-complete", "library-feed", "site-map"), EVERYBODY),
    # The interface for programs asks the gate about each thing that it gives
    **dict.fromkeys(("api:resources", "api:one-resource", "api:openapi-json", "api:api-root"), EVERYBODY),
    **dict.fromkeys(("what-works", "intervention", "what-works-plot"), EVERYBODY),
    "effect-chart": Access("resource.read", resource_with_effect, mostly_for_everybody=True),
    "resource": Access("resource.read", resource_in_address, mostly_for_everybody=True),
    **dict.fromkeys(
        ("resource-file", "resource-file-preview"),
        Access("resource.read", resource_of_file_in_address, mostly_for_everybody=True),
    ),
    "resource-files": Access("resource.attach", resource_in_address),
    "resource-file-remove": Access("resource.attach", resource_of_file_in_address),
    # Changing what is published, following it, and saying what should be better
    **dict.fromkeys(
        (
            "resource-edit",
            "resource-edit-preview",
            "resource-edit-publish",
            "resource-edit-take-over",
            "resource-edit-throw-away",
        ),
        Access("resource.edit", resource_in_address),
    ),
    "resource-version": Access("resource.read", resource_of_version_in_address, mostly_for_everybody=True),
    "resource-follow": Access("resource.follow", resource_in_address),
    "library-following": SIGNED_IN,
    "resource-feedback": Access("resource.feedback", resource_in_address),
    "resource-feedback-remove": Access("feedback.remove", feedback_in_address),
    # Saved searches
    "saved-searches": Access("search.save"),
    **dict.fromkeys(("saved-search", "saved-search-delete"), Access("saved-search.own", saved_search_in_address)),
    # Using resources: reports of use, whether they were useful, comments, reading lists
    **dict.fromkeys(
        ("resource-uses", "resource-comments"),
        Access("resource.read", resource_in_address, mostly_for_everybody=True),
    ),
    "use-chart": Access("resource.read", resource_of_use_in_address, mostly_for_everybody=True),
    **dict.fromkeys(("tell-use", "was-it-useful"), Access("resource.respond", resource_in_address)),
    "change-use": Access("use.change", use_in_address),
    "remove-use": Access("use.remove", use_in_address),
    "resource-reasons": Access("resource.opinions", resource_in_address),
    "write-comment": SIGNED_IN,  # the view asks for resource.respond, so that words are given back that come too late
    "edit-comment": Access("comment.change", comment_in_address),
    "remove-comment": Access("comment.remove", comment_in_address),
    "report-comment": Access("comment.report", comment_in_address),
    "comment-queue": Access("comment.queue"),
    "reading-lists": Access("reading-list.make"),
    "reading-list": Access("reading-list.read", list_in_address, mostly_for_everybody=True),
    **dict.fromkeys(
        ("change-reading-list", "delete-reading-list", "reading-list-entries", "reading-list-note"),
        Access("reading-list.change", list_in_address),
    ),
    "add-to-list": Access("resource.keep", resource_in_address),
    # Sharing, and reviewing what others want to share
    "share": Access("resource.contribute"),
    **dict.fromkeys(
        ("share-edit", "share-send", "share-withdraw", "share-files"),
        Access("submission.change", submission_in_address),
    ),
    **dict.fromkeys(
        ("share-file", "share-file-preview", "share-file-remove"),
        Access("submission.change", submission_with_my_file_in_address),
    ),
    "review-queue": Access("submission.queue"),
    "review-submission": Access("submission.review", submission_in_address),
    **dict.fromkeys(
        ("review-file", "review-file-preview"), Access("submission.review", submission_with_sent_file_in_address)
    ),
}
