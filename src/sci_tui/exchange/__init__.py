"""Text, archives and citation formats on one side, domain types on the other."""
