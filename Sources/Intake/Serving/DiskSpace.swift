import Filing
import Glibc

/// How much room a root's file system has left, and below what nothing more is taken in: a register that cannot grow must not be
/// reached.
package struct DiskSpace: Sendable, Hashable {
  /// Octets that an ordinary user may still write.
  package let octets: Int64
  /// Files that may still be made; nil where the file system makes room for them as they come.
  package let files: Int64?

  /// - Throws: ``FileFailure`` when the file system does not say.
  package init(of root: Root) throws(FileFailure) {
    var status = statvfs()
    guard fstatvfs(root.state.number, &status) == 0 else { throw root.state.failure("statvfs") }
    octets = Int64(
      clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
    files = status.f_files == 0 ? nil : Int64(clamping: UInt64(status.f_favail))
  }

  init(octets: Int64, files: Int64?) {
    self.octets = octets
    self.files = files
  }

  /// Why nothing more may be taken in; nil when there is room.
  package func shortage(below limits: Limits) -> String? {
    if octets < limits.octets {
      return "\(octets >> 20) MiB are free, and \(limits.octets >> 20) MiB must be (freeSpace)"
    }
    if let files, files < limits.files {
      return "\(files) files can be made, and \(limits.files) must be possible (freeFiles)"
    }
    return nil
  }

  package struct Limits: Sendable, Hashable {
    package var octets: Int64 = 512 << 20
    package var files: Int64 = 10_000

    package init() {}
  }
}
