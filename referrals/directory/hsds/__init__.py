"""Open Referral HSDS 3.0: the directory as the tables of its tabular form (schema/compiled/tabular.json), and back."""
