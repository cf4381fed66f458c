"""What is told to the layers above once a partnership's record was made again and kept."""

from django.dispatch import Signal

record_made = Signal()  # partnership: the key of the partnership
