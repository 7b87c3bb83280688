#include <stddef.h>
extern const unsigned char filing_schema_submission[];
extern const size_t filing_schema_submission_size;
