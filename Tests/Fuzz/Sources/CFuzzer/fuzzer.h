#include <stddef.h>
#include <stdint.h>

/// libFuzzer as a library: it runs the callback on inputs of its own making, as the command line says.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *start, size_t count));
