"""The course as pages that need no kernel: every notebook, its demos live."""
