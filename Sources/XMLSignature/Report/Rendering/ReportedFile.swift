public import FoundationEssentials

/// One file and what validation says of it, as reports are written from.
public struct ReportedFile: Sendable {
  public enum Content: Sendable {
    /// The document cannot be read, so that no signature in it can be.
    case defective(XMLDefect)
    case validated(ValidationReport, XMLTree)
    /// A container that may not be read.
    case damaged(ZIPDefect)
    case container(ContainerReport)
  }

  /// As the reader knows the file.
  public let name: String
  /// SHA-256 of the file in lower-case hexadecimal, where the reader shall see which file exactly it was.
  public let fingerprint: String?
  public let validationTime: Date
  public let content: Content

  public init(name: String, fingerprint: String? = nil, validationTime: Date, content: Content) {
    self.name = name
    self.fingerprint = fingerprint
    self.validationTime = validationTime
    self.content = content
  }

  public var verdict: ValidationReport.Verdict {
    switch content {
    case .defective, .damaged: .failed
    case .validated(let report, _): report.verdict
    case .container(let report): report.verdict
    }
  }
}

extension ByteSource {
  /// SHA-256 of all octets, in lower-case hexadecimal.
  /// - Throws: ``SourceFailure`` when octets cannot be read.
  public func fingerprint() throws -> String {
    let sink = DigestAlgorithm.sha256.hasher()
    try forEachChunk(in: 0..<count) { sink.write($0) }
    return sink.finish().hexadecimal
  }
}
