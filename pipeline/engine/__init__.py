"""Where documents are worked on.

``interface`` is what a place for that must offer: ``pool`` has the processes of one machine (``worker``, ``ahead``,
``lean``), ``cluster`` those of many. ``runner`` takes one document through the stages.
"""
