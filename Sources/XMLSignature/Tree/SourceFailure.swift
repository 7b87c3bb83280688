import Glibc

/// The world failed while bytes were read or spooled. Says nothing about the document.
public struct SourceFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was tried, such as `read` or `spool`.
  public let operation: String
  /// The system's error number (`errno`).
  public let code: Int32

  public init(operation: String, code: Int32) {
    self.operation = operation
    self.code = code
  }

  public var description: String { "cannot \(operation): \(String(cString: strerror(code)))" }
}
