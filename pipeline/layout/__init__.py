"""From words and graphics on pages to blocks in reading order."""
