"""The published JSON Schema of model files, made of the same tables that the reader knows its words by."""
