import Filing

extension ScanPolicy {
  private static let keys: Set<String> = [
    "court", "operator", "scanner", "seal", "kind", "minimumResolution", "index", "settleTerm", "keepStacks",
  ]
  private static let keepTerms = Duration.seconds(86_400)...(.seconds(3650 * 86_400))

  /// By the channel that the documents go through.
  static func read(_ value: YAMLValue, channels: [ChannelPolicy]) -> [ScanPolicy] {
    (value.named ?? []).compactMap { name, value in
      guard value.choice(of: name, among: channels.map(\.name)), let label = FolderLabel(name) else { return nil }
      return ScanPolicy(of: label, value)
    }
  }

  private init?(of channel: FolderLabel, _ value: YAMLValue) {
    guard let section = value.section(keys: Self.keys) else { return nil }
    let court = section.required("court")?.read(as: .courtCode) { CourtCode($0) }
    let (person, scanner) = (section.requiredText("operator"), section.requiredText("scanner"))
    let seal = section.required("seal").flatMap(SealFiles.init)
    guard let court, let person, let scanner, let seal else { return nil }
    self.init(channel: channel, court: court, operatorName: person, scanner: scanner, seal: seal)
    if let kind = section.optional("kind")?.choice(among: DocumentTypes.all.map(\.code)) { documentType = kind }
    let resolutions = 50...1200
    let dots = section.optional("minimumResolution")?.read(as: .count(resolutions)) { text in
      CountText.count(text).flatMap { resolutions.contains($0) ? $0 : nil }
    }
    if let dots { coarsest = dots }
    let term = section.optional("settleTerm")?.read(as: .duration(Settings.settleTerms)) { text in
      DurationText.duration(text).flatMap { Settings.settleTerms.contains($0) ? $0 : nil }
    }
    if let term { settleTerm = term }
    let keep = section.optional("keepStacks")?.read(as: .duration(Self.keepTerms)) { text in
      DurationText.duration(text).flatMap { Self.keepTerms.contains($0) ? $0 : nil }
    }
    if let keep { keepTerm = keep }
    if let template = section.optional("index") { index.take(template) }
  }
}

extension ScanPolicy.Index {
  fileprivate mutating func take(_ value: YAMLValue) {
    guard let section = value.section(keys: ["name", "format", "delimiter", "row", "columns"]) else { return }
    let name = section.optional("name")?.read(as: .notEmpty) { $0.isEmpty || $0.contains("/") ? nil : $0 }
    if let name { fileName = name }
    let byName = fileName.lowercased().hasSuffix(".xml") ? "xml" : "csv"
    takeFormat(section.optional("format").map { $0.choice(among: ["csv", "xml"]) } ?? byName, section)
    guard let columns = section.optional("columns")?.section(keys: Set(Column.allCases.map(\.rawValue))) else { return }
    for column in Column.allCases {
      let heading = columns.optional(column.rawValue)?.read(as: .notEmpty) { $0.isEmpty ? nil : $0 }
      if let heading { names[column] = heading }
    }
  }

  /// - Parameter name: Nil where it is none, which was told.
  private mutating func takeFormat(_ name: String?, _ section: YAMLSection) {
    switch name {
    case "xml":
      // It would look as if it had an effect; and so would a row below.
      section.optional("delimiter")?.report(.keyUnknown(nearest: nil))
      if let row = section.requiredText("row") { format = .xml(row: row) }
    case "csv":
      section.optional("row")?.report(.keyUnknown(nearest: nil))
      let delimiters = [";": UInt8(ascii: ";"), ",": UInt8(ascii: ","), "tab": UInt8(ascii: "\t")]
      let choice = section.optional("delimiter")?.choice(among: delimiters.keys.sorted())
      if let octet = choice.flatMap({ delimiters[$0] }) { format = .csv(delimiter: octet) }
    default: break
    }
  }
}

extension YAMLValue {
  /// Whether the key under which this stands is one of these.
  fileprivate func choice(of name: String, among known: [String]) -> Bool {
    if known.contains(name) { return true }
    report(.keyUnknown(nearest: NearestName.of(name, among: known)))
    return false
  }
}
