import Glibc

/// The world failed under the root: a disk is full, a permission is missing, a device is gone.
///
/// Never a finding: whoever catches it defers the work or stops (DESIGN: "Three kinds of trouble").
package struct FileFailure: Error, Hashable, CustomStringConvertible {
  /// The call that failed, such as `fsync`.
  package let operation: String
  /// Relative to the root, escaped for people.
  package let path: String
  package let code: Int32

  package init(_ operation: String, _ path: String, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// Whether an entry's owner or mode keeps us out: that is for the entry to wait, not for everything else.
  var isRefusal: Bool { code == EACCES || code == EPERM }

  /// Whether what was stored is gone or is something else now: reading it again does not help.
  var isDamage: Bool { code == EBADMSG || code == ENOENT }

  package var description: String {
    "\(operation) \(path): \(String(cString: strerror(code)))"
  }
}
