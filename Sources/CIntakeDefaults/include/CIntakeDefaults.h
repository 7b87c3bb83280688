#pragma once
#include <stddef.h>

/// A file of a fresh root.
struct intake_default_file {
  /// Relative to the root.
  const char *path;
  const unsigned char *octets;
  size_t size;
};

/// The files, in the order in which they are written.
const struct intake_default_file *intake_default_files(void);
size_t intake_default_file_count(void);
