"""Reads what `casebook export data` wrote, as any program would, and counts it as the codebook of the summary does."""

import csv
import json
import sys

folder, codebook = sys.argv[1:]


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


observations = rows(f"{folder}/data/observations.csv")
newest = {}
for row in observations:
    newest[row["case"]] = max(newest.get(row["case"], 0), int(row["record"]))
observations = [row for row in observations if int(row["record"]) == newest[row["case"]]]
silent = {"not-recorded", "withheld", "contested", "missing"}
wrong = 0
codes = rows(codebook)
for code in codes:
    name = code[next(key for key in code if key.endswith("Characteristic"))]
    own = [row for row in observations if row["label"] == name]
    known = [row for row in own if row["reason"] not in silent]
    counted = f'{sum(row["status"] == "1" for row in known)} of {len(known)}' if known else "not recorded"
    if counted != code["Observed in"]:
        print(f'{name}: {counted} in the tidy tables, {code["Observed in"]} in the codebook')
        wrong += 1
with open(f"{folder}/data/casebook.json", encoding="utf-8") as file:
    tables = json.load(file)
for table, all_rows in tables.items():
    if len(all_rows) != len(rows(f"{folder}/data/{table}.csv")):
        print(f"{table}: JSON and CSV differ in their rows")
        wrong += 1
ratings = [float(row["rating"]) for row in observations if row["dimension"] == "leadership" and row["rating"]]
print(f"{len(observations)} observations of {len(newest)} cases, {len(codes)} codes, {len(ratings)} ratings as numbers")
sys.exit(wrong > 0 or not codes or not ratings)
