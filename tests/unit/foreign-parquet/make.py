"""
Writes the Parquet files of this folder: the same few rows as other programs write them, so that a test can read all alike.
They are ours, under the licence of the repository. To write them anew, in this folder:

    python3 -m venv /tmp/writers
    /tmp/writers/bin/pip install pyarrow==26.0.1 polars==2.1.0 fastparquet==2026.9.0 pandas==3.1.1
    /tmp/writers/bin/python make.py
"""

import datetime
import decimal
import os

import fastparquet
import numpy
import pandas
import polars
import pyarrow
import pyarrow.parquet

# The columns that a person has to be asked for, and what a bank may keep beside them.
ROWS = {
    "label": ["good", "bad", None, "good"],
    "seniority": [4, 0, 17, 2],
    "home": ["owner", "rent", "parents", None],
    "time": [24, 60, 36, 12],
    "age": [44, 31, 58, 23],
    "marital": ["married", "single", "widow", None],
    "records": ["no", "yes", "no", "no"],
    "job": ["freelance", "fixed", None, "partime"],
    "expenses": [75, 48, 35, 90],
    "income": [86, None, 214, 85],
    "assets": [5000, None, 12000, 0],
    "debt": [0, 0, None, 1810],
    "amount": [900, 1600, 800, 3001],
    "price": [1100, 1930, 1064, 3334],
    "customer": [9007199254740993, 7, 8, 9],
    "joined": [datetime.date(2024, 2, 29), datetime.date(1969, 12, 31), None, datetime.date(2000, 1, 1)],
}
TEXTS = ["label", "home", "marital", "records", "job"]
NUMBERS = [name for name in ROWS if name not in [*TEXTS, "customer", "joined"]]


def table(types=None, text=pyarrow.string()):
    """`types` by column; numbers are whole ones of 64 bits where it says nothing."""
    types = types or {}
    arrays = {}
    for name, values in ROWS.items():
        plain = text if name in TEXTS else pyarrow.date32() if name == "joined" else pyarrow.int64()
        wanted = types.get(name, plain)
        if pyarrow.types.is_decimal(wanted):
            step = decimal.Decimal(1).scaleb(-wanted.scale)
            context = decimal.Context(prec=60)
            values = [None if v is None else decimal.Decimal(v).quantize(step, context=context) for v in values]
        arrays[name] = pyarrow.array(values, plain if pyarrow.types.is_dictionary(wanted) else wanted)
        if pyarrow.types.is_dictionary(wanted):
            arrays[name] = arrays[name].dictionary_encode()
    return pyarrow.table(arrays)


def write(name, data, **options):
    settings = {"store_schema": False, "write_statistics": False, "use_dictionary": False, **options}
    pyarrow.parquet.write_table(data, f"{name}.parquet", **settings)


DECIMALS = {
    "seniority": pyarrow.decimal128(9, 0),
    "time": pyarrow.decimal128(18, 4),
    "age": pyarrow.decimal128(4, 2),
    "expenses": pyarrow.decimal128(19, 4),
    "income": pyarrow.decimal128(38, 18),
    "assets": pyarrow.decimal128(25, 10),
    "debt": pyarrow.decimal256(60, 30),
    "customer": pyarrow.decimal128(20, 0),
}
WIDTHS = {
    "seniority": pyarrow.int8(),
    "time": pyarrow.uint8(),
    "age": pyarrow.int16(),
    "expenses": pyarrow.uint16(),
    "income": pyarrow.float16(),
    "assets": pyarrow.int32(),
    "debt": pyarrow.uint32(),
    "amount": pyarrow.float32(),
    "price": pyarrow.float64(),
    "customer": pyarrow.uint64(),
}
CATEGORIES = {name: pyarrow.dictionary(pyarrow.int32(), pyarrow.string()) for name in TEXTS}

