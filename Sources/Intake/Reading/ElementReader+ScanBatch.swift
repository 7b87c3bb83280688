import Filing

extension ElementReader {
  /// Reads a `ScanBatch` element.
  var scanBatch: ScanBatch {
    var batch = ScanBatch(location: location)
    batch.id = attribute("Id")
    batch.messageID = token("MessageId")
    batch.scannedAt = token("ScannedAt")
    batch.destination = destination
    batch.operatorName = token("Operator")
    batch.scanner = token("Scanner")
    batch.items = children("Item").map(\.scanItem)
    return batch
  }

  private var scanItem: ScanItem {
    var item = ScanItem(location: location)
    item.id = attribute("Id")
    item.caseReference = caseReference
    item.documentType = token("DocumentType")
    item.title = token("Title")
    item.pages = token("Pages")
    item.files = children("File").map(\.document)
    return item
  }

  // MARK: Shared with submissions

  var destination: Destination {
    let destination = child("Destination")
    return Destination(court: destination?.token("Court"), channel: destination?.token("Channel"))
  }

  var caseReference: CaseReference? {
    guard let reference = child("Case") else { return nil }
    if let number = reference.token("Number") { return .existing(number) }
    return reference.child("New").map { .new($0.location) }
  }

  var document: FilingDocument {
    var document = FilingDocument(location: location)
    document.id = attribute("Id")
    document.name = string("Name")
    document.title = token("Title")
    document.mediaType = token("MediaType")
    document.pages = token("Pages")
    document.size = token("Size")
    document.hash = token("SHA256")
    if let content = child("Content") {
      document.source = .embedded(content.location)
    } else if let file = string("File") {
      document.source = .file(file)
    }
    return document
  }
}
