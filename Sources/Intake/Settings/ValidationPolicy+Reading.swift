import Filing
import FoundationEssentials
package import XMLSignature

extension ValidationPolicy {
  static let fileName = "validation.yaml"

  /// A policy from the octets of one file, which is no part of a root.
  /// - Throws: ``ConfigurationDefects`` with everything that is wrong in it.
  package static func read(_ octets: [UInt8], from source: String) throws(ConfigurationDefects) -> ValidationPolicy {
    let log = DefectLog()
    let policy = read(octets, from: source, log: log)
    try log.throwIfDefective()
    return policy
  }

  /// What is left out has the value of ``standard``.
  static func read(_ octets: [UInt8], from source: String = fileName, log: DefectLog) -> ValidationPolicy {
    var policy = ValidationPolicy.standard
    let keys: Set = [
      "name", "level", "revocation", "timeStamps", "certificates", "signaturePolicies", "algorithms",
    ]
    guard let file = YAMLFile.section(of: octets, from: source, keys: keys, log: log) else { return policy }
    if let name = file.requiredText("name") { policy.name = name }
    if let level = file.optional("level")?.choice(of: RequiredLevel.self) { policy.level = level }
    if let value = file.optional("revocation") { policy.revocation.read(value) }
    if let value = file.optional("timeStamps") { policy.timeStamps.read(value) }
    if let value = file.optional("certificates") { policy.certificates.read(value) }
    if let list = file.optional("signaturePolicies")?.list { policy.readSignaturePolicies(list) }
    if let value = file.optional("algorithms") { policy.algorithms.read(value) }
    return policy
  }

  private mutating func readSignaturePolicies(_ list: [YAMLValue]) {
    for value in list {
      guard let section = value.section(keys: ["identifier", "digest"]),
        let identifier = section.requiredText("identifier")
      else { continue }
      let digest = section.optional("digest").flatMap(SignaturePolicyDigest.read)
      if signaturePolicies.updateValue(digest, forKey: identifier) != nil { value.report(.entryRepeated(identifier)) }
    }
  }
}

extension RevocationPolicy {
  fileprivate mutating func read(_ value: YAMLValue) {
    guard let section = value.section(keys: ["signer", "issuers", "authorities", "longestAge", "longestDelay"]) else {
      return
    }
    if let choice = section.optional("signer")?.choice(of: Requirement.self) { signer = choice }
    if let choice = section.optional("issuers")?.choice(of: Requirement.self) { issuers = choice }
    if let choice = section.optional("authorities")?.choice(of: Requirement.self) { authorities = choice }
    longestAge = section.optional("longestAge")?.seconds ?? longestAge
    longestDelay = section.optional("longestDelay")?.seconds ?? longestDelay
  }
}

extension TimeStampPolicy {
  fileprivate mutating func read(_ value: YAMLValue) {
    guard let section = value.section(keys: ["broken", "longestDelay", "tolerance"]) else { return }
    if let choice = section.optional("broken")?.choice(of: Broken.self) { broken = choice }
    longestDelay = section.optional("longestDelay")?.seconds ?? longestDelay
    tolerance = section.optional("tolerance")?.seconds ?? tolerance
  }
}

extension CertificatePolicy {
  fileprivate mutating func read(_ value: YAMLValue) {
    guard let section = value.section(keys: ["demandsNonRepudiation", "policies"]) else { return }
    if section.optional("demandsNonRepudiation") != nil {
      demandsNonRepudiation = section.flag("demandsNonRepudiation")
    }
    if let list = section.optional("policies")?.list { policies = Set(list.compactMap(\.text)) }
  }
}

extension AlgorithmPolicy {
  /// Digests and keys that are listed take the place of the standard ones.
  fileprivate mutating func read(_ value: YAMLValue) {
    guard let section = value.section(keys: ["digests", "keys"]) else { return }
    if let digests = section.optional("digests")?.named {
      digestExpiry = [:]
      for (name, value) in digests {
        guard let algorithm = DigestAlgorithm.allCases.first(where: { $0.name == name }) else {
          let names = DigestAlgorithm.allCases.map(\.name)
          value.report(.choiceUnknown(name, nearest: NearestName.of(name, among: names), choices: names))
          continue
        }
        digestExpiry[algorithm] = value.startOfDay
      }
    }
    if let keys = section.optional("keys")?.list { keyMinimums = keys.compactMap(KeyMinimum.read) }
  }
}

extension AlgorithmPolicy.KeyMinimum {
  fileprivate static func read(_ value: YAMLValue) -> Self? {
    guard let section = value.section(keys: ["kind", "bits", "since"]) else { return nil }
    let kind = section.required("kind")?.choice(of: Kind.self)
    let range = 160...65_536
    let bits = section.required("bits")?.read(as: .count(range)) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
    let since = section.required("since")?.startOfDay
    guard let kind, let bits, let since else { return nil }
    return Self(kind: kind, bits: bits, since: since)
  }
}

extension SignaturePolicyDigest {
  fileprivate static func read(_ value: YAMLValue) -> Self? {
    guard let section = value.section(keys: ["algorithm", "value"]) else { return nil }
    let names = DigestAlgorithm.allCases.map(\.name)
    let algorithm = section.required("algorithm")?.choice(among: names).flatMap { name in
      DigestAlgorithm.allCases.first { $0.name == name }
    }
    guard let algorithm else { return nil }
    return section.required("value")?.read(as: .hexadecimal) { Self(algorithm: algorithm, hexadecimal: $0) }
  }
}

extension YAMLValue {
  /// Seconds of a duration.
  fileprivate var seconds: Double? {
    let range: ClosedRange<Duration> = .zero ... .seconds(10 * 366 * 86_400)
    return read(as: .duration(range)) { text in
      DurationText.duration(text).flatMap { range.contains($0) ? $0 : nil }
    }.map { Double($0.components.seconds) + Double($0.components.attoseconds) / 1e18 }
  }

  /// Midnight UTC of a day.
  fileprivate var startOfDay: Date? {
    read(as: .day) { try? Date($0, strategy: .iso8601.year().month().day()) }
  }
}
