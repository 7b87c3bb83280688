#include "CFilingSchemas.h"
const unsigned char filing_schema_submission[] = {
#embed "a.xsd"
};
const size_t filing_schema_submission_size = sizeof filing_schema_submission;
