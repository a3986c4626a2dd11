"""Reading files: what they are, their pages, words and drawn things, all on the page as shown."""
