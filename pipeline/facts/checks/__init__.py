"""What a document says of itself, tested: ``consistency`` of counts and dates, ``totals`` of tables.

What OCR read with ``doubts`` proves nothing.
"""
