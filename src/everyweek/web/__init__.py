"""The pages: everything that knows Django."""
