"""The core: values, tables, networks and measures of a classifier. Knows no HTTP and no database."""
