"""The tracking app."""

from django.apps import AppConfig


class Tracking(AppConfig):
    """Evidence, states, scores, the action plan."""

    name = "servanda_site.tracking"
    label = "tracking"

    def ready(self) -> None:
        """Look for evidence whenever a partnership's record was made again; keep no words of a paper that is erased."""
        from servanda_site.register.made import paper_erased, record_made
        from servanda_site.tracking import erasing, tasks

        record_made.connect(tasks.on_record_made, dispatch_uid="tracking")
        paper_erased.connect(erasing.on_paper_erased, dispatch_uid="tracking")
