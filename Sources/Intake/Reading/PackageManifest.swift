import Filing
import XMLSignature

/// What a folder package says of its own files: which there are, how long, and with which hash.
///
/// Read before the package is taken, to tell whether all of it has come. Nothing is decided on it but that: what is
/// registered or refused is read from our copies.
struct PackageManifest {
  struct File {
    let name: FileName
    /// In octets; nil where it is not said.
    let size: Int64?
    let hash: ContentHash?
  }

  let files: [File]

  /// Nil when the main file is not the whole of a submission or a scan batch: then it says nothing of others.
  init?(of submission: ByteSource, limits: ParsingLimits) throws(SourceFailure) {
    guard case .success(let parsed) = try XMLTree.parse(submission, limits: limits) else { return nil }
    let root = ElementReader(tree: parsed.tree, element: parsed.tree.root, file: nil)
    let submissions = root.children("Submission").map(\.submission)
    let items = root.children("ScanBatch").flatMap(\.scanBatch.items)
    let documents =
      submissions.flatMap { [$0.leadDocument].compactMap(\.self) + $0.attachments } + items.flatMap(\.files)
      + root.children("Dispatch").flatMap(\.dispatch.documents)
    files = documents.compactMap(File.init)
    guard !files.isEmpty else { return nil }
  }

  /// The first file that is not there as it is listed; nil when all are.
  func firstMissing(in folder: FolderContent) -> File? {
    let entries = Dictionary(
      folder.entries.lazy.filter { $0.components.count == 1 }.map { ($0.components[0], $0) },
      uniquingKeysWith: { first, _ in first })
    return files.first { file in
      // What is there and is no plain file does not become one by waiting.
      guard let entry = entries[file.name] else { return true }
      return entry.kind == .regular && file.size.map { $0 != entry.state.size } ?? false
    }
  }
}

extension PackageManifest.File {
  fileprivate init?(_ document: FilingDocument) {
    // A name that no file can have is a defect of the filing, and waiting does not mend it.
    guard case .file(let stated) = document.source, let name = FileName(stated.value) else { return nil }
    self.init(
      name: name, size: document.size.flatMap { Int64($0.value) },
      hash: document.hash.flatMap { ContentHash(hexadecimal: $0.value) })
  }
}
