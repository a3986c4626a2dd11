"""The stages, one a file, each a function named as its module."""
