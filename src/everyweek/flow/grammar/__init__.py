"""The words of model files, as tables: the reader knows no others, and schema and reference are made of them."""
