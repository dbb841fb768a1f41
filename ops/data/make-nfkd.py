"""Makes src/Grains/Accounts/unicode-nfkd.bin: how Unicode takes characters apart, for programs that run without ICU.

Lines of "code point;canonical combining class;compatibility decomposition", hexadecimal but for the class, gzipped. Hangul syllables, which
are taken apart by arithmetic, are left out. The data is the Unicode Character Database's (see THIRD-PARTY-NOTICES.md), as Python has it:

  python3 ops/data/make-nfkd.py src/Grains/Accounts/unicode-nfkd.bin
"""

import gzip
import sys
import unicodedata

FIRST_HANGUL, LAST_HANGUL = 0xAC00, 0xD7A3

lines = []
for point in range(0x110000):
    if FIRST_HANGUL <= point <= LAST_HANGUL or 0xD800 <= point <= 0xDFFF:
        continue
    char = chr(point)
    apart = unicodedata.normalize("NFKD", char)
    order = unicodedata.combining(char)
    if apart != char or order:
        parts = " ".join(f"{ord(part):X}" for part in apart) if apart != char else ""
        lines.append(f"{point:X};{order};{parts}")

with open(sys.argv[1], "wb") as target:
    target.write(gzip.compress("\n".join(lines).encode("ascii"), 9, mtime=0))
print(f"{len(lines)} characters of Unicode {unicodedata.unidata_version}")
