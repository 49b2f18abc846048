"""Issues of a contract: their list and their pages, with the KPIs in which they show."""
