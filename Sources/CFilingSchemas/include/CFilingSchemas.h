#ifndef CFILINGSCHEMAS_H
#define CFILINGSCHEMAS_H

#include <stddef.h>

// The published schemas, octet by octet as their .xsd files stand beside schemas.c. Pointers, because Swift does not
// import arrays of unknown length.

extern const unsigned char *const _Nonnull filing_schema_submission;
extern const size_t filing_schema_submission_size;

extern const unsigned char *const _Nonnull filing_schema_notification;
extern const size_t filing_schema_notification_size;

extern const unsigned char *const _Nonnull filing_schema_evidence;
extern const size_t filing_schema_evidence_size;

extern const unsigned char *const _Nonnull filing_schema_receipt;
extern const size_t filing_schema_receipt_size;

#endif
