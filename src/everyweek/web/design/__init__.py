"""How every page looks and speaks: layout, icons, words for numbers and dates."""
