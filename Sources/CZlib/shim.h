#ifndef COURT_INTAKE_CZLIB_SHIM_H
#define COURT_INTAKE_CZLIB_SHIM_H

#include <zlib.h>

// These are macros in zlib.h, which Swift cannot call. Negative window bits: a deflate stream without a header, as ZIP
// has it (APPNOTE 4.4.5, method 8).
static inline int czlib_raw_inflate_init(z_stream *stream) {
  return inflateInit2(stream, -MAX_WBITS);
}

static inline int czlib_raw_deflate_init(z_stream *stream) {
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}

#endif
