/// How much room there must be for anything to be taken in: a register that cannot grow must not be reached.
package struct DiskLimits: Sendable, Hashable {
  package var octets: Int64 = 512 << 20
  /// Files that can still be made.
  package var files: Int64 = 10_000

  package init() {}
}

extension DiskSpace {
  /// Why nothing more may be taken in; nil when there is room.
  package func shortage(below limits: DiskLimits) -> String? {
    if free < limits.octets {
      return "\(free >> 20) MiB are free, and \(limits.octets >> 20) MiB must be (freeSpace)"
    }
    if let inodes, inodes.free < limits.files {
      return "\(inodes.free) files can be made, and \(limits.files) must be possible (freeFiles)"
    }
    return nil
  }
}
