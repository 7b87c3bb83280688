import Filing

extension ChannelPolicy {
  private static let keys: Set<String> = [
    "forms", "kinds", "courts", "senders", "maximumPackageSize", "maximumFiles", "maximumDocumentSize", "completeness",
    "settleTerm", "pollInterval", "share", "packagesPerHour", "mounted",
  ]

  /// Channels by name, each with what it takes.
  static func read(_ value: YAMLValue, courts: CourtDirectory?) -> [ChannelPolicy] {
    guard let named = value.named else { return [] }
    if named.isEmpty { value.report(.shapeUnexpected(.keys)) }
    return named.compactMap { ChannelPolicy(name: $0.name, $0.value, courts) }.sorted { $0.name < $1.name }
  }

  private init?(name: String, _ value: YAMLValue, _ known: CourtDirectory?) {
    if FolderLabel(name) == nil { value.report(.valueInvalid(name, .channelName)) }
    guard let section = value.section(keys: Self.keys) else { return nil }
    let defaults = ChannelPolicy(name: name)
    self.init(
      name: name,
      forms: section.optional("forms").map { Self.choices($0, of: Form.self) } ?? defaults.forms,
      kinds: section.optional("kinds").map { Self.choices($0, of: Kind.self) } ?? defaults.kinds,
      courts: Self.courts(section.optional("courts"), known),
      senders: Self.entries(section.optional("senders"), as: .filerNumber) { text in
        PersonalNumber(text) != nil || TaxNumber(text) != nil ? text : nil
      },
      maximumPackageSize: Self.size(section.optional("maximumPackageSize")) ?? defaults.maximumPackageSize,
      maximumFiles: Self.count(section.optional("maximumFiles"), in: 1...100_000) ?? defaults.maximumFiles,
      maximumDocumentSize: Self.size(section.optional("maximumDocumentSize")) ?? defaults.maximumDocumentSize)
    completeness = section.optional("completeness")?.choice(of: Completeness.self) ?? defaults.completeness
    settleTerm = Self.time(section.optional("settleTerm"), in: Settings.settleTerms)
    pollInterval = Self.time(section.optional("pollInterval"), in: Settings.pollIntervals)
    share = Self.count(section.optional("share"), in: 1...100) ?? defaults.share
    packagesPerHour = Self.count(section.optional("packagesPerHour"), in: 1...100_000_000)
    isMountPoint = section.flag("mounted")
  }

  /// A channel that takes nothing is a mistake.
  private static func choices<Choice: CaseIterable & RawRepresentable<String> & Hashable>(
    _ value: YAMLValue, of type: Choice.Type
  ) -> Set<Choice> {
    guard let list = value.list else { return [] }
    if list.isEmpty {
      value.report(.choiceUnknown("[]", nearest: nil, choices: type.allCases.map(\.rawValue)))
    }
    return Set(list.compactMap { $0.choice(of: type) })
  }

  /// A channel for a court that the directory does not know would take nothing.
  private static func courts(_ value: YAMLValue?, _ known: CourtDirectory?) -> Set<CourtCode> {
    let courts = (value?.list ?? []).compactMap { entry -> CourtCode? in
      guard let court = entry.read(as: .courtCode, { CourtCode($0) }) else { return nil }
      if let known, known[court] == nil { _ = entry.choice(among: known.all.map(\.code.text)) }
      return court
    }
    return Set(courts)
  }

  private static func entries<Entry: Hashable>(
    _ value: YAMLValue?, as form: ValueForm, _ parse: (String) -> Entry?
  ) -> Set<Entry> {
    Set((value?.list ?? []).compactMap { $0.read(as: form, parse) })
  }

  private static func size(_ value: YAMLValue?) -> Int64? {
    let range: ClosedRange<Int64> = 1024...(1 << 40)
    return value?.read(as: .size(range)) { text in
      SizeText.octets(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  private static func count(_ value: YAMLValue?, in range: ClosedRange<Int>) -> Int? {
    value?.read(as: .count(range)) { text in
      CountText.count(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  private static func time(_ value: YAMLValue?, in range: ClosedRange<Duration>) -> Duration? {
    value?.read(as: .duration(range)) { text in
      DurationText.duration(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }
}
