/// The stable name of a finding. Codes are published, stored and compared by other people's software: never rename one.
public enum FindingCode: String, Sendable, Codable, CaseIterable, Hashable {
  // The package as it lies in the inbox.
  case packageEmpty = "PACKAGE_EMPTY"
  case packageTooLarge = "PACKAGE_TOO_LARGE"
  case packageTooManyFiles = "PACKAGE_TOO_MANY_FILES"
  case packageEntryForbidden = "PACKAGE_ENTRY_FORBIDDEN"
  case packageNameInvalid = "PACKAGE_NAME_INVALID"
  case packageIncomplete = "PACKAGE_INCOMPLETE"
  case packageNotXML = "PACKAGE_NOT_XML"
  case packageRootUnknown = "PACKAGE_ROOT_UNKNOWN"
  case packageFormNotAllowed = "PACKAGE_FORM_NOT_ALLOWED"
  case packageKindNotAllowed = "PACKAGE_KIND_NOT_ALLOWED"
  case packageCrashedIntake = "PACKAGE_CRASHED_INTAKE"

  // Signature containers (ASiC-E).
  case containerMalformed = "CONTAINER_MALFORMED"
  case containerSubmissionMissing = "CONTAINER_SUBMISSION_MISSING"
  case containerContentDisagrees = "CONTAINER_CONTENT_DISAGREES"
  case containerFileNotSigned = "CONTAINER_FILE_NOT_SIGNED"

  // XML.
  case xmlMalformed = "XML_MALFORMED"
  case xmlEncodingInvalid = "XML_ENCODING_INVALID"
  case xmlDoctypeForbidden = "XML_DOCTYPE_FORBIDDEN"
  case xmlNamespaceInvalid = "XML_NAMESPACE_INVALID"
  case xmlLimitExceeded = "XML_LIMIT_EXCEEDED"

  // The submission schema.
  case schemaElementUnexpected = "SCHEMA_ELEMENT_UNEXPECTED"
  case schemaElementMissing = "SCHEMA_ELEMENT_MISSING"
  case schemaValueInvalid = "SCHEMA_VALUE_INVALID"
  case schemaAttributeInvalid = "SCHEMA_ATTRIBUTE_INVALID"
  case schemaAttributeMissing = "SCHEMA_ATTRIBUTE_MISSING"
  case schemaInvalid = "SCHEMA_INVALID"

  // Signatures. The names after SIGNATURE_ and CERTIFICATE_ follow the sub-indications of EN 319 102-1.
  case signatureMissing = "SIGNATURE_MISSING"
  case signatureFormatFailure = "SIGNATURE_FORMAT_FAILURE"
  case signatureHashFailure = "SIGNATURE_HASH_FAILURE"
  case signatureCryptoFailure = "SIGNATURE_CRYPTO_FAILURE"
  case signatureDataNotFound = "SIGNATURE_DATA_NOT_FOUND"
  case signatureUnsupported = "SIGNATURE_UNSUPPORTED"
  case signatureCoveragePartial = "SIGNATURE_COVERAGE_PARTIAL"
  case signatureIDsNotUnique = "SIGNATURE_IDS_NOT_UNIQUE"
  case signatureConstraintsFailure = "SIGNATURE_CONSTRAINTS_FAILURE"
  case signingCertificateNotFound = "SIGNING_CERTIFICATE_NOT_FOUND"
  case signingCertificateMismatch = "SIGNING_CERTIFICATE_MISMATCH"
  case certificateChainNotFound = "CERTIFICATE_CHAIN_NOT_FOUND"
  case certificateConstraintsFailure = "CERTIFICATE_CONSTRAINTS_FAILURE"
  case certificateExpired = "CERTIFICATE_EXPIRED"
  case certificateNotYetValid = "CERTIFICATE_NOT_YET_VALID"
  case certificateRevoked = "CERTIFICATE_REVOKED"
  case certificateRevocationUnknown = "CERTIFICATE_REVOCATION_UNKNOWN"
  case signatureTimeStampInvalid = "SIGNATURE_TIME_STAMP_INVALID"
  case signatureLevelTooLow = "SIGNATURE_LEVEL_TOO_LOW"
  case signaturePolicyUnknown = "SIGNATURE_POLICY_UNKNOWN"
  case signatureEvidenceUnusable = "SIGNATURE_EVIDENCE_UNUSABLE"
  case certificateUnsupported = "CERTIFICATE_UNSUPPORTED"
  case algorithmTooWeak = "ALGORITHM_TOO_WEAK"

