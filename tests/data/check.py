"""Every table of a build, with its description, is what two programs of others take."""

import sys
import warnings
from pathlib import Path

import frictionless
from csvw import CSVW

# Files are named from the folder that describes them, which lies anywhere.
frictionless.system.trusted = True


def of_data_packages(folder):
    """What is wrong with the tables of the data packages."""
    for path in sorted(folder.rglob("datapackage.json")):
        report = frictionless.validate(str(path))
        if not report.tasks:
            yield f"{path}: names no table"
        for number, field, kind, message in report.flatten(
            ["rowNumber", "fieldNumber", "type", "message"]
        ):
            yield f"{path}: row {number}, field {field}: {kind}: {message}"


def of_descriptions(folder):
    """What is wrong with the CSV files by the descriptions beside them."""
    for path in sorted(folder.rglob("csv-metadata.json")):
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            read = CSVW(str(path), validate=True)
            if not read.is_valid:
                yield f"{path}: not valid by CSV on the Web"
        for one in said:
            yield f"{path}: {one.message}"


def main(folder):
    packages = list(folder.rglob("datapackage.json"))
    descriptions = list(folder.rglob("csv-metadata.json"))
    if not packages or not descriptions:
        sys.exit(f"{folder} has no tables")
    faults = [*of_data_packages(folder), *of_descriptions(folder)]
    for fault in faults:
        print(fault)
    print(f"{len(packages)} data packages, {len(descriptions)} descriptions, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main(Path(sys.argv[1]))
