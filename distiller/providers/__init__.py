"""Behind the door of `distiller.llm`: endpoints, the offline teacher, prices, retry decisions."""
