"""One folder a language: its tables and the code that reads them."""
