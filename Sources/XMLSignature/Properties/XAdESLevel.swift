/// The baseline levels of EN 319 132-1 §6, by what a signature has; whether its time-stamps and values are good is judged elsewhere.
public enum XAdESLevel: String, Sendable, Hashable, CaseIterable, Comparable {
  /// A signature without properties, or whose properties do not say who signed and when.
  case none = "XMLDSig"
  case baselineB = "XAdES-B-B"
  case baselineT = "XAdES-B-T"
  case baselineLT = "XAdES-B-LT"
  case baselineLTA = "XAdES-B-LTA"

  private var order: Int {
    switch self {
    case .none: 0
    case .baselineB: 1
    case .baselineT: 2
    case .baselineLT: 3
    case .baselineLTA: 4
    }
  }

  public static func < (left: XAdESLevel, right: XAdESLevel) -> Bool { left.order < right.order }
}

/// What level a signature has, and what it lacks for the next one (EN 319 132-1 §6.3, Table 2).
struct XAdESConformance: Sendable {
  let level: XAdESLevel
  /// The form of TS 101 903 §4.4 and Annex B that it has, such as `XAdES-EPES`; nil without properties.
  let form: String?
  /// Names of the elements that the next level demands; empty at the highest.
  let missing: [String]

  /// - Parameters:
  ///   - properties: Nil when the signature has none, or does not sign those that it has.
  ///   - certificates: How many certificates its `ds:KeyInfo` brings.
  init(_ properties: XAdESProperties?, certificates: Int) {
    guard let properties else {
      level = .none
      form = nil
      missing = ["QualifyingProperties"]
      return
    }
    form = Self.form(of: properties)
    var reached = XAdESLevel.none
    for (next, demands) in Self.demands(properties, certificates) {
      let lacking = demands.filter { !$0.isMet }.map(\.name)
      guard lacking.isEmpty else {
        level = reached
        missing = lacking
        return
      }
      reached = next
    }
    level = reached
    missing = []
  }

  private typealias Demand = (name: String, isMet: Bool)

  private static func demands(
    _ properties: XAdESProperties, _ certificates: Int
  ) -> [(XAdESLevel, [Demand])] {
    let unsigned = properties.unsigned
    // All certificates of the chain must be there; those in KeyInfo need not be repeated (§6.3, requirement on
    // CertificateValues).
    let hasCertificates =
      !unsigned.certificateValues.isEmpty || !unsigned.furtherCertificateValues.isEmpty || certificates > 1
    return [
      (
        .baselineB,
        [
          ("SigningCertificateV2", properties.certificate != nil),
          ("SigningTime", properties.signed.signingTime != nil),
        ]
      ),
      (.baselineT, [("SignatureTimeStamp", unsigned.signatureTimeStamps.contains { !$0.tokens.isEmpty })]),
      (
        .baselineLT,
        [
          ("CertificateValues", hasCertificates),
          ("RevocationValues", !unsigned.revocationValues.isEmpty || !unsigned.furtherRevocationValues.isEmpty),
        ]
      ),
      (
        .baselineLTA,
        [("ArchiveTimeStamp", unsigned.archiveTimeStamps.contains { $0.kind == .archive(is141: true) })]
      ),
    ]
  }

  private static func form(of properties: XAdESProperties) -> String {
    let unsigned = properties.unsigned
    let hasReferences =
      (unsigned.has(.completeCertificateRefs) || unsigned.has(.completeCertificateRefsV2))
      && unsigned.has(.completeRevocationRefs)
    let hasValues = !unsigned.certificateValues.isEmpty && !unsigned.revocationValues.isEmpty
    if !unsigned.archiveTimeStamps.isEmpty { return "XAdES-A" }
    if hasReferences, !unsigned.referenceTimeStamps.isEmpty { return hasValues ? "XAdES-X-L" : "XAdES-X" }
    if hasReferences { return "XAdES-C" }
    if !unsigned.signatureTimeStamps.isEmpty { return hasValues ? "XAdES-XL" : "XAdES-T" }
    if case .none = properties.signed.policy { return "XAdES-BES" }
    return "XAdES-EPES"
  }
}