write("pyarrow-zstd-dictionary", table(CATEGORIES), compression="zstd", use_dictionary=True, store_schema=True)
write("pyarrow-lz4-pages-v2", table(), compression="lz4", data_page_version="2.0")
write("pyarrow-snappy-dictionary-v2", table(), compression="snappy", data_page_version="2.0", use_dictionary=True)
write("pyarrow-gzip-decimals", table(DECIMALS), compression="gzip")
write("pyarrow-zstd-decimals-as-integers", table(DECIMALS), compression="zstd", store_decimal_as_integer=True)
write("pyarrow-brotli-widths", table(WIDTHS, pyarrow.large_string()), compression="brotli")
empty = table().append_column("empty", pyarrow.nulls(4, pyarrow.string()))
write("pyarrow-lz4-empty-column", empty, compression="lz4", use_dictionary=True)
encodings = {
    **{name: "DELTA_BINARY_PACKED" for name in [*NUMBERS, "customer", "joined"]},
    **{name: "DELTA_BYTE_ARRAY" for name in TEXTS},
    "label": "DELTA_LENGTH_BYTE_ARRAY",
    "price": "BYTE_STREAM_SPLIT",
}
write("pyarrow-delta-two-groups", table(), compression="none", column_encoding=encodings, row_group_size=3)
write("pyarrow-delta-pages-v2", table(), compression="zstd", column_encoding=encodings, data_page_version="2.0")

# A filtered categorical of pandas keeps the categories that no row has any more.
home = ROWS["home"]
words = [word for word in dict.fromkeys(home) if word] + [f"unused {number}" for number in range(60)]
places = pyarrow.array([None if word is None else words.index(word) for word in home], pyarrow.int32())
at = list(ROWS).index("home")
unused = table().set_column(at, "home", pyarrow.DictionaryArray.from_arrays(places, pyarrow.array(words)))
write("pyarrow-unused-categories", unused, compression="zstd", use_dictionary=True)

frame = pandas.DataFrame({name: pandas.array(values, "Int64") if name in [*NUMBERS, "customer"] else values for name, values in ROWS.items()})
frame.index = [11, 12, 13, 17]
frame.to_parquet("pandas-index.parquet", engine="pyarrow")
floats = frame.astype({name: "float64" for name in NUMBERS}).reset_index(drop=True)
floats["joined"] = pandas.to_datetime(floats["joined"]).astype("datetime64[ns]")
for codec in ["SNAPPY", "LZ4_RAW", "ZSTD"]:
    # Its `customer` is whole, and not a float.
    fastparquet.write(f"fastparquet-{codec.split('_')[0].lower()}.parquet", floats.astype({"customer": "int64"}), compression=codec, stats=False)

people = polars.DataFrame(ROWS)
people.with_columns(polars.col(TEXTS).cast(polars.Categorical)).write_parquet("polars-zstd-categories.parquet", statistics=False)
for codec in ["lz4", "gzip", "brotli", "snappy"]:
    people.write_parquet(f"polars-{codec}.parquet", compression=codec, statistics=False)

# Two pictures: a wedge, and its mirror image.
wedge = (numpy.arange(784) % 256).astype("uint8")
PICTURES = [wedge, wedge[::-1].copy()]
LABELS = [7, 2]


def write_pictures(name, pixels, column="pixels"):
    write(name, pyarrow.table({column: pixels, "label": pyarrow.array(LABELS)}), compression="zstd")


rows = [p.tolist() for p in PICTURES]
shares = [(p / 255).astype("float32").tolist() for p in PICTURES]
lists = pyarrow.list_(pyarrow.uint8())
write_pictures("pixels-list", pyarrow.array(rows, lists))
write_pictures("pixels-list-of-fixed-size", pyarrow.array(rows, pyarrow.list_(pyarrow.uint8(), 784)))
write_pictures("pixels-list-of-rows", pyarrow.array([p.reshape(28, 28).tolist() for p in PICTURES], pyarrow.list_(lists)))
write_pictures("pixels-list-of-shares", pyarrow.array(shares, pyarrow.list_(pyarrow.float32())))
write_pictures("pixels-bytes", pyarrow.array([p.tobytes() for p in PICTURES], pyarrow.binary()), "image")
write_pictures("pixels-bytes-of-fixed-length", pyarrow.array([p.tobytes() for p in PICTURES], pyarrow.binary(784)))
polars.DataFrame({"label": LABELS, "pixels": rows}, schema={"label": polars.Int64, "pixels": polars.List(polars.UInt8)}).write_parquet(
    "polars-pixels-list.parquet", statistics=False
)

print(sum(os.path.getsize(name) for name in os.listdir(".") if name.endswith(".parquet")), "bytes")