  // Who sends what to whom.
  case destinationChannelMismatch = "DESTINATION_CHANNEL_MISMATCH"
  case destinationCourtNotServed = "DESTINATION_COURT_NOT_SERVED"
  case senderNotAllowed = "SENDER_NOT_ALLOWED"
  case signerNotIdentified = "SIGNER_NOT_IDENTIFIED"
  case signerNotFiler = "SIGNER_NOT_FILER"
  case representativeAuthorityUnproven = "REPRESENTATIVE_AUTHORITY_UNPROVEN"
  case batchSealNotOfCourt = "BATCH_SEAL_NOT_OF_COURT"
  case filerUnknown = "FILER_UNKNOWN"

  // What is filed.
  case courtUnknown = "COURT_UNKNOWN"
  case caseNumberMalformed = "CASE_NUMBER_MALFORMED"
  case caseOfOtherCourt = "CASE_OF_OTHER_COURT"
  case procedureUnknown = "PROCEDURE_UNKNOWN"
  case documentTypeUnknown = "DOCUMENT_TYPE_UNKNOWN"
  case finMalformed = "FIN_MALFORMED"
  case voenMalformed = "VOEN_MALFORMED"
  case voenKindMismatch = "VOEN_KIND_MISMATCH"

  // Documents.
  case documentFileMissing = "DOCUMENT_FILE_MISSING"
  case documentFileUnlisted = "DOCUMENT_FILE_UNLISTED"
  case documentNameInvalid = "DOCUMENT_NAME_INVALID"
  case documentNameRepeated = "DOCUMENT_NAME_REPEATED"
  case documentContentNotBase64 = "DOCUMENT_CONTENT_NOT_BASE64"
  case documentEmpty = "DOCUMENT_EMPTY"
  case documentTooLarge = "DOCUMENT_TOO_LARGE"
  case documentSizeMismatch = "DOCUMENT_SIZE_MISMATCH"
  case documentHashMismatch = "DOCUMENT_HASH_MISMATCH"
  case documentHashMissing = "DOCUMENT_HASH_MISSING"
  case documentMediaTypeNotAccepted = "DOCUMENT_MEDIA_TYPE_NOT_ACCEPTED"
  case documentMediaTypeMismatch = "DOCUMENT_MEDIA_TYPE_MISMATCH"
  case documentEncrypted = "DOCUMENT_ENCRYPTED"
  case documentTruncated = "DOCUMENT_TRUNCATED"
  case documentInfected = "DOCUMENT_INFECTED"
  case documentNotScanned = "DOCUMENT_NOT_SCANNED"
  case virusScannerAway = "VIRUS_SCANNER_AWAY"
  case documentSeenBefore = "DOCUMENT_SEEN_BEFORE"

  // Scans, before the court seals them.
  case scanFileBroken = "SCAN_FILE_BROKEN"
  case scanPageUnreadable = "SCAN_PAGE_UNREADABLE"
  case scanActiveContent = "SCAN_ACTIVE_CONTENT"
  case scanOfTwoKinds = "SCAN_OF_TWO_KINDS"
  case scanClaimsPDFA = "SCAN_CLAIMS_PDF_A"
  case scanFontMissing = "SCAN_FONT_MISSING"
  case scanTooCoarse = "SCAN_TOO_COARSE"
  case scanPageBlank = "SCAN_PAGE_BLANK"
  case scanPageCountDiffers = "SCAN_PAGE_COUNT_DIFFERS"
  case scanLimitExceeded = "SCAN_LIMIT_EXCEEDED"
  case scanNotChecked = "SCAN_NOT_CHECKED"
  case scanIndexDefective = "SCAN_INDEX_DEFECTIVE"
  case scanNotListed = "SCAN_NOT_LISTED"
  case scanSeparatorUncertain = "SCAN_SEPARATOR_UNCERTAIN"
  case scanDecisionObsolete = "SCAN_DECISION_OBSOLETE"

