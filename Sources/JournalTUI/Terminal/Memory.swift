internal import CNcurses

/// What this process holds in memory stays there: words, passphrases, keys.
enum Memory {
  /// No core is written, no trace is printed, and no other process of the same account can read along.
  static func keepPrivate() { hk_keep_memory_private() }
}
