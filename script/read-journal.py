#!/usr/bin/env python3
"""Prints the entries of a sealed journal whose passphrase one has, without Hearken: docs/format.md in forty lines.

    read-journal.py FOLDER PERSON < passphrase        (needs python3 and libsodium.so)
"""
import ctypes, ctypes.util, json, os, sqlite3, sys, unicodedata

sodium = ctypes.CDLL(ctypes.util.find_library("sodium"))
sodium.sodium_init()
PAGE, FREE = 4096, 40


def unseal(box, nonce, context, key):
    """XChaCha20-Poly1305, IETF: the text of a box, or None."""
    out = ctypes.create_string_buffer(len(box))
    code = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        out, None, None, box, ctypes.c_ulonglong(len(box)), context, ctypes.c_ulonglong(len(context)), nonce, key)
    return out.raw[:len(box) - 16] if code == 0 else None


def open_page(page, role, number, key):
    text, nonce, tag = page[:PAGE - FREE], page[PAGE - FREE:PAGE - 16], page[PAGE - 16:]
    return unseal(text + tag, nonce, bytes([role]) + number.to_bytes(8, "little"), key)


def key_of(folder, person, name, passphrase):
    keys = json.load(open(os.path.join(folder, "keys.json")))["people"][person]
    if keys[name] is None:
        return b""  # its owner left this file open
    derived = ctypes.create_string_buffer(32)
    typed = unicodedata.normalize("NFC", passphrase).encode()
    sodium.crypto_pwhash(
        derived, ctypes.c_ulonglong(32), typed, ctypes.c_ulonglong(len(typed)), bytes.fromhex(keys["salt"]),
        ctypes.c_ulonglong(keys["operations"]), ctypes.c_size_t(keys["memory"]), 2)
    box = bytes.fromhex(keys[name]["passphrase"])
    about = f"hearken key 1 {person} {name} passphrase" + ("" if keys["own"] else " alone")
    return unseal(box[24:], box[:24], about.encode(), derived.raw)


def database(path, key):
    if not key:
        return sqlite3.connect(path)
    sealed = open(path, "rb").read()
    pages = {at // PAGE + 1: open_page(sealed[at:at + PAGE], 1, at // PAGE + 1, key) for at in range(0, len(sealed), PAGE)}
    log = open(path + "-wal", "rb").read() if os.path.exists(path + "-wal") else b""
    pending = {}
    for at in range(32, len(log) - PAGE - 23, PAGE + 24):
        number, size, salts = log[at:at + 4], log[at + 4:at + 8], log[at + 8:at + 16]
        text = open_page(log[at + 24:at + 24 + PAGE], 2, int.from_bytes(number, "big"), key)
        if salts != log[16:24] or text is None:
            break
        pending[int.from_bytes(number, "big")] = text
        if any(size):  # a commit
            pages.update(pending)
            pending = {}
    count = int.from_bytes(pages[1][28:32], "big")  # files grow in steps: what is beyond holds nothing yet
    whole = bytearray(b"".join(pages[n] + bytes(FREE) for n in range(1, count + 1)))
    whole[18] = whole[19] = 1  # read it as a file without a log
    connection = sqlite3.connect(":memory:")
    connection.deserialize(bytes(whole))
    return connection


folder, person = sys.argv[1], sys.argv[2]
passphrase = sys.stdin.readline().rstrip("\n")
for name, file in [("shared", "journal.db"), ("own", f"own-{person}.db")]:
    key = key_of(folder, person, name, passphrase)
    if key is None:
        sys.exit("That did not open it.")
    rows = database(os.path.join(folder, file), key).execute(
        "SELECT r.bytes, p.bytes FROM record r LEFT JOIN prose p ON p.record = r.id ORDER BY r.at, r.id")
    for record, prose in rows:
        record, prose = json.loads(record), json.loads(prose or "{}")
        if record["rec"] == "entry":
            print(record["id"], record["author"], record["kind"], prose.get("text", ""), sep="\t")