  // State duty.
  case feeMissing = "FEE_MISSING"
  case feeActUnknown = "FEE_ACT_UNKNOWN"
  case feeActNotForDocument = "FEE_ACT_NOT_FOR_DOCUMENT"
  case feeActNotForFiler = "FEE_ACT_NOT_FOR_FILER"
  case feeClaimValueMissing = "FEE_CLAIM_VALUE_MISSING"
  case feeAmountMalformed = "FEE_AMOUNT_MALFORMED"
  case feeCurrencyNotAccepted = "FEE_CURRENCY_NOT_ACCEPTED"
  case feeDeclaredDiffers = "FEE_DECLARED_DIFFERS"
  case feePaidShort = "FEE_PAID_SHORT"
  case feeServiceFeeOnly = "FEE_SERVICE_FEE_ONLY"
  case feePaidOver = "FEE_PAID_OVER"
  case feeExemptionClaimed = "FEE_EXEMPTION_CLAIMED"
  case feeExemptionWithoutGround = "FEE_EXEMPTION_WITHOUT_GROUND"
  case feeDeferralClaimed = "FEE_DEFERRAL_CLAIMED"
  case feeDiscountNotApplicable = "FEE_DISCOUNT_NOT_APPLICABLE"
  case feeDiscountUsed = "FEE_DISCOUNT_USED"
  case paymentReferenceMalformed = "PAYMENT_REFERENCE_MALFORMED"
  case paymentReferenceRepeated = "PAYMENT_REFERENCE_REPEATED"
  case paymentAlreadyUsed = "PAYMENT_ALREADY_USED"
  case paymentPending = "PAYMENT_PENDING"
  case paymentOrdered = "PAYMENT_ORDERED"
  case paymentOnlineUnavailable = "PAYMENT_ONLINE_UNAVAILABLE"
  case paymentNotFound = "PAYMENT_NOT_FOUND"
  case paymentReversed = "PAYMENT_REVERSED"
  case paymentAmountDiffers = "PAYMENT_AMOUNT_DIFFERS"
  case paymentToOtherAccount = "PAYMENT_TO_OTHER_ACCOUNT"
  case paymentInOtherCurrency = "PAYMENT_IN_OTHER_CURRENCY"
  case paymentForOtherPurpose = "PAYMENT_FOR_OTHER_PURPOSE"
  case paymentOfServiceFee = "PAYMENT_OF_SERVICE_FEE"
  case paymentDateInFuture = "PAYMENT_DATE_IN_FUTURE"
  case paymentDateStale = "PAYMENT_DATE_STALE"
  case paymentByAnother = "PAYMENT_BY_ANOTHER"
  case cardBINMissing = "CARD_BIN_MISSING"
  case cardBINMalformed = "CARD_BIN_MALFORMED"
  case cardBINUnknown = "CARD_BIN_UNKNOWN"
  case cardNumberFound = "CARD_NUMBER_FOUND"

  // Banks' statements.
  case statementRecorded = "STATEMENT_RECORDED"
  case statementContradiction = "STATEMENT_CONTRADICTION"
  case statementReversalUnmatched = "STATEMENT_REVERSAL_UNMATCHED"
  case statementNotProven = "STATEMENT_NOT_PROVEN"
  case statementAccountUnknown = "STATEMENT_ACCOUNT_UNKNOWN"
  case statementFormUnexpected = "STATEMENT_FORM_UNEXPECTED"
  case statementLayoutUnknown = "STATEMENT_LAYOUT_UNKNOWN"
  case statementMalformed = "STATEMENT_MALFORMED"
  case statementEntryDefective = "STATEMENT_ENTRY_DEFECTIVE"

  // Electronic cabinets.
  case cabinetOpened = "CABINET_OPENED"
  case cabinetChanged = "CABINET_CHANGED"
  case cabinetClosed = "CABINET_CLOSED"
  case cabinetRenewed = "CABINET_RENEWED"
  case powerRecorded = "POWER_RECORDED"
  case powerRevoked = "POWER_REVOKED"
  case cabinetHolderDiffers = "CABINET_HOLDER_DIFFERS"
  case cabinetAlreadyOpen = "CABINET_ALREADY_OPEN"
  case cabinetNotOpen = "CABINET_NOT_OPEN"
  case cabinetCertificateKnown = "CABINET_CERTIFICATE_KNOWN"
  case requestRepeated = "REQUEST_REPEATED"
  case messageIDUsed = "MESSAGE_ID_USED"
  case powerNumberUsed = "POWER_NUMBER_USED"
  case powerUnknown = "POWER_UNKNOWN"
  case powerTermInvalid = "POWER_TERM_INVALID"

