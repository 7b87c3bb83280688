import Glibc

/// A folder of files that an operator edits, held open.
///
/// Unlike everything that submitters can write to, it may hold symbolic links: the operator is trusted, and deployments
/// mount settings that way.
struct OperatorFolder {
  let directory: Directory

  /// No file that people write is larger, in octets.
  private static let largestFile: Int64 = 16 << 20
  /// What people and editors leave behind beside their files.
  private static let passedOverEndings: [StaticString] = ["~", ".md", ".txt"]

  /// Opens a folder by its path; nil when there is none.
  init?(path: String) throws(FileFailure) {
    let opened = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileFailure("open", path)
    }
    directory = Directory(number: opened, path: ".", calls: .live)
  }

  private init(_ directory: Directory) { self.directory = directory }

  /// A folder in this one; nil, and a defect, when there is none.
  func folder(_ name: FileName, log: DefectLog) throws(FileFailure) -> OperatorFolder? {
    let opened = name.withCString { openat(directory.number, $0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard opened >= 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw directory.failure("open", name) }
      log.report(.folderMissing, at: place(of: name))
      return nil
    }
    return OperatorFolder(Directory(number: opened, path: directory.path(of: name), calls: directory.calls))
  }

  /// A folder in this one; nil when there is none.
  func optionalFolder(_ name: FileName) throws(FileFailure) -> OperatorFolder? {
    try directory.status(of: name).map { _ throws(FileFailure) in OperatorFolder(try directory.folder(name)) }
  }

  /// The files with one of the endings, in order of name. Others are defects: a file that is passed over in silence
  /// looks as if it were in force.
  /// - Parameter folders: Names of folders that are read by themselves.
  func files(
    endingWith endings: [StaticString], passingOver folders: [FileName] = [], log: DefectLog
  ) throws(FileFailure) -> [FileName] {
    var files: [FileName] = []
    for name in try directory.names() where !folders.contains(name) {
      if endings.contains(where: name.hasSuffix) {
        if !name.hasPrefix(".") { files.append(name) }
      } else if !name.hasPrefix("."), !name.hasPrefix("#"), !Self.passedOverEndings.contains(where: name.hasSuffix) {
        log.report(.fileUnexpected(endings: endings.map(\.description)), at: place(of: name))
      }
    }
    return files.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  /// A file's octets; nil when it is not there. Roots that were made before the file had a meaning lack it.
  func optionalOctets(of name: FileName, log: DefectLog) throws(FileFailure) -> [UInt8]? {
    try directory.status(of: name).flatMap { _ throws(FileFailure) in try octets(of: name, log: log) }
  }

  /// A file's octets; nil, and a defect, when it is not there or not a file to read.
  func octets(of name: FileName, log: DefectLog) throws(FileFailure) -> [UInt8]? {
    // Without waiting for a writer, should it be a FIFO.
    let opened = name.withCString { openat(directory.number, $0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    guard opened >= 0 else {
      guard errno == ENOENT else { throw directory.failure("open", name) }
      log.report(.fileMissing, at: place(of: name))
      return nil
    }
    let file = OpenFile(number: opened, name: name, in: directory)
    let status = try file.status()
    guard status.kind == .regular else {
      log.report(.notAFile, at: place(of: name))
      return nil
    }
    guard status.state.size <= Self.largestFile else {
      log.report(.fileTooLarge(limit: SizeText.text(of: Self.largestFile)), at: place(of: name))
      return nil
    }
    return try file.read(at: 0, count: Int(status.state.size))
  }

  func place(of name: FileName) -> ConfigurationPlace { ConfigurationPlace(source: directory.path(of: name)) }
}
