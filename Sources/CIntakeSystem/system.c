#define _GNU_SOURCE
#include "CIntakeSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/close_range.h>
#include <linux/filter.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

int intake_open_beneath(int directory, const char *name, int flags) {
  struct open_how how = {
      .flags = (unsigned)(flags | O_NOFOLLOW | O_CLOEXEC),
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
  };
  long result = syscall(SYS_openat2, directory, name, &how, sizeof how);
  // Container profiles hide openat2. Names have a single component here, so O_NOFOLLOW promises the same.
  if (result < 0 && (errno == ENOSYS || errno == EPERM))
    result = openat(directory, name, flags | O_NOFOLLOW | O_CLOEXEC);
  return result < 0 ? -errno : (int)result;
}

int intake_rename_noreplace(int from, const char *name, int to, const char *new_name) {
  return renameat2(from, name, to, new_name, RENAME_NOREPLACE) < 0 ? -errno : 0;
}

int intake_sync_file_system(int descriptor) {
  return syncfs(descriptor) < 0 ? -errno : 0;
}

int intake_file_system_kind(int descriptor, unsigned long *kind) {
  struct statfs status;
  if (fstatfs(descriptor, &status) < 0) return -errno;
  *kind = (unsigned long)status.f_type;
  return 0;
}

int intake_pipe(int ends[2]) {
  return pipe2(ends, O_CLOEXEC) < 0 ? -errno : 0;
}

int intake_open_process(int process) {
  // It is closed on execution by itself.
  long result = syscall(SYS_pidfd_open, process, 0);
  return result < 0 ? -errno : (int)result;
}

int intake_accept(int listener) {
  int connection = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  return connection < 0 ? -errno : connection;
}

int intake_spread_folders(int directory) {
  int flags = 0;
  if (ioctl(directory, FS_IOC_GETFLAGS, &flags) < 0) return -errno;
  flags |= FS_TOPDIR_FL;
  return ioctl(directory, FS_IOC_SETFLAGS, &flags) < 0 ? -errno : 0;
}

static int limit(int resource, unsigned long value) {
  struct rlimit both = {.rlim_cur = value, .rlim_max = value};
  return setrlimit(resource, &both);
}

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define OWN_ARCHITECTURE AUDIT_ARCH_RISCV64
#else
#error "name this architecture as linux/audit.h does"
#endif

/// Without a socket there is nobody to talk to. A network namespace of its own would do too, but services may not make one
/// (RestrictNamespaces); a filter (seccomp(2)) anybody may put on who gains no rights any more.
static int forbid_sockets(void) {
  struct sock_filter steps[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      // The calls of x32 have numbers of their own, from here on.
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 3, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 2, 0),
      // Makes sockets too, past every filter.
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_setup, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
  };
  struct sock_fprog filter = {.len = sizeof steps / sizeof steps[0], .filter = steps};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

/// Between fork and exec: nothing here may take a lock.
static void become_limited(const char *path, char *const arguments[], char *const environment[], const char *folder, int output,
                           int errors, const struct intake_limits *limits) {
  struct sigaction ordinary = {.sa_handler = SIG_DFL};
  for (int signal = 1; signal < NSIG; signal++) sigaction(signal, &ordinary, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (setpgid(0, 0) < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return;
  if (forbid_sockets() < 0) return;
  int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (input < 0 || chdir(folder) < 0) return;
  if (dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 || dup2(errors, STDERR_FILENO) < 0) return;
  if (limit(RLIMIT_CORE, 0) < 0 || limit(RLIMIT_AS, limits->memory) < 0 || limit(RLIMIT_FSIZE, limits->file_size) < 0 ||
      limit(RLIMIT_CPU, limits->processor_seconds) < 0 || limit(RLIMIT_NOFILE, limits->open_files) < 0 ||
      limit(RLIMIT_NPROC, 0) < 0)
    return;
  execve(path, arguments, environment);
}

int intake_start_limited(const char *path, char *const arguments[], char *const environment[], const char *folder, int output,
                         int errors, const struct intake_limits *limits) {
  // Readable at its end once the program runs; what failed before that comes through it.
  int report[2];
  if (pipe2(report, O_CLOEXEC) < 0) return -errno;
  pid_t child = fork();
  if (child == 0) {
    // Whatever else is open must not be inherited, even where someone forgot O_CLOEXEC.
    syscall(SYS_close_range, 3, ~0U, CLOSE_RANGE_CLOEXEC);
    become_limited(path, arguments, environment, folder, output, errors, limits);
    int code = errno;
    (void)!write(report[1], &code, sizeof code);
    _exit(127);
  }
  int code = errno;
  close(report[1]);
  if (child > 0) {
    ssize_t count;
    while ((count = read(report[0], &code, sizeof code)) < 0 && errno == EINTR) {}
    if (count != sizeof code) {
      close(report[0]);
      return child;
    }
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
  }
  close(report[0]);
  return code > 0 ? -code : -EIO;
}
