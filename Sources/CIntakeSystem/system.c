#define _GNU_SOURCE
#include "CIntakeSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
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
