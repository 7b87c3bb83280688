import Filing
import FilingStore
import XMLSignature

/// Finds the documents of dispatches again in the packages that brought them, octet by octet as they were registered.
struct DispatchDocuments {
  let recall: PackageRecall
  /// Settings may have become narrower since: what was placed is not judged again.
  private let parser = Parser(limits: .widest, containers: .widest)

  init(recall: PackageRecall) { self.recall = recall }

  /// What lies beside a notice; nil for a notice that has no documents.
  ///
  /// - Throws: ``FileFailure``, ``SourceFailure``, ``StoreFailure``.
  func documents(beside notice: IntentID, named fileName: String) throws -> NoticeDocuments? {
    guard let (dispatch, package) = try recall.store.queries.dispatch(toldBy: notice),
      let folder = FileName(NoticePage.documentsFolder(beside: fileName))
    else { return nil }
    guard let received = try recall.recall([package]).first?.received,
      case .parsed(let parsed) = try parser.parse(received), case .dispatch(let stated) = parsed.content,
      stated.documents.count == dispatch.documents.count
    else { preconditionFailure("a package that was placed can be read again") }
    let files = try dispatch.documents.indices.map { index in
      let content = try content(of: stated.documents[index], at: parsed.documentElements[0][index], in: parsed)
      guard let name = FileName(dispatch.documents[index].name) else {
        preconditionFailure("documents have names that files can have")
      }
      return NoticeDocuments.File(name: name, content: content)
    }
    return NoticeDocuments(folder: folder, files: files)
  }

  private func content(
    of document: FilingDocument, at element: XMLTree.NodeID, in parsed: Parsed
  ) throws -> StoredContent {
    if case .file(let name) = document.source {
      let file = parsed.received.files.first { $0.name == FileName(name.value)?.escaped }
      guard let file else { preconditionFailure("a file that was measured is there") }
      return try file.open()
    }
    guard let octets = try parsed.embeddedOctets(at: element) else {
      preconditionFailure("a document that was measured is there")
    }
    return .memory(octets)
  }
}
