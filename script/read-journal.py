"""Prints the entries of a sealed journal: python3 read-journal.py FOLDER PERSON < passphrase (with libsodium)."""
import ctypes, ctypes.util, json, os, sqlite3, sys, unicodedata
sodium, size = ctypes.CDLL(ctypes.util.find_library("sodium")), ctypes.c_ulonglong

def unseal(box, nonce, about, key):
    text = ctypes.create_string_buffer(len(box))
    failed = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        text, None, None, box, size(len(box)), about, size(len(about)), nonce, key)
    return None if failed else text.raw[:-16]

def file_key(keys, person, name, passphrase):
    derived, box = ctypes.create_string_buffer(32), bytes.fromhex(keys[name]["passphrase"])
    sodium.crypto_pwhash(derived, size(32), passphrase, size(len(passphrase)), bytes.fromhex(keys["salt"]),
                         size(keys["operations"]), ctypes.c_size_t(keys["memory"]), 2)
    about = f"hearken key 1 {person} {name} passphrase" + ("" if keys["own"] else " alone")
    return unseal(box[24:], box[:24], about.encode(), derived.raw) or sys.exit("That did not open it.")

def unseal_page(page, role, number, key):
    context = bytes([role]) + number.to_bytes(8, "little")
    return unseal(page[:4056] + page[4080:], page[4056:4080], context, key) if key else page

def unsealed(path, key):
    file, log = (open(name, "rb").read() if os.path.exists(name) else b"" for name in (path, path + "-wal"))
    pages, pending = {}, {}
    for at in range(0, len(file), 4096):
        pages[at // 4096 + 1] = unseal_page(file[at:at + 4096], 1, at // 4096 + 1, key)
    for at in range(32, len(log) - 4119, 4120):
        number = int.from_bytes(log[at:at + 4], "big")
        pending[number] = unseal_page(log[at + 24:at + 4120], 2, number, key)
        if log[at + 8:at + 16] != log[16:24] or pending[number] is None: break
        pages |= pending if any(log[at + 4:at + 8]) else {}  # the last of a commit says so
    count = int.from_bytes(pages[1][28:32], "big")  # files grow in steps: what is beyond holds nothing yet
    whole = b"".join(pages[number].ljust(4096, b"\0") for number in range(1, count + 1))
    return whole[:18] + b"\1\1" + whole[20:]  # as a file without a log

folder, person, passphrase = sys.argv[1], sys.argv[2], unicodedata.normalize("NFC", input()).encode()
keys, told = json.load(open(f"{folder}/keys.json"))["people"][person], {}
for name, path in ("shared", f"{folder}/journal.db"), ("own", f"{folder}/own-{person}.db"):
    journal = sqlite3.connect(":memory:")
    journal.deserialize(unsealed(path, keys[name] and file_key(keys, person, name, passphrase)))
    for row in journal.execute("SELECT r.bytes, p.bytes FROM record r JOIN prose p ON record = id ORDER BY at"):
        record, prose = map(json.loads, row)
        entry = prose.get("shared") or record | prose  # what was shared later stands whole beside the act
        if entry["rec"] == "entry" and told.setdefault(entry["id"], entry) is entry:
            print(entry["id"], entry["author"], entry["kind"], entry.get("text", ""), sep="\t")
