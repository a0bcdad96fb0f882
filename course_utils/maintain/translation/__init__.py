"""Keep the catalogs in step with the English, and write the notebooks from them."""
