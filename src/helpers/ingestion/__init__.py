"""From files to articles: formats, body and page furniture, outlet and date."""
