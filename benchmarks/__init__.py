"""Time and memory, printed as ratios to a bare baseline in the same run (`make bench`). Never a gate of the tests."""
