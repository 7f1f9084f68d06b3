"""Numbers of people harmed: how, who, where, when, and on whose word."""
