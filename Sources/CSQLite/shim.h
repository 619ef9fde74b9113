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
#endif
