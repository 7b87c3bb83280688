package import Filing
import FilingStore
package import XMLSignature

/// Everything that an operator edits under a root, read and found to be sound.
package struct IntakeConfiguration: Sendable {
  package let settings: Settings
  package let reference: ReferenceData
  package let trust: TrustStore
  /// What signatures must satisfy.
  package let validation: ValidationPolicy
  package var treasury = Treasury()
  /// Nil where notices are not sealed.
  package let seal: NoticeSeal?
  /// Whether `court-intake demo` made the root.
  package let isDemo: Bool

  /// Reads a root's files.
  ///
  /// - Parameters:
  ///   - overrides: Settings from the command line.
  ///   - environment: The process's variables; those that begin with `COURT_INTAKE_` are settings.
  /// - Throws: `ConfigurationDefects` with everything that is wrong in the files, or `FileFailure` when one that is
  ///   there cannot be read.
  package static func load(
    rootPath: String, overrides: [SettingKey: String] = [:], environment: [String: String] = [:]
  ) throws -> IntakeConfiguration {
    guard let root = try OperatorFolder(path: rootPath) else {
      throw ConfigurationDefects([ConfigurationDefect(.rootMissing, at: ConfigurationPlace(source: rootPath))])
    }
    let log = DefectLog()
    let isDemo = try DemoMark.isPresent(in: root.directory)
    let courts = try root.octets(of: FileName(known: "courts.yaml"), log: log).map { octets in
      CourtDirectory.read(octets, log: log)
    }
    let settings = try root.octets(of: FileName(known: "intake.yaml"), log: log).map { octets in
      Settings.read(
        octets, courts: log.defects.isEmpty ? courts : nil, environment: environment, overrides: overrides, log: log)
    }
    let validation = try root.octets(of: FileName(known: "validation.yaml"), log: log).map { octets in
      ValidationPolicy.read(octets, log: log)
    }
    let treasury = try root.optionalOctets(of: FileName(known: "treasury.yaml"), log: log).map { octets in
      Treasury.read(octets, courts: courts, log: log)
    }
    let seal = settings?.seal.flatMap { $0.identity(rootPath: rootPath, log: log) }.map(NoticeSeal.init)
    let issuers = try readIssuers(in: root, log: log)
    let tariffs = try readTariffs(in: root, log: log)
    let trust = try root.folder(FileName(known: "trust"), log: log).map { folder in
      try TrustFolder.read(folder, isDemo: isDemo, log: log).store
    }
    try log.throwIfDefective()
    guard let settings, let courts, let tariffs, let trust, let validation else {
      preconditionFailure("What is missing was reported")
    }
    return IntakeConfiguration(
      settings: settings,
      reference: ReferenceData(
        courts: courts, issuerProfiles: issuers, tariffs: tariffs, severities: settings.severities,
        cardPrefixes: treasury?.cardPrefixes ?? [], serviceFees: treasury?.serviceFeeAmounts ?? []),
      trust: trust, validation: validation, treasury: treasury ?? Treasury(), seal: seal, isDemo: isDemo)
  }

  /// How payments are proven; nil where they are taken on the filers' word.
  var paymentEvidence: PaymentEvidence? { treasury.paymentEvidence(for: reference.courts.codes) }

  /// What a filer without an open cabinet is told; nil where nobody need have one.
  var findingWithoutCabinet: Finding? { settings.requiredCabinet.finding(graded: settings.severities) }

  private static func readIssuers(in root: OperatorFolder, log: DefectLog) throws(FileFailure) -> [IssuerProfile] {
    var profiles: [IssuerProfile] = []
    try readFiles(in: "issuers", of: root, log: log) { octets, place in
      guard let profile = IssuerProfile.read(octets, from: place.source, log: log) else { return }
      if profiles.contains(where: { $0.name == profile.name }) {
        log.report(.entryRepeated(profile.name), at: place)
      }
      profiles.append(profile)
    }
    return profiles
  }

  static func readTariffs(in root: OperatorFolder, log: DefectLog) throws(FileFailure) -> TariffSchedule? {
    var tariffs: [LocatedTariff] = []
    let isWhole = try readFiles(in: "tariffs", of: root, log: log) { octets, place in
      if let tariff = Tariff.read(octets, from: place.source, log: log) { tariffs.append(tariff) }
    }
    return isWhole ? LocatedTariff.schedule(tariffs, log: log) : nil
  }

  /// Reads a folder's YAML files in order of name; false when a defect was found.
  @discardableResult
  private static func readFiles(
    in folderName: StaticString, of root: OperatorFolder, log: DefectLog,
    _ read: (_ octets: [UInt8], _ place: ConfigurationPlace) -> Void
  ) throws(FileFailure) -> Bool {
    let known = log.defects.count
    guard let folder = try root.folder(FileName(known: folderName), log: log) else { return false }
    let names = try folder.files(endingWith: [".yaml"], log: log)
    if names.isEmpty {
      log.report(.folderEmpty(ending: ".yaml"), at: ConfigurationPlace(source: folderName.description))
    }
    for name in names {
      if let octets = try folder.octets(of: name, log: log) { read(octets, folder.place(of: name)) }
    }
    return log.defects.count == known
  }
}
