#ifndef HEARKEN_CSQLITE_H
#define HEARKEN_CSQLITE_H
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast that Swift does not import.
static inline int hk_bind_text(sqlite3_stmt *s, int i, const char *p, int n) {
  return sqlite3_bind_text(s, i, p ? p : "", n, SQLITE_TRANSIENT);
}
static inline int hk_bind_blob(sqlite3_stmt *s, int i, const void *p, int n) {
  // A null pointer would bind NULL: an empty blob has to be said.
  return n == 0 ? sqlite3_bind_zeroblob(s, i, 0) : sqlite3_bind_blob(s, i, p, n, SQLITE_TRANSIENT);
}
// sqlite3_config is variadic. SQLite counts its memory under a lock, at each piece, and nobody asks how much it is.
static inline int hk_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
// sqlite3_db_config is variadic. With 1, closing leaves the write-ahead log alone.
static inline int hk_keep_log_on_close(sqlite3 *db, int on) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on, (int *)0);
}

// The other may have written the file's schema: nothing in it reaches beyond the file's own tables.
static inline void hk_distrust_schema(sqlite3 *db) {
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

// One open file of the sealing VFS; SQLite sees its first member.
struct hk_sealed_file {
  sqlite3_file base;
  sqlite3_file *real;
  const unsigned char *key;    // 32 bytes in locked memory
  unsigned char *scratch;      // one page, with a header of the log
  unsigned char *first;        // page 1 as it was opened last, with the nonce and tag that it had; NULL until then
  int role;                    // 1 main file, 2 write-ahead log, 3 rollback journal
  long long frame_at;          // where the last frame header was written, and for which page
  unsigned int frame_page;
};

// Extended codes are expressions that Swift does not import.
enum {
  HK_IOERR_READ = SQLITE_IOERR_READ,
  HK_IOERR_SHORT_READ = SQLITE_IOERR_SHORT_READ,
  HK_IOERR_WRITE = SQLITE_IOERR_WRITE,
  HK_IOERR_SHMOPEN = SQLITE_IOERR_SHMOPEN,
  HK_IOERR_SHMSIZE = SQLITE_IOERR_SHMSIZE,
  HK_IOERR_SHMMAP = SQLITE_IOERR_SHMMAP
};
#endif
