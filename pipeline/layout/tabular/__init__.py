"""Tables on a page: from rules and boxes, and from the alignment of words where there are none."""
