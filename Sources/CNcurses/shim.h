// What Swift's importer leaves out of curses, and the few C calls that a terminal session needs.
#ifndef HEARKEN_CNCURSES_H
#define HEARKEN_CNCURSES_H
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#ifndef NCURSES_NOMACROS
#define NCURSES_NOMACROS 1
#endif
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/vfs.h>
#endif
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// Swift's Glibc module is built without _XOPEN_SOURCE and hides it.
extern int wcwidth(wchar_t);
static inline int hk_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

// Globals of curses are no concern of Swift's concurrency checker when a function hands them out.
static inline WINDOW *hk_stdscr(void) { return stdscr; }
static inline WINDOW *hk_curscr(void) { return curscr; }
static inline int hk_colours(void) { return COLORS; }

// Opens the terminal on standard input and output; 0 when this kind of terminal is not known.
static inline int hk_open_terminal(const char *kind) { return newterm(kind, stdout, stdin) != NULL; }
// What curses has written so far goes out before anything that is written past it.
static inline void hk_write_past(const void *start, int count) {
  const char *bytes = start;
  fflush(stdout);
  while (count > 0) {
    ssize_t written = write(1, bytes, (size_t)count);
    if (written < 0 && errno != EINTR) return;
    if (written > 0) bytes += written, count -= (int)written;
  }
}

static const attr_t HK_BOLD = A_BOLD, HK_REVERSE = A_REVERSE, HK_UNDERLINE = A_UNDERLINE;

// A space as curses has it, in a look.
static inline cchar_t hk_space(attr_t attributes, int pair) {
  cchar_t cell;
  // The options argument carries a pair number beyond 16 bits.
  setcchar(&cell, L" ", attributes, 0, &pair);
  return cell;
}

// A frame is large, and there is a new one at every key: its memory is kept for the next one.
static inline void hk_keep_freed_memory(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 8 << 20);
  mallopt(M_TRIM_THRESHOLD, 8 << 20);
#endif
}

// Returns 1 when the locale writes UTF-8, its own or a stand-in for LANG=C.
static inline int hk_utf8_locale(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL || setlocale(LC_CTYPE, "en_US.UTF-8") != NULL;
}

// Returns 1 when what is written at a path stays in memory: tmpfs or ramfs.
static inline int hk_is_in_memory(const char *path) {
#ifdef __linux__
  struct statfs system;
  if (statfs(path, &system) != 0) return 0;
  return (uint32_t)system.f_type == 0x01021994u || (uint32_t)system.f_type == 0x858458F6u;
#else
  (void)path;
  return 0;
#endif
}

