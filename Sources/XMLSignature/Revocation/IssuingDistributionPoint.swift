/// Which certificates a list is about (RFC 5280 §5.2.5).
public struct IssuingDistributionPoint: Sendable, Hashable {
  public let onlyContainsUserCerts: Bool
  public let onlyContainsCACerts: Bool
  public let onlyContainsAttributeCerts: Bool
  public let isIndirect: Bool
  public let hasOnlySomeReasons: Bool
  /// Encoded general names of the distribution point; nil when it has no name, empty when it is named relative to the
  /// issuer.
  let names: Set<[UInt8]>?

  init(_ value: DERCursor) throws(RevocationDefect) {
    var value = value
    var fields = value.inside(try value.next(DERCursor.Tag.sequence, "issuing distribution point"))
    try value.finish()
    names = try fields.next(if: DERCursor.Tag.context(0, constructed: true)).map { point throws(RevocationDefect) in
      try Self.names(of: fields.inside(point))
    }
    func flag(_ number: UInt8) throws(RevocationDefect) -> Bool {
      guard let flag = try fields.next(if: DERCursor.Tag.context(number, constructed: false)) else { return false }
      guard flag.content.count == 1 else { throw RevocationDefect("a flag in it is not one octet") }
      return fields.octets[flag.content.lowerBound] != 0
    }
    onlyContainsUserCerts = try flag(1)
    onlyContainsCACerts = try flag(2)
    hasOnlySomeReasons = try fields.next(if: DERCursor.Tag.context(3, constructed: false)) != nil
    isIndirect = try flag(4)
    onlyContainsAttributeCerts = try flag(5)
    try fields.finish()
  }

  /// `DistributionPointName`: the encoded names of `fullName`.
  static func names(of name: DERCursor) throws(RevocationDefect) -> Set<[UInt8]> {
    var name = name
    let choice = try name.next()
    try name.finish()
    guard choice.tag == DERCursor.Tag.context(0, constructed: true) else { return [] }
    var names: Set<[UInt8]> = []
    var list = name.inside(choice)
    while !list.isAtEnd { names.insert(Array(list.octets[try list.next().range])) }
    return names
  }

  /// Why a certificate that is not listed is yet not known to be good; nil when it is (RFC 5280 §6.3.3 (b) and (d)).
  func silence(isAuthority: Bool, distributionPoints: Set<[UInt8]>) -> String? {
    if onlyContainsAttributeCerts { return "it lists attribute certificates only" }
    if onlyContainsUserCerts, isAuthority { return "it lists no certificates of authorities" }
    if onlyContainsCACerts, !isAuthority { return "it lists certificates of authorities only" }
    if hasOnlySomeReasons { return "it lists revocations for some reasons only" }
    if let names, names.isDisjoint(with: distributionPoints) {
      return "it is for another distribution point than the certificate's"
    }
    return nil
  }
}
