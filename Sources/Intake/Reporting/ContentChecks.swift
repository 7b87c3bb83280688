/// Whether what settings have checked of documents can be checked now.
package struct ContentChecks: Sendable {
  /// A program that looks into scans and is not there.
  package struct MissingProgram: Sendable {
    package let name: String
    package let debianPackage: String

    package init(name: String, debianPackage: String) {
      self.name = name
      self.debianPackage = debianPackage
    }
  }

  /// Empty where nothing is scanned here.
  package let missingPrograms: [MissingProgram]
  package let virusScanner: VirusScannerStanding

  /// - Parameter missingPrograms: What the intake itself cannot know: it opens no scans.
  package init(_ settings: Settings, missingPrograms: [MissingProgram]) {
    self.missingPrograms = settings.scans.isEmpty ? [] : missingPrograms
    virusScanner = VirusScannerStanding(settings.virusScan)
  }

  var concerns: [Concern] {
    var concerns: [Concern] = []
    if case .away(let reason) = virusScanner { concerns.append(.virusScannerAway(reason: reason)) }
    if !missingPrograms.isEmpty {
      concerns.append(
        .scanProgramsMissing(
          programs: missingPrograms.map(\.name), packages: Set(missingPrograms.map(\.debianPackage)).sorted()))
    }
    return concerns
  }
}

/// How a virus scanner stands with who asks it now.
package enum VirusScannerStanding: Sendable, Hashable {
  case notConfigured
  case answers
  /// The reason is in English.
  case away(reason: String)

  init(_ settings: VirusScanSettings?) {
    guard let settings else {
      self = .notConfigured
      return
    }
    self = ClamClient(settings: settings).ping().map { .away(reason: $0.reason) } ?? .answers
  }
}
