"""How numbers arrive: each NHS England release recognised by its content, parsed, checked and handed on."""
