/// Which certificates a list is about (RFC 5280 §5.2.5).
public struct IssuingDistributionPoint: Sendable, Hashable {
  /// Names of the distribution point; nil when it has none.
  public let names: [GeneralName]?
  public let onlyContainsUserCerts: Bool
  public let onlyContainsCACerts: Bool
  public let onlyContainsAttributeCerts: Bool
  public let isIndirect: Bool
  public let hasOnlySomeReasons: Bool

  init(_ value: DERElement, _ octets: [UInt8]) throws(DERFault) {
    var fields = try value.expect(DERTag.sequence).elements
    if let point = try fields.optional(DERTag.contextConstructed(0), octets) {
      var choice = point.elements
      // A name relative to the issuer is not evaluated: it equals no other.
      let full = try choice.optional(DERTag.contextConstructed(0), octets)
      names = if let full { try GeneralName.list(full, octets) } else { [] }
    } else {
      names = nil
    }
    onlyContainsUserCerts = try Self.flag(1, &fields, octets)
    onlyContainsCACerts = try Self.flag(2, &fields, octets)
    hasOnlySomeReasons = try fields.optional(DERTag.context(3), octets) != nil
    isIndirect = try Self.flag(4, &fields, octets)
    onlyContainsAttributeCerts = try Self.flag(5, &fields, octets)
    try fields.finish("the issuing distribution point")
  }

  private static func flag(_ number: UInt8, _ fields: inout DERElements, _ octets: [UInt8]) throws(DERFault) -> Bool {
    guard let flag = try fields.optional(DERTag.context(number), octets) else { return false }
    guard flag.content.count == 1 else { throw DERFault("a boolean cannot be read") }
    return octets[flag.content.lowerBound] != 0
  }

  /// Why a certificate that is not listed is yet not known to be good; nil when it is (RFC 5280 §6.3.3 (b) and (d)).
  func silence(on certificate: CertificateExtensions) -> String? {
    let isAuthority = certificate.basicConstraints?.isAuthority ?? false
    if onlyContainsAttributeCerts { return "it lists attribute certificates only" }
    if onlyContainsUserCerts, isAuthority { return "it lists no certificates of authorities" }
    if onlyContainsCACerts, !isAuthority { return "it lists certificates of authorities only" }
    if hasOnlySomeReasons { return "it lists revocations for some reasons only" }
    guard let names else { return nil }
    // Points of indirect lists, and those for some reasons only, promise nothing about a list like this one.
    let points = certificate.distributionPoints.filter { $0.listIssuer.isEmpty && $0.reasons == nil }
    guard points.contains(where: { !Set($0.names).isDisjoint(with: names) }) else {
      return "it is for another distribution point than the certificate's"
    }
    return nil
  }
}
