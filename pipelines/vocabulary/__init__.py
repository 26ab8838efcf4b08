"""Knowledge as data: metrics, units, areas, cue words, plausible ranges. One function loads each table."""
