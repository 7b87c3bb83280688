import Glibc

/// `state/hand-over/`: copies of notices for programs to read, which no recipient can swap, and what a failing program wrote.
/// Nothing here needs to last: the register has the octets.
struct HandOverSpool: Sendable {
  private let directory: Directory
  /// Programs may work in another folder.
  private let path: String

  init(_ root: Root) throws(FileFailure) {
    directory = try root.state.makeFolder(FileName(known: "hand-over"), mode: 0o700)
    guard let resolved = realpath("\(root.path)/state/hand-over", nil) else {
      throw FileFailure("realpath", "state/hand-over")
    }
    path = String(cString: resolved)
    free(resolved)
    // Copies whose programs did not come to an end.
    for name in try directory.names() where !name.hasSuffix(".output") { try directory.remove(name) }
  }

  /// - Returns: The file's path, for the program.
  func put(_ octets: [UInt8], under fileName: String) throws(FileFailure) -> String {
    try write(octets, under: name(fileName))
    return "\(path)/\(fileName)"
  }

  func remove(_ fileName: String) { _ = try? directory.remove(name(fileName)) }

  /// Keeps what a program wrote, for the operator's eyes alone; nil where it wrote nothing, or there is no room.
  func keep(_ output: [UInt8], of recipient: String) -> String? {
    let name = outputName(of: recipient)
    guard !output.isEmpty, (try? write(output, under: name)) != nil else { return nil }
    return directory.path(of: name)
  }

  func forget(outputOf recipient: String) { _ = try? directory.remove(outputName(of: recipient)) }

  private func write(_ octets: [UInt8], under name: FileName) throws(FileFailure) {
    try directory.remove(name)
    guard let file = try directory.createFile(name, mode: 0o600) else {
      throw directory.failure("create", name, code: EEXIST)
    }
    try file.write(octets)
  }

  private func outputName(of recipient: String) -> FileName { name("\(recipient).output") }

  private func name(_ text: String) -> FileName {
    guard let name = FileName(text) else {
      preconditionFailure("recipients and names of notices are made to be folder and file names")
    }
    return name
  }
}