  // Powers of attorney on record, and registration in the system.
  case representativePowerOnRecord = "REPRESENTATIVE_POWER_ON_RECORD"
  case representativePowerExpired = "REPRESENTATIVE_POWER_EXPIRED"
  case representativePowerRevoked = "REPRESENTATIVE_POWER_REVOKED"
  case representativePowerNotCovering = "REPRESENTATIVE_POWER_NOT_COVERING"
  case filerWithoutCabinet = "FILER_WITHOUT_CABINET"
  case filerCabinetRequired = "FILER_CABINET_REQUIRED"

  // Documents that courts serve.
  case dispatchNotOfCourt = "DISPATCH_NOT_OF_COURT"
  case dispatchPlaced = "DISPATCH_PLACED"
  case dispatchAddresseeUnknown = "DISPATCH_ADDRESSEE_UNKNOWN"
  case dispatchAddresseeClosed = "DISPATCH_ADDRESSEE_CLOSED"
  case dispatchDocumentRestricted = "DISPATCH_DOCUMENT_RESTRICTED"

  // What a clerk decided.
  case clerkAccepted = "CLERK_ACCEPTED"
  case clerkRefused = "CLERK_REFUSED"
  case deferralExpired = "DEFERRAL_EXPIRED"

  // What came before.
  case submissionDuplicate = "SUBMISSION_DUPLICATE"
  case submissionConflict = "SUBMISSION_CONFLICT"
  case relatedEntryUnknown = "RELATED_ENTRY_UNKNOWN"
  case relatedEntryOfOthers = "RELATED_ENTRY_OF_OTHERS"
  case relatedEntryWithdrawn = "RELATED_ENTRY_WITHDRAWN"
  case findingsOmitted = "FINDINGS_OMITTED"
}

extension FindingCode {
  /// Whether it says what the ledger has against a payment, which no rule can know.
  public var isOfLedger: Bool {
    switch self {
    case .paymentAlreadyUsed, .paymentPending, .paymentNotFound, .paymentReversed, .paymentAmountDiffers,
      .paymentToOtherAccount, .paymentInOtherCurrency:
      true
    default: false
    }
  }

  /// Whether it says that a representative's authority is not proven, which powers of attorney on record may settle.
  public var isOfAuthority: Bool {
    switch self {
    case .representativeAuthorityUnproven, .representativePowerExpired, .representativePowerRevoked,
      .representativePowerNotCovering:
      true
    default: false
    }
  }

  /// Whether it says that the world is not ready to judge the item, which waits for it.
  public var isOfWorld: Bool {
    switch self {
    case .certificateRevocationUnknown, .virusScannerAway: true
    default: false
    }
  }

  /// Whether the finding says that who filed, what was signed, or that it does no harm is not proven. Policy may not let such
  /// an item pass.
  public var isAboutProof: Bool {
    switch self {
    case .signatureMissing, .signatureFormatFailure, .signatureHashFailure, .signatureCryptoFailure,
      .signatureDataNotFound, .signatureUnsupported, .signatureCoveragePartial, .signatureIDsNotUnique,
      .signatureConstraintsFailure, .signingCertificateNotFound, .signingCertificateMismatch,
      .certificateChainNotFound, .certificateConstraintsFailure, .certificateExpired, .certificateNotYetValid,
      .certificateRevoked, .certificateUnsupported, .algorithmTooWeak, .destinationChannelMismatch,
      .destinationCourtNotServed, .signerNotIdentified, .signerNotFiler, .representativeAuthorityUnproven,
      .batchSealNotOfCourt, .filerUnknown, .documentHashMismatch, .documentHashMissing, .documentInfected,
      .documentNotScanned, .statementNotProven,
      .statementAccountUnknown, .cabinetHolderDiffers, .dispatchNotOfCourt, .representativePowerExpired,
      .representativePowerRevoked, .representativePowerNotCovering:
      true
    default: false
    }
  }
}