// No image of this process is written when it crashes, nor handed to whatever collects them; no other process of the
// account may look into its memory; and the language's own tracer, which prints memory, does not run.
static inline void hk_keep_memory_private(void) {
  struct rlimit none = {0, 0};
  static const int fatal[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  for (unsigned i = 0; i < sizeof fatal / sizeof *fatal; i++) signal(fatal[i], SIG_DFL);
  setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

// What the process is called from now on, in at most fifteen bytes.
static inline void hk_name_process(const char *name) {
  (void)name;
#ifdef __linux__
  prctl(PR_SET_NAME, name, 0, 0, 0);
#endif
}

static inline int hk_window_size(int *rows, int *columns) {
  struct winsize size;
  if (ioctl(1, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return -1;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return 0;
}

// Signals. A header can't own a global, a function can: used from one Swift file only.
struct hk_session {
  struct termios before;
  volatile sig_atomic_t up;
  int wake[2];
  struct sigaction old[65];
};
static inline struct hk_session *hk_session(void) {
  static struct hk_session session;
  return &session;
}

static const char hk_restore[] =
    "\033[?1000l\033[?1002l\033[?1006l\033[?2004l\033[?1007l\033[?1049l\033[?25h\033[?1l\033>\033[0m\r";

// Gives the terminal back as it was, then lets the signal do what it does. Async-signal-safe calls alone.
static inline void hk_on_fatal(int sig) {
  if (hk_session()->up) {
    ssize_t written = write(1, hk_restore, sizeof hk_restore - 1);
    (void)written;
    tcsetattr(0, TCSANOW, &hk_session()->before);
    hk_session()->up = 0;
  }
  sigaction(sig, &hk_session()->old[sig], NULL);
  raise(sig);
}

// Wakes the loop with the number of the signal; asked to end a second time, it ends at once.
static inline void hk_on_wake(int sig) {
  static volatile sig_atomic_t asked;
  int kept = errno;
  if (sig != SIGWINCH && sig != SIGCONT && asked++) hk_on_fatal(sig);
  unsigned char byte = (unsigned char)sig;
  ssize_t written = write(hk_session()->wake[1], &byte, 1);
  (void)written;
  errno = kept;
}

static inline int hk_catch_signals(void) {
  struct hk_session *session = hk_session();
  tcgetattr(0, &session->before);
  if (pipe(session->wake) != 0) return -1;
  for (int i = 0; i < 2; i++) {
    fcntl(session->wake[i], F_SETFD, FD_CLOEXEC);
    fcntl(session->wake[i], F_SETFL, O_NONBLOCK);
  }
  static const int fatal[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  static const int waking[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigfillset(&action.sa_mask);
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  action.sa_handler = hk_on_fatal;
  for (unsigned i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, &session->old[fatal[i]]);
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  action.sa_handler = hk_on_wake;
  for (unsigned i = 0; i < sizeof waking / sizeof *waking; i++)
    sigaction(waking[i], &action, &session->old[waking[i]]);
  signal(SIGPIPE, SIG_IGN);
  // Whatever started this may have blocked what it has to hear.
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  return session->wake[0];
}
// While the loop can't listen, because a key is made of a passphrase, a second thread does: ^Q and ^C leave at once, and
// what else is typed is kept for later. Nothing is open then that would have to be closed.
struct hk_watch {
  pthread_t thread;
  int stop[2];
  int running;
  unsigned char kept[1024];
  int count;
};
static inline struct hk_watch *hk_watch(void) {
  static struct hk_watch watch;
  return &watch;
}
static void *hk_watching(void *unused) {
  struct hk_watch *watch = hk_watch();
  struct pollfd polled[2] = {{0, POLLIN, 0}, {watch->stop[0], POLLIN, 0}};
  (void)unused;
  while (watch->count < (int)sizeof watch->kept) {
    if (poll(polled, 2, -1) < 0 && errno != EINTR) break;
    if (polled[1].revents) break;
    if (!polled[0].revents) continue;
    ssize_t count = read(0, watch->kept + watch->count, sizeof watch->kept - (size_t)watch->count);
    if (count <= 0) break;
    for (ssize_t i = 0; i < count; i++) {
      unsigned char byte = watch->kept[watch->count + i];
      if (byte != 0x03 && byte != 0x11) continue;
      hk_write_past("\033[H\033[2J", 7);
      hk_write_past(hk_restore, sizeof hk_restore - 1);
      tcsetattr(0, TCSANOW, &hk_session()->before);
      _exit(0);
    }
    watch->count += (int)count;
  }
  return NULL;
}
// True while the last that was typed is a lone Esc.
static inline int hk_watched_escape(void) {
  struct hk_watch *watch = hk_watch();
  int count = watch->count;
  return watch->running && count > 0 && watch->kept[count - 1] == 0x1B;
}
static inline void hk_begin_watch(void) {
  struct hk_watch *watch = hk_watch();
  watch->count = 0;
  watch->running = 0;
  if (pipe(watch->stop) != 0) return;
  sigset_t all, before;
  // Signals are the loop's.
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  watch->running = pthread_create(&watch->thread, NULL, hk_watching, NULL) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}
// Returns how many bytes were typed meanwhile, and where they are.
static inline int hk_end_watch(unsigned char **typed) {
  struct hk_watch *watch = hk_watch();
  *typed = watch->kept;
  if (watch->running) {
    ssize_t written = write(watch->stop[1], "", 1);
    (void)written;
    pthread_join(watch->thread, NULL);
    watch->running = 0;
  }
  close(watch->stop[0]);
  close(watch->stop[1]);
  return watch->count;
}

static inline void hk_set_up(int up) { hk_session()->up = up; }
static inline void hk_raise_default(int sig) {
  struct sigaction action, before;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigaction(sig, &action, &before);
  raise(sig);
  sigaction(sig, &before, NULL);
}
#endif
