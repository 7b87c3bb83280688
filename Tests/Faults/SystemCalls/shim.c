/* Stands between a program and the C library (LD_PRELOAD), counts the calls that change what lies under a root, and makes
 * them fail on purpose.
 *
 *   FAULT_ROOT    the folder; calls on other paths and descriptors pass unseen
 *   FAULT_STATE   a file of sizeof(struct state) octets, shared with the driver: counts outlive a killed program, and the
 *                 driver changes the clock and the rate while the program runs
 *   FAULT_AT      which call fails, from 1; 0 for none
 *   FAULT_KIND    EIO, ENOSPC, EINTR, SHORT (half of the octets), KILL (before the call)
 *   FAULT_STICKY  1: every call from there on; with EINTR every second one, because whoever tries again must get through
 *   FAULT_READS   1: counts calls that read instead of those that change
 *   FAULT_TRACE   a file that gets a line for every counted call
 *
 * Whatever goes through here becomes one raw system call, so that `strace` tells whether anything does not. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* What kind of change a call makes decides which faults a kernel can answer it with. */
enum group { READING, OPENING, CREATING, WRITING, SIZING, SYNCING, NAMING, REMOVING, MARKING };
enum kind { NONE, FAIL_EIO, FAIL_ENOSPC, FAIL_EINTR, SHORT, KILL };
static const char *const kinds[] = {"", "EIO", "ENOSPC", "EINTR", "SHORT", "KILL"};

struct state {
  _Atomic int64_t count, hits;
  _Atomic int64_t clock_offset; /* nanoseconds, added to the wall clock */
  _Atomic int64_t rate;         /* of a million calls that many fail, each with a fault that suits it */
  char hit[480];                /* the first call that failed */
};

static struct state nothing, *state = &nothing;
static char root[1024];
static size_t root_length;
static int64_t fault_at;
static enum kind fault_kind;
static int is_sticky, counts_reads, trace = -1;
static long (*kernel)(long, ...);
static int (*real_clock_gettime)(clockid_t, struct timespec *);

/* Other libraries' constructors may call before ours. */
static void prepare(void) {
  kernel = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  real_clock_gettime = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
}

static long long_setting(const char *name) {
  const char *value = getenv(name);
  return value ? atol(value) : 0;
}

