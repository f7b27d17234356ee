"""Names of the columns that are made of other layouts, as anybody might have named them."""

COMPANY, ROLE, COMPANY_AND_ROLE = "Company", "Role", "Company and role"
STATUS, STATUS_DATE = "Status", "Status date"
