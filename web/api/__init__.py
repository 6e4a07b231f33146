"""`/api/v1`: in JSON everything that the pages show, and its description.

`endpoints` is the table of what can be asked, `parameters` reads what an address says, `pages` answers, `description` tells it all
as OpenAPI.
"""
