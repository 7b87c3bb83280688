#include "CFilingSchemas.h"

static const unsigned char submission[] = {
#embed "submission-1.xsd"
};
const unsigned char *const filing_schema_submission = submission;
const size_t filing_schema_submission_size = sizeof submission;

static const unsigned char notification[] = {
#embed "notification-1.xsd"
};
const unsigned char *const filing_schema_notification = notification;
const size_t filing_schema_notification_size = sizeof notification;

static const unsigned char evidence[] = {
#embed "evidence-1.xsd"
};
const unsigned char *const filing_schema_evidence = evidence;
const size_t filing_schema_evidence_size = sizeof evidence;

static const unsigned char receipt[] = {
#embed "receipt-1.xsd"
};
const unsigned char *const filing_schema_receipt = receipt;
const size_t filing_schema_receipt_size = sizeof receipt;
