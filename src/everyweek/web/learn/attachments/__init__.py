"""Files that hang on resources: looked into before they are taken, kept once, handed out as nothing but a download."""
