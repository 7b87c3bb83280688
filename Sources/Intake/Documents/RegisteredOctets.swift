import Crypto
import Filing
package import FilingStore
import Glibc
import XMLSignature

/// The octets of registered documents, found again in the packages that brought them, for programs that derive something from
/// them. It reads beside whoever works on the root, and takes no lock.
package struct RegisteredOctets {
  private let root: Root
  private let queries: RegisterQueries
  /// Settings may have become narrower since: what was registered is not judged again.
  private let parser = Parser(limits: .widest, containers: .widest)

  package init(root: Root, queries: RegisterQueries) { (self.root, self.queries) = (root, queries) }

  /// Writes a document to a new file.
  ///
  /// - Returns: False where the package does not hold these octets any more.
  /// - Throws: What the world throws.
  package func write(_ document: RegisteredDocument, to path: String) throws -> Bool {
    guard let package = try queries.package(of: document.key.entry) else { return false }
    let stored = try queries.files(of: package.id)
    if let file = stored.first(where: { $0.hash == document.hash }) {
      return try write(
        .stored(try root.store.open(StoredPlace(file.place), size: file.size, hash: file.hash)), to: path,
        hash: document.hash)
    }
    let files = stored.map { ReceivedFile($0, in: root.store) }
    guard case .parsed(let parsed) = try parser.parse(Received(record: package, files: files, defects: [])) else {
      return false
    }
    if let file = parsed.received.files.first(where: { $0.hash == document.hash }) {
      return try write(try file.open(), to: path, hash: document.hash)
    }
    for (stated, element) in parsed.documents where stated.hash?.value.lowercased() == document.hash.hexadecimal {
      guard let octets = try parsed.embeddedOctets(at: element) else { continue }
      return try write(.memory(octets), to: path, hash: document.hash)
    }
    return false
  }

  private func write(_ content: StoredContent, to path: String, hash: ContentHash) throws -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FileFailure("create", path) }
    defer { close(file) }
    var digest = SHA256()
    try content.forEachChunk { chunk throws(FileFailure) in
      digest.update(data: chunk)
      var left = chunk[...]
      while !left.isEmpty {
        let count = left.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        if count > 0 { left = left.dropFirst(count) } else if errno != EINTR { throw FileFailure("write", path) }
      }
    }
    return ContentHash(digest.finalize()) == hash
  }
}

extension Parsed {
  /// Every document with its element, whichever item it is of.
  fileprivate var documents: [(FilingDocument, XMLTree.NodeID)] {
    let stated: [[FilingDocument]] =
      switch content {
      case .submission(let submission): [submission.documents]
      case .scanBatch(let batch): batch.items.map(\.files)
      case .cabinetRequest: []
      case .dispatch(let dispatch): [dispatch.documents]
      }
    return zip(stated, documentElements).flatMap { zip($0, $1) }
  }
}
