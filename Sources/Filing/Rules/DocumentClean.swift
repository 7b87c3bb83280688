extension Rule {
  /// Where the court has a virus scanner, it has seen all of every document and found nothing.
  static let documentClean = Rule("document-clean") { item in
    let findings = item.documents.compactMap { document -> Finding? in
      let (place, name) = (document.contentLocation, document.label)
      return switch document.virusCheck {
      case .notAsked, .clean, .scannerAway: nil
      case .infected(let signature): Finding(.documentInfected, at: place, ["name": name, "signature": signature])
      case .incomplete(let reason): Finding(.documentNotScanned, at: place, ["name": name, "detail": reason])
      }
    }
    // That nobody answers is said once, however many documents wait for it.
    let absence = item.documents.lazy.compactMap(\.reasonToWait).first
    return findings + (absence.map { [Finding(.virusScannerAway, at: item.location, ["detail": $0])] } ?? [])
  }
}

extension DocumentFacts {
  /// Why the scanner has said nothing yet; nil where it need not be waited for.
  public var reasonToWait: String? {
    if case .scannerAway(let reason) = virusCheck { reason } else { nil }
  }
}
