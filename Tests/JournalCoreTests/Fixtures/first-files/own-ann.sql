PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE act (
  id TEXT PRIMARY KEY, at INTEGER NOT NULL, offset INTEGER NOT NULL, day INTEGER NOT NULL, author TEXT NOT NULL,
  kind TEXT NOT NULL, target TEXT, hurt TEXT, from_at INTEGER, until_at INTEGER, told_at INTEGER,
  heard INTEGER, outcome TEXT, for_due INTEGER, new TEXT
) STRICT;
CREATE TABLE chain_state (
  root TEXT NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL, state TEXT NOT NULL,
  since INTEGER,                       -- waiting since, while open
  PRIMARY KEY (root, from_at)
) STRICT, WITHOUT ROWID;
CREATE TABLE closed_wait (
  root TEXT NOT NULL, since INTEGER NOT NULL, at INTEGER NOT NULL, answer TEXT NOT NULL,
  from_at INTEGER NOT NULL,            -- from when it is known
  until_at INTEGER NOT NULL,           -- until the answer was withdrawn
  PRIMARY KEY (root, since, at, answer)
) STRICT, WITHOUT ROWID;
CREATE TABLE device (
  id       TEXT PRIMARY KEY,           -- start of the hash of the public key
  person   TEXT NOT NULL,              -- partner id
  public   BLOB NOT NULL,              -- Ed25519
  imported INTEGER NOT NULL            -- 1: a one-off key of an import, destroyed afterwards
) STRICT;
INSERT INTO "device" VALUES('2fd8053fa870ee08a5aaa4e50c28969d','ann',X'32D942FA81BED92DFEBF52658526AB17A7CA68F605856EFFAF6E9E7E74930AD1',0);
CREATE TABLE draft (
  slot  TEXT PRIMARY KEY,              -- which editor it belongs to
  at    INTEGER NOT NULL,
  state BLOB NOT NULL                  -- JSON
) STRICT;
CREATE TABLE entry (
  id TEXT PRIMARY KEY, at INTEGER NOT NULL, offset INTEGER NOT NULL,
  day INTEGER NOT NULL,                -- journal day, days since 1970
  author TEXT NOT NULL, kind TEXT NOT NULL, hurt TEXT, reply_to TEXT,
  root TEXT NOT NULL,                  -- first entry of its chain, itself when it asks nothing again
  wants INTEGER NOT NULL, holding INTEGER, intensity INTEGER,
  due INTEGER,                         -- when a promise is due, or a boundary is looked at again
  visible INTEGER NOT NULL,            -- from when the view of this file shows it
  withdrawn INTEGER NOT NULL           -- from when it is a stub; the last instant if never
) STRICT;
CREATE TABLE hurt (
  id TEXT PRIMARY KEY, at INTEGER NOT NULL, author TEXT NOT NULL, label TEXT NOT NULL, carried_by TEXT NOT NULL,
  caused_by TEXT, visibility TEXT NOT NULL
) STRICT;
CREATE TABLE identity (
  file   TEXT PRIMARY KEY,             -- shared or own: whose chain the key signs
  public BLOB NOT NULL,
  secret BLOB NOT NULL
) STRICT;
INSERT INTO "identity" VALUES('shared',X'B48BD65A6426F1C921917CE0E1DE6DA98613C314FC8B51BE7D78BE91850D2BA3',X'83635809F906E3D2EDDCDF854F6EE5703F3BC4BA6EE5AF4CCA57E3A2A5ADD9D8B48BD65A6426F1C921917CE0E1DE6DA98613C314FC8B51BE7D78BE91850D2BA3');
INSERT INTO "identity" VALUES('own',X'32D942FA81BED92DFEBF52658526AB17A7CA68F605856EFFAF6E9E7E74930AD1',X'C530F6F3B382308372BFCC13F6112BF43407C225F5FB71CA66BF2D4F1A24A1A832D942FA81BED92DFEBF52658526AB17A7CA68F605856EFFAF6E9E7E74930AD1');
CREATE TABLE occurrence (
  record TEXT PRIMARY KEY, hurt TEXT NOT NULL, author TEXT NOT NULL, day INTEGER NOT NULL, at INTEGER NOT NULL,
  offset INTEGER NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL, intensity INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE projection (version INTEGER NOT NULL) STRICT;
INSERT INTO "projection" VALUES(3);
CREATE TABLE prose (
  record TEXT PRIMARY KEY REFERENCES record (id),
  salt   BLOB NOT NULL,
  bytes  BLOB NOT NULL
) STRICT;
CREATE TABLE record (
  position  INTEGER PRIMARY KEY,       -- order of arrival, local to this file
  id        TEXT NOT NULL UNIQUE,
  device    TEXT NOT NULL REFERENCES device (id),
  sequence  INTEGER NOT NULL,          -- from 1, without gaps, per device
  at        INTEGER NOT NULL,          -- milliseconds since 1970, UTC
  bytes     BLOB NOT NULL,             -- encoded once; hashed and signed exactly so
  hash      BLOB NOT NULL,
  signature BLOB NOT NULL,
  UNIQUE (device, sequence)
) STRICT;
CREATE TABLE version (
  entry TEXT NOT NULL, at INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL,
  PRIMARY KEY (entry, at, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_at ON record (at);
CREATE TRIGGER device_fixed BEFORE UPDATE ON device BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER device_kept BEFORE DELETE ON device BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER record_fixed BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER record_kept BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER prose_fixed BEFORE UPDATE ON prose BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER prose_kept BEFORE DELETE ON prose BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE INDEX entry_visible ON entry (visible, id);
CREATE INDEX entry_day ON entry (day, visible);
CREATE INDEX entry_root ON entry (root);
CREATE INDEX entry_reply ON entry (reply_to);
CREATE INDEX entry_hurt ON entry (hurt, visible);
CREATE INDEX entry_author ON entry (author, visible);
CREATE INDEX entry_due ON entry (kind, due) WHERE due IS NOT NULL;
CREATE INDEX act_target ON act (target, at);
CREATE INDEX act_hurt ON act (hurt, at);
CREATE INDEX act_kind ON act (kind, at);
CREATE INDEX chain_state_until ON chain_state (until_at);
CREATE INDEX occurrence_hurt ON occurrence (hurt, day);
COMMIT;
PRAGMA user_version = 2;
