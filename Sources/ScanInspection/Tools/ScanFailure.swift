import Glibc

/// The computer failed, not the scan: it is looked at again later.
package struct ScanFailure: Error, Sendable, CustomStringConvertible {
  package let operation: String
  package let code: Int32

  package init(_ operation: String, code: Int32 = errno) { (self.operation, self.code) = (operation, code) }

  package var description: String { "\(operation): \(String(cString: strerror(code)))" }
}
