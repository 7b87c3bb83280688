package import Filing

extension TariffSchedule {
  /// What `court-intake init` ships.
  package static let shipped: TariffSchedule = {
    let log = DefectLog()
    let tariffs = RootTemplate.files.filter { $0.path.hasPrefix("tariffs/") }.compactMap { file in
      Tariff.read(file.octets, from: file.path, log: log)
    }
    guard log.defects.isEmpty, let schedule = LocatedTariff.schedule(tariffs, log: log) else {
      preconditionFailure("What is shipped is sound: \(log.defects)")
    }
    return schedule
  }()

  /// The tariffs of a root; its other files are not looked at.
  /// - Throws: `ConfigurationDefects` with everything that is wrong in them, or `FileFailure` when one that is there cannot
  ///   be read.
  package static func load(rootPath: String) throws -> TariffSchedule {
    guard let root = try OperatorFolder(path: rootPath) else {
      throw ConfigurationDefects([ConfigurationDefect(.rootMissing, at: ConfigurationPlace(source: rootPath))])
    }
    let log = DefectLog()
    let schedule = try IntakeConfiguration.readTariffs(in: root, log: log)
    try log.throwIfDefective()
    guard let schedule else { preconditionFailure("What is missing was reported") }
    return schedule
  }
}
