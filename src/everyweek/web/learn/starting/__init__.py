"""The resources that the library begins with, brought up to date without losing what people changed."""
