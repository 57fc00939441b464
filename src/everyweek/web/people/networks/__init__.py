"""Groups of people: learning networks, clusters, cohorts, regions, communities of practice, project rooms."""