__attribute__((constructor)) static void begin(void) {
  prepare();
  const char *path = getenv("FAULT_ROOT"), *shared = getenv("FAULT_STATE"), *kind = getenv("FAULT_KIND");
  if (!path || !shared) return;
  int file = (int)kernel(SYS_openat, AT_FDCWD, shared, O_RDWR | O_CLOEXEC, 0);
  void *memory = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (memory == MAP_FAILED) abort();
  close(file);
  for (enum kind each = FAIL_EIO; kind && each <= KILL; each++)
    if (strcmp(kind, kinds[each]) == 0) fault_kind = each;
  fault_at = long_setting("FAULT_AT");
  is_sticky = (int)long_setting("FAULT_STICKY");
  counts_reads = (int)long_setting("FAULT_READS");
  if (getenv("FAULT_TRACE"))
    trace = (int)kernel(SYS_openat, AT_FDCWD, getenv("FAULT_TRACE"), O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  state = memory;
  snprintf(root, sizeof root, "%s", path);
  root_length = strlen(root);
}

/* Whether a path, or an entry of an open folder, lies under the root; says where in `place`. */
static int is_ours(int folder, const char *path, char *place, size_t size) {
  if (root_length == 0) return 0;
  size_t length = 0;
  if (!path || path[0] != '/') {
    char link[64];
    snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
    long count = kernel(SYS_readlinkat, AT_FDCWD, link, place, size - 1);
    if (count < 0) return 0;
    length = (size_t)count;
    place[length] = 0;
  }
  if (path) snprintf(place + length, size - length, length ? "/%s" : "%s", path);
  return strncmp(place, root, root_length) == 0 && (place[root_length] == '/' || place[root_length] == 0);
}

/* Faults that a kernel can answer a call with. What only removes or marks needs no room; only what may wait is interrupted. */
static int suits(enum kind kind, enum group group, size_t size) {
  switch (kind) {
  case FAIL_ENOSPC: return group >= CREATING && group <= NAMING;
  case FAIL_EINTR: return group <= SYNCING;
  case SHORT: return (group == WRITING || group == READING) && size > 1;
  default: return kind != NONE;
  }
}

static uint64_t draw(void) {
  static _Thread_local uint64_t last;
  if (last == 0) {
    struct timespec now;
    real_clock_gettime(CLOCK_MONOTONIC, &now);
    last = (uint64_t)now.tv_nsec ^ ((uint64_t)getpid() << 32) ^ (uint64_t)(uintptr_t)&last;
  }
  last ^= last << 13;
  last ^= last >> 7;
  return last ^= last << 17;
}

/* What befalls the call: counts it, and notes what it hits. */
static enum kind fate(const char *name, enum group group, size_t size, const char *place) {
  int64_t number = atomic_fetch_add(&state->count, 1) + 1;
  enum kind kind = NONE;
  if (fault_at > 0 && (number == fault_at || (is_sticky && number > fault_at))) kind = fault_kind;
  if (kind == FAIL_EINTR && is_sticky) {
    static _Thread_local int turn;
    if (turn++ % 2) kind = NONE;
  }
  if ((int64_t)(draw() % 1000000) < state->rate) kind = FAIL_EIO + (enum kind)(draw() % 4);
  if (!suits(kind, group, size)) kind = NONE;
  if (trace >= 0) {
    char line[1400];
    int length = snprintf(line, sizeof line, "%s %d %zu %s\n", name, group, size, place + root_length);
    kernel(SYS_write, trace, line, length);
  }
  if (kind != NONE && atomic_fetch_add(&state->hits, 1) == 0)
    snprintf(state->hit, sizeof state->hit, "%s on %s %s", kinds[kind], name, place + root_length);
  return kind;
}

static void die(void) {
  kernel(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

static long failing(int code) {
  errno = code;
  return -1;
}

/* One call: where it acts (`folder`, `path`), which of its arguments is a size that can be cut short, and the call itself. */
struct call {
  const char *name;
  long number;
  enum group group;
  int folder;
  const char *path;
  int sized; /* index of the argument, or -1 */
};

static long perform(struct call call, long a, long b, long c, long d, long e) {
  if (!kernel) prepare();
  long arguments[] = {a, b, c, d, e};
  char place[1200];
  enum kind kind = NONE;
  if ((call.group == READING) == counts_reads && is_ours(call.folder, call.path, place, sizeof place))
    kind = fate(call.name, call.group, call.sized < 0 ? 0 : (size_t)arguments[call.sized], place);
  switch (kind) {
  case FAIL_EIO: return failing(EIO);
  case FAIL_ENOSPC: return failing(ENOSPC);
  case FAIL_EINTR: return failing(EINTR);
  case SHORT: arguments[call.sized] /= 2; break;
  case KILL: die();
  default: break;
  }
  return kernel(call.number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], 0L);
}

/* The name of a call is the kernel's, which is what strace prints. */
#define PERFORM(named, group, folder, path, sized, a, b, c, d, e)                                                       \
  perform((struct call){#named, SYS_##named, group, folder, path, sized}, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e))

static enum group opening(int flags) {
  if (flags & O_CREAT) return CREATING;
  return (flags & O_ACCMODE) != O_RDONLY || (flags & O_TRUNC) ? OPENING : READING;
}

static int open_at(int folder, const char *path, int flags, mode_t mode) {
  return (int)PERFORM(openat, opening(flags), folder, path, -1, folder, path, flags, mode, 0);
}

static mode_t mode_of(int flags, va_list *list) {
  return flags & (O_CREAT | O_TMPFILE) ? va_arg(*list, mode_t) : 0;
}

#define OPEN(name)                                                                                                     \
  int name(const char *path, int flags, ...) {                                                                         \
    va_list list;                                                                                                      \
    va_start(list, flags);                                                                                             \
    mode_t mode = mode_of(flags, &list);                                                                               \
    va_end(list);                                                                                                      \
    return open_at(AT_FDCWD, path, flags, mode);                                                                       \
  }
#define OPENAT(name)                                                                                                   \
  int name(int folder, const char *path, int flags, ...) {                                                             \
    va_list list;                                                                                                      \
    va_start(list, flags);                                                                                             \
    mode_t mode = mode_of(flags, &list);                                                                               \
    va_end(list);                                                                                                      \
    return open_at(folder, path, flags, mode);                                                                         \
  }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
int __open_2(const char *path, int flags) { return open_at(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_at(AT_FDCWD, path, flags, 0); }
int __openat_2(int folder, const char *path, int flags) { return open_at(folder, path, flags, 0); }
int __openat64_2(int folder, const char *path, int flags) { return open_at(folder, path, flags, 0); }
int creat(const char *path, mode_t mode) { return open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

/* For calls without a wrapper. */
long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  long a[6];
  for (int index = 0; index < 6; index++) a[index] = va_arg(list, long);
  va_end(list);
  if (!kernel) prepare();
  if (number != SYS_openat2) return kernel(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  const struct open_how *how = (const struct open_how *)a[2];
  return PERFORM(openat2, opening((int)how->flags), (int)a[0], (const char *)a[1], -1, a[0], a[1], a[2], a[3], 0);
}

ssize_t read(int file, void *octets, size_t size) {
  return PERFORM(read, READING, file, NULL, 2, file, octets, size, 0, 0);
}
#define PREAD(name)                                                                                                    \
  ssize_t name(int file, void *octets, size_t size, off_t offset) {                                                    \
    return PERFORM(pread64, READING, file, NULL, 2, file, octets, size, offset, 0);                                    \
  }
PREAD(pread)
PREAD(pread64)

ssize_t write(int file, const void *octets, size_t size) {
  return PERFORM(write, WRITING, file, NULL, 2, file, octets, size, 0, 0);
}
#define PWRITE(name)                                                                                                   \
  ssize_t name(int file, const void *octets, size_t size, off_t offset) {                                              \
    return PERFORM(pwrite64, WRITING, file, NULL, 2, file, octets, size, offset, 0);                                   \
  }
PWRITE(pwrite)
PWRITE(pwrite64)
ssize_t writev(int file, const struct iovec *parts, int count) {
  return PERFORM(writev, WRITING, file, NULL, 2, file, parts, count, 0, 0);
}
#define PWRITEV(name)                                                                                                  \
  ssize_t name(int file, const struct iovec *parts, int count, off_t offset) {                                         \
    return PERFORM(pwritev, WRITING, file, NULL, 2, file, parts, count, offset, 0);                                    \
  }
PWRITEV(pwritev)
PWRITEV(pwritev64)
ssize_t copy_file_range(int from, off64_t *start, int to, off64_t *end, size_t size, unsigned flags) {
  (void)flags;
  return PERFORM(copy_file_range, WRITING, to, NULL, 4, from, start, to, end, size);
}
#define SENDFILE(name)                                                                                                 \
  ssize_t name(int to, int from, off_t *offset, size_t size) {                                                         \
    return PERFORM(sendfile, WRITING, to, NULL, 3, to, from, offset, size, 0);                                         \
  }
SENDFILE(sendfile)
SENDFILE(sendfile64)

#define FTRUNCATE(name)                                                                                                \
  int name(int file, off_t size) { return (int)PERFORM(ftruncate, SIZING, file, NULL, -1, file, size, 0, 0, 0); }
FTRUNCATE(ftruncate)
FTRUNCATE(ftruncate64)
static int allocate(int file, int mode, off_t offset, off_t size) {
  return (int)PERFORM(fallocate, SIZING, file, NULL, -1, file, mode, offset, size, 0);
}
int fallocate(int file, int mode, off_t offset, off_t size) { return allocate(file, mode, offset, size); }
int fallocate64(int file, int mode, off64_t offset, off64_t size) { return allocate(file, mode, offset, size); }
/* These give their error back instead of leaving it in errno. */
int posix_fallocate(int file, off_t offset, off_t size) { return allocate(file, 0, offset, size) < 0 ? errno : 0; }
int posix_fallocate64(int file, off64_t offset, off64_t size) { return allocate(file, 0, offset, size) < 0 ? errno : 0; }

int fsync(int file) { return (int)PERFORM(fsync, SYNCING, file, NULL, -1, file, 0, 0, 0, 0); }
int fdatasync(int file) { return (int)PERFORM(fdatasync, SYNCING, file, NULL, -1, file, 0, 0, 0, 0); }
int syncfs(int file) { return (int)PERFORM(syncfs, SYNCING, file, NULL, -1, file, 0, 0, 0, 0); }

int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
  return (int)PERFORM(renameat2, NAMING, to, new, -1, from, old, to, new, flags);
}
int renameat(int from, const char *old, int to, const char *new) { return renameat2(from, old, to, new, 0); }
int rename(const char *old, const char *new) { return renameat2(AT_FDCWD, old, AT_FDCWD, new, 0); }
int linkat(int from, const char *old, int to, const char *new, int flags) {
  return (int)PERFORM(linkat, NAMING, to, new, -1, from, old, to, new, flags);
}
int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }
int symlinkat(const char *target, int folder, const char *path) {
  return (int)PERFORM(symlinkat, NAMING, folder, path, -1, target, folder, path, 0, 0);
}
int symlink(const char *target, const char *path) { return symlinkat(target, AT_FDCWD, path); }
int mkdirat(int folder, const char *path, mode_t mode) {
  return (int)PERFORM(mkdirat, NAMING, folder, path, -1, folder, path, mode, 0, 0);
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int unlinkat(int folder, const char *path, int flags) {
  return (int)PERFORM(unlinkat, REMOVING, folder, path, -1, folder, path, flags, 0, 0);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int fchown(int file, uid_t user, gid_t group) {
  return (int)PERFORM(fchown, MARKING, file, NULL, -1, file, user, group, 0, 0);
}
int fchmod(int file, mode_t mode) { return (int)PERFORM(fchmod, MARKING, file, NULL, -1, file, mode, 0, 0, 0); }
int fchmodat(int folder, const char *path, mode_t mode, int flags) {
  (void)flags;
  return (int)PERFORM(fchmodat, MARKING, folder, path, -1, folder, path, mode, 0, 0);
}
int chmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, 0); }
int utimensat(int folder, const char *path, const struct timespec times[2], int flags) {
  return (int)PERFORM(utimensat, MARKING, folder, path, -1, folder, path, times, flags, 0);
}
int futimens(int file, const struct timespec times[2]) {
  return (int)PERFORM(utimensat, MARKING, file, NULL, -1, file, 0, times, 0, 0);
}

/* The wall clock, which may jump; what measures spans goes on. */
int clock_gettime(clockid_t clock, struct timespec *time) {
  if (!real_clock_gettime) prepare();
  int result = real_clock_gettime(clock, time);
  int64_t offset = state->clock_offset;
  if (result == 0 && offset != 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    int64_t nanoseconds = time->tv_nsec + offset % 1000000000 + 1000000000;
    time->tv_sec += offset / 1000000000 + nanoseconds / 1000000000 - 1;
    time->tv_nsec = nanoseconds % 1000000000;
  }
  return result;
}
int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  int result = clock_gettime(CLOCK_REALTIME, &now);
  *time = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
  return result;
}
time_t time(time_t *into) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (into) *into = now.tv_sec;
  return now.tv_sec;
}
