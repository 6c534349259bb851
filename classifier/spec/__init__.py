"""What users say and read: frozen pydantic values. Costs pydantic only."""
