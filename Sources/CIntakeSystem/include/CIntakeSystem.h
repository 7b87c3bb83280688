#ifndef COURT_INTAKE_CINTAKESYSTEM_H
#define COURT_INTAKE_CINTAKESYSTEM_H

// Linux calls that Swift cannot name: openat2 has no wrapper in glibc 2.36, renameat2 and syncfs stand behind
// _GNU_SOURCE. Each returns a negative errno on failure.

/// Opens `name` under `directory`, following no symbolic link and never leaving the directory.
int intake_open_beneath(int directory, const char *name, int flags);

/// Renames without replacing.
int intake_rename_noreplace(int from, const char *name, int to, const char *new_name);

/// Writes out the file system that holds `descriptor`.
int intake_sync_file_system(int descriptor);

/// Asks the file system to keep the folders made in `directory` apart on the disk.
int intake_spread_folders(int directory);

#endif
