"""Behind the door of the store: tables, queries by noun, migrations. Nothing outside `distiller.store` imports this."""
