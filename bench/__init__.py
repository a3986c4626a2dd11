"""Measurements: what they show stands in docs/, made by the commands here."""
