import Filing
import FilingStore
import XMLSignature

extension Settings {
  static let fileName = "intake.yaml"

  /// Reads the file and lays the environment and the command line over it.
  ///
  /// - Parameter courts: Those that channels may name; nil where they could not be read.
  static func read(
    _ octets: [UInt8], courts: CourtDirectory?, environment: [String: String], overrides: [SettingKey: String],
    log: DefectLog
  ) -> Settings {
    let file = YAMLFile.section(
      of: octets, from: fileName,
      keys: topLevelKeys.union([
        "parsing", "revocation", "severities", "channels", "seal", "handOver", "cabinets", "witnesses",
        "documentAccess", "scans", "virusScan",
      ]),
      log: log)
    let parsing = file?.optional("parsing")?.section(keys: parsingKeys)
    let written = SettingKey.allCases.reduce(into: [SettingKey: YAMLValue]()) { values, key in
      values[key] = key.section == nil ? file?.optional(key.rawValue) : parsing?.optional(key.lastComponent)
    }
    let layers = SettingLayers(file: written, environment: environment, overrides: overrides, log: log)
    var settings = Settings()
    settings.take(layers)
    if let revocation = file?.optional("revocation") { settings.revocation = RevocationSettings(revocation) }
    settings.virusScan = file?.optional("virusScan").flatMap(VirusScanSettings.init)
    if let severities = file?.optional("severities") { settings.severities = SeverityPolicy(severities) }
    if let handOver = file?.optional("handOver") { settings.handOver = HandOverPrograms(handOver) }
    let cabinets = file?.optional("cabinets")?.section(keys: ["required"])
    if let required = cabinets?.required("required")?.choice(of: CabinetRequirement.self) {
      settings.requiredCabinet = required
    }
    if let access = file?.optional("documentAccess") { settings.documentAccess = Self.documentAccess(access) }
    if let witnesses = file?.optional("witnesses") { settings.witnesses = Self.witnesses(witnesses) }
    settings.seal = file?.optional("seal").flatMap(SealFiles.init)
    if let file, let channels = file.required("channels") {
      settings.channels = ChannelPolicy.read(channels, courts: courts)
    }
    if let scans = file?.optional("scans") { settings.scans = ScanPolicy.read(scans, channels: settings.channels) }
    return settings
  }

  /// By document type, where it is not what the type's documents are as shipped.
  private static func documentAccess(_ value: YAMLValue) -> [String: DocumentAccess] {
    var classes: [String: DocumentAccess] = [:]
    for (name, value) in value.named ?? [] {
      guard DocumentTypes.type(for: name) != nil else {
        value.report(.keyUnknown(nearest: NearestName.of(name, among: DocumentTypes.all.map(\.code))))
        continue
      }
      if let access = value.choice(of: DocumentAccess.self) { classes[name] = access }
    }
    return classes
  }

  /// Names of outbox folders, each once.
  private static func witnesses(_ value: YAMLValue) -> [String] {
    var names: [String] = []
    for item in value.list ?? [] {
      guard let name = item.text else { continue }
      if FolderLabel(name) == nil || names.contains(name) {
        item.report(.valueInvalid(name, .channelName))
      } else {
        names.append(name)
      }
    }
    return names
  }

  private static let topLevelKeys = Set(SettingKey.allCases.filter { $0.section == nil }.map(\.rawValue))
  private static let parsingKeys = Set(SettingKey.allCases.filter { $0.section != nil }.map(\.lastComponent))

  private mutating func take(_ layers: SettingLayers) {
    layers.duration(.settleTerm, in: Self.settleTerms, into: &settleTerm)
    layers.duration(.pollInterval, in: Self.pollIntervals, into: &pollInterval)
    var space = Int(diskLimits.octets)
    layers.size(.freeSpace, upTo: 1 << 50, into: &space)
    diskLimits.octets = Int64(space)
    var files = Int(diskLimits.files)
    layers.count(.freeFiles, in: 0...1_000_000_000, into: &files)
    diskLimits.files = Int64(files)
    layers.duration(.incompleteTerm, in: .seconds(1)...(.seconds(365 * 86_400)), into: &incompleteTerm)
    layers.duration(.receptionNoticeAfter, in: .zero...(.seconds(86_400)), into: &receptionNoticeAfter)
    layers.duration(.keepAcknowledged, in: .zero...(.seconds(3650 * 86_400)), into: &keepAcknowledged)
    var keepUnacknowledged = Duration.zero
    layers.duration(.keepUnacknowledged, in: .seconds(3600)...(.seconds(3650 * 86_400)), into: &keepUnacknowledged)
    self.keepUnacknowledged = keepUnacknowledged == .zero ? nil : keepUnacknowledged
    layers.duration(.deferralTerm, in: .seconds(1)...(.seconds(3650 * 86_400)), into: &deferralTerm)
    layers.metricsFile(.metricsFile, into: &metricsFile)
    layers.duration(.metricsInterval, in: .seconds(1)...(.seconds(86_400)), into: &metricsInterval)
    var workers = 0
    layers.count(.workers, in: 1...1024, into: &workers)
    self.workers = workers == 0 ? nil : workers
    layers.count(.groupSize, in: 1...10_000, into: &groupSize)
    layers.count(.attemptsBeforeQuarantine, in: 1...100, into: &attemptsBeforeQuarantine)
    let widest = ParsingLimits.widest
    layers.size(.parsingBytes, upTo: widest.bytes, into: &parsing.bytes)
    layers.count(.parsingDepth, in: 8...widest.depth, into: &parsing.depth)
    layers.count(.parsingNodes, in: 100...widest.nodes, into: &parsing.nodes)
    layers.count(.parsingAttributes, in: 8...widest.attributes, into: &parsing.attributes)
    layers.count(.parsingNames, in: 100...widest.names, into: &parsing.names)
    layers.size(.parsingMarkup, upTo: widest.markup, into: &parsing.markup)
    layers.size(.parsingText, upTo: widest.text, into: &parsing.text)
    layers.size(.parsingHeldText, upTo: 1 << 30, into: &parsing.heldText)
    layers.count(.parsingContainerRatio, in: 2...ZIPLimits.widest.ratio, into: &containerRatio)
  }
}

extension SettingKey {
  fileprivate var lastComponent: String { rawValue.split(separator: ".").last.map(String.init) ?? rawValue }
}
