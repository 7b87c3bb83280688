import Glibc

extension Directory {
  /// Writes a file that must not be there yet, and makes its octets durable. The caller syncs this directory.
  package func writeNew(_ octets: [UInt8], as name: FileName, mode: UInt32) throws(FileFailure) {
    guard let file = try createFile(name, mode: mode) else { throw failure("create", name, code: EEXIST) }
    try file.write(octets)
    let synced = file.sync()
    guard synced >= 0 else { throw file.failure("fsync", code: -synced) }
  }

  /// Writes a file as a whole: nobody sees half of it, and its octets are durable. The caller syncs this directory.
  package func writeWhole(_ octets: [UInt8], as name: FileName, mode: UInt32) throws(FileFailure) {
    let draft = FileName(bytes: Array(".".utf8) + name.bytes + Array(".tmp".utf8)) ?? name
    // Left by somebody who was killed here.
    try remove(draft)
    guard let file = try createFile(draft, mode: mode) else { throw failure("create", draft, code: EEXIST) }
    try file.write(octets)
    let synced = file.syncData()
    guard synced >= 0 else { throw file.failure("fdatasync", code: -synced) }
    try replace(draft, in: self, as: name)
  }

  /// All octets of a file of ours; nil where there is none.
  package func octets(of name: FileName) throws(FileFailure) -> [UInt8]? {
    guard try status(of: name) != nil else { return nil }
    let file = try file(name)
    return try file.read(at: 0, count: Int(file.status().state.size))
  }
}
