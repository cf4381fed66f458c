"""What is told to the layers above: that a partnership's record was made again and kept, that a paper is erased."""

from django.dispatch import Signal

record_made = Signal()  # partnership: the key of the partnership
# paper: the paper. Who keeps words of it elsewhere takes them away, and answers with the numbers of the entries of the log that
# have them.
paper_erased = Signal()
