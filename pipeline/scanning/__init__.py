"""Reading the picture of a page: straightening it, finding rules and panels in it, and having tesseract read it."""
