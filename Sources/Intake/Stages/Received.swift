import Crypto
package import Filing
package import FilingStore
import XMLSignature

/// A package whose octets are durable and whose acceptance is committed: it has arrived.
package struct Received: Sendable {
  package let record: PackageRecord
  package let files: [ReceivedFile]
  /// What of a folder could not be copied: nested folders, links.
  package let defects: [FolderDefect]

  init(record: PackageRecord, files: [ReceivedFile], defects: [FolderDefect]) {
    self.record = record
    self.files = files
    self.defects = defects
  }

  /// The file that holds the content element: the package itself, or `submission.xml` of a folder or container.
  var main: ReceivedFile? {
    switch record.form {
    case .xml: files.first
    case .folder, .container: files.first { $0.name == "submission.xml" }
    }
  }
}

/// One durable file of a package.
package struct ReceivedFile: Sendable {
  /// As people see it; octets that are no text are escaped.
  package let name: String
  /// In octets.
  package let size: Int64
  package let hash: ContentHash
  private let octets: Octets

  private enum Octets {
    /// Small files are still in memory from the copy.
    case held([UInt8])
    case stored(StoredPlace, ByteStore)
    /// Of a container that is stored as a whole.
    case entry(ByteSource)
  }

  init(_ file: StoredFile, in store: ByteStore) {
    name = file.name.escaped
    size = file.size
    hash = file.hash
    octets = file.bytes.map { .held($0) } ?? .stored(file.place, store)
  }

  /// A file that an earlier run accepted.
  init(_ file: FilingStore.StoredFile, in store: ByteStore) {
    name = file.name
    size = file.size
    hash = file.hash
    octets = .stored(StoredPlace(file.place), store)
  }

  /// A data file of a container.
  /// - Throws: ``SourceFailure`` when octets cannot be read.
  init(_ file: SignatureContainer.DataFile) throws {
    // A name that no folder package could have names no document: it stays as it is.
    name = FileName(file.name)?.escaped ?? file.name
    size = Int64(file.source.count)
    var digest = SHA256()
    try file.source.forEachChunk(in: 0..<file.source.count) { digest.update(bufferPointer: $0) }
    hash = ContentHash(digest.finalize())
    octets = .entry(file.source)
  }

  /// - Throws: ``FileFailure`` when the store cannot give the octets that it was given.
  func open() throws(FileFailure) -> StoredContent {
    switch octets {
    case .held(let octets): .memory(octets)
    case .stored(let place, let store): .stored(try store.open(place, size: size, hash: hash))
    case .entry(let source): .entry(source)
    }
  }
}

/// Octets of a durable file.
enum StoredContent: Sendable {
  case memory([UInt8])
  case stored(StoredBytes)
  case entry(ByteSource)
}

extension StoredPlace {
  init(_ place: FilingStore.StoredFile.Place) {
    switch place {
    case .object: self = .file
    case .segment(let segment, let offset): self = .pack(segment: segment, offset: offset)
    }
  }

  var row: FilingStore.StoredFile.Place {
    switch self {
    case .file: .object
    case .pack(let segment, let offset): .segment(segment, offset: offset)
    }
  }
}
