"""An audit: chosen methods and layers on a whole cohort, each beside what explains its agreement away.

* `plan` says what is asked, `store` keeps a folder of finished cases that an interrupted audit goes on with.
* `cases/` examines one patient; what it finds depends on the patient, the plan, the weights and the seed alone.
* `tables/` turns the cases into figures over patients: NumPy only.
* `second/` asks of what survived whether it is sane and faithful.
* `report` is what comes of it, frozen values; `resources/schemas/audit.json` describes them to other programs.
* `page/` shows a report.
"""
