"""Pictures that several forms of export show."""
