import CFilingSchemas
package import XMLSignature

/// The published schemas, as they are embedded in the program.
package enum PublishedSchema: String, CaseIterable, Sendable {
  case submission = "submission-1.xsd"
  case notification = "notification-1.xsd"
  case receipt = "receipt-1.xsd"
  case evidence = "evidence-1.xsd"

  package var octets: [UInt8] {
    switch self {
    case .submission: Self.copy(filing_schema_submission, filing_schema_submission_size)
    case .notification: Self.copy(filing_schema_notification, filing_schema_notification_size)
    case .receipt: Self.copy(filing_schema_receipt, filing_schema_receipt_size)
    case .evidence: Self.copy(filing_schema_evidence, filing_schema_evidence_size)
    }
  }

  /// Compiled once for the process.
  package static let compiledSubmission: XMLSchema = {
    guard let schema = XMLSchema(compiling: PublishedSchema.submission.octets) else {
      preconditionFailure("the embedded submission schema does not compile")
    }
    return schema
  }()

  private static func copy(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
  }
}
