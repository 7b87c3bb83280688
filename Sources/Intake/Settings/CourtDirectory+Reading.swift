import Filing

extension CourtDirectory {
  static let fileName = "courts.yaml"

  /// Kinds of court (DOMAIN: identifiers). For the reader of the file; no rule asks for it.
  private enum Kind: String, CaseIterable {
    case district, commercial, administrative, military, appeal, supreme
    case seriousCrimes = "serious-crimes"
  }

  static func read(_ octets: [UInt8], log: DefectLog) -> CourtDirectory {
    guard let file = YAMLFile.section(of: octets, from: fileName, keys: ["courts"], log: log),
      let value = file.required("courts"), let list = value.list
    else { return CourtDirectory([]) }
    if list.isEmpty { value.report(.shapeUnexpected(.list)) }
    var known: Set<CourtCode> = []
    let courts = list.compactMap { entry -> Court? in
      guard let court = court(entry) else { return nil }
      if !known.insert(court.code).inserted { entry.report(.entryRepeated(court.code.text)) }
      return court
    }
    return CourtDirectory(courts)
  }

  private static func court(_ value: YAMLValue) -> Court? {
    guard let section = value.section(keys: ["code", "name", "kind", "seals", "officers"]) else { return nil }
    let code = section.required("code")?.read(as: .courtCode) { CourtCode($0) }
    let names = section.required("name")?.section(keys: ["az", "en"])
    let (azerbaijani, english) = (names?.requiredText("az"), names?.requiredText("en"))
    _ = section.required("kind")?.choice(of: Kind.self)
    let seals = (section.required("seals")?.list ?? []).compactMap { seal in
      seal.read(as: .fingerprint) { ContentHash(fingerprint: $0) }
    }
    let officers = (section.optional("officers")?.list ?? []).compactMap { officer in
      officer.read(as: .filerNumber) { PersonalNumber($0) }
    }
    guard let code, let azerbaijani, let english else { return nil }
    return Court(
      code: code, nameInAzerbaijani: azerbaijani, nameInEnglish: english, seals: Set(seals), officers: Set(officers))
  }
}
