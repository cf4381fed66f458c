"""How dates and times of the register's own doings are written, where a language's own way would mislead."""
