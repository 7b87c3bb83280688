#ifndef COURT_INTAKE_CINTAKESYSTEM_H
#define COURT_INTAKE_CINTAKESYSTEM_H

// Linux calls that Swift cannot name: openat2 has no wrapper in glibc 2.36, pidfd_open none that Swift sees; renameat2, syncfs, pipe2
// and accept4 stand behind _GNU_SOURCE. Each returns a negative errno on failure.

/// Opens `name` under `directory`, following no symbolic link and never leaving the directory.
int intake_open_beneath(int directory, const char *name, int flags);

/// Renames without replacing.
int intake_rename_noreplace(int from, const char *name, int to, const char *new_name);

/// Writes out the file system that holds `descriptor`.
int intake_sync_file_system(int descriptor);

/// Asks the file system to keep the folders made in `directory` apart on the disk.
int intake_spread_folders(int directory);

/// Puts the number of the kind of file system that holds `descriptor` (statfs(2), f_type) into `kind`.
int intake_file_system_kind(int descriptor, unsigned long *kind);

/// Makes a pipe that no other program inherits.
int intake_pipe(int ends[2]);

/// A descriptor that can be read from when a child has ended.
int intake_open_process(int process);

/// Takes the next connection of a socket: its descriptor, which no other program inherits.
int intake_accept(int listener);

/// What a child may use of the machine.
struct intake_limits {
  unsigned long memory;
  unsigned long file_size;
  unsigned long processor_seconds;
  unsigned long open_files;
};

/// Starts a program in `folder` that can do no more than its limits: in a process group of its own, with an empty input, `output` and
/// `errors` as its only other descriptors, no new rights, no processes of its own where the kernel counts them, and no sockets. It
/// dies with the thread that started it.
int intake_start_limited(const char *path, char *const arguments[], char *const environment[], const char *folder, int output,
                         int errors, const struct intake_limits *limits);

#endif
