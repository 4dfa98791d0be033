"""The site as a clinic's kiosk shows it: no page has more than nine choices."""
