extension CertificateExtensions {
  /// A certificate has a dozen; a list as long as this is an attack.
  private static let mostExtensions = 100

  /// Reads the extensions in a range of a certificate's octets.
  mutating func read(_ list: Range<Int>, of octets: [UInt8], version: Int) {
    var seen: Set<String> = []
    var elements = DERElements(in: list)
    do {
      while let element = try elements.next(octets) {
        let item = try Item(element, octets)
        if item.isCritical { critical.insert(item.type) }
        guard seen.insert(item.type).inserted else {
          defects.append(Defect(type: item.type, detail: "the extension stands twice"))
          continue
        }
        guard seen.count <= Self.mostExtensions else {
          defects.append(Defect(type: nil, detail: "there are more than \(Self.mostExtensions) extensions"))
          return
        }
        do {
          try read(item, octets)
        } catch {
          defects.append(Defect(type: item.type, detail: error.detail))
        }
      }
    } catch {
      defects.append(Defect(type: nil, detail: error.detail))
    }
    if version < 3 { defects.append(Defect(type: nil, detail: "a certificate of version \(version) has extensions")) }
  }

  private struct Item {
    let type: String
    let isCritical: Bool
    /// Of the OCTET STRING.
    let value: Range<Int>

    init(_ element: DERElement, _ octets: [UInt8]) throws(DERFault) {
      guard element.tag == DERTag.sequence else { throw DERFault("an extension is not a sequence") }
      var fields = element.elements
      type = try fields.next(DERTag.objectIdentifier, "the type of an extension", octets).objectIdentifier(octets)
      isCritical = try fields.optional(DERTag.boolean, octets)?.boolean(octets) ?? false
      value = try fields.next(DERTag.octetString, "the value of an extension", octets).content
      try fields.finish("an extension")
    }
  }

  private mutating func read(_ item: Item, _ octets: [UInt8]) throws(DERFault) {
    var outer = DERElements(in: item.value)
    guard let value = try outer.next(octets) else { throw DERFault("the extension is empty") }
    try outer.finish("the extension")
    switch item.type {
    case "2.5.29.14": subjectKeyIdentifier = Array(octets[try value.expect(DERTag.octetString).content])
    case "2.5.29.15": keyUsage = KeyUsage(rawValue: try value.expect(DERTag.bitString).namedBits(octets))
    case "2.5.29.17": subjectAlternativeNames = try GeneralName.list(value.expect(DERTag.sequence), octets)
    // issuerAltName names the issuer for people; nothing is decided by it.
    case "2.5.29.18": break
    case "2.5.29.19": basicConstraints = try Self.basicConstraints(value.expect(DERTag.sequence), octets)
    case "2.5.29.30": nameConstraints = try NameConstraints(value.expect(DERTag.sequence), octets)
    case "2.5.29.31": distributionPoints = try Self.distributionPoints(value.expect(DERTag.sequence), octets)
    case "2.5.29.32": policies = try Self.firstIdentifiers(value.expect(DERTag.sequence), octets)
    case "2.5.29.33": policyMappings = try Self.mappings(value.expect(DERTag.sequence), octets)
    case "2.5.29.35": authorityKeyIdentifier = try Self.keyIdentifier(value.expect(DERTag.sequence), octets)
    case "2.5.29.36": policyConstraints = try Self.policyConstraints(value.expect(DERTag.sequence), octets)
    case "2.5.29.37": extendedKeyUsage = try Self.identifiers(value.expect(DERTag.sequence), octets)
    case "2.5.29.54": inhibitAnyPolicy = try value.expect(DERTag.integer).count(octets)
    case "2.5.29.56", "0.4.0.194121.2.1": isNeverRevoked = true
    case "1.3.6.1.5.5.7.1.1": try readAccess(value.expect(DERTag.sequence), octets)
    case "1.3.6.1.5.5.7.1.3": qualifiedStatements = try Self.firstIdentifiers(value.expect(DERTag.sequence), octets)
    case "1.3.6.1.5.5.7.48.1.5": hasNoCheck = true
    default: if item.isCritical { unknownCritical.append(item.type) }
    }
  }

  private static func basicConstraints(
    _ value: DERElement, _ octets: [UInt8]
  ) throws(DERFault) -> BasicConstraints {
    var fields = value.elements
    let isAuthority = try fields.optional(DERTag.boolean, octets)?.boolean(octets) ?? false
    let pathLength = try fields.optional(DERTag.integer, octets)?.count(octets)
    try fields.finish("the extension")
    return BasicConstraints(isAuthority: isAuthority, pathLength: pathLength)
  }

  private static func identifiers(_ value: DERElement, _ octets: [UInt8]) throws(DERFault) -> [String] {
    var identifiers: [String] = []
    var elements = value.elements
    while let element = try elements.next(octets) { identifiers.append(try element.objectIdentifier(octets)) }
    guard !identifiers.isEmpty else { throw DERFault("the extension is empty") }
    return identifiers
  }

  /// Of a list of sequences that begin with an identifier.
  private static func firstIdentifiers(_ value: DERElement, _ octets: [UInt8]) throws(DERFault) -> [String] {
    var identifiers: [String] = []
    var elements = value.elements
    while let element = try elements.next(octets) {
      var fields = try element.expect(DERTag.sequence).elements
      identifiers.append(
        try fields.next(DERTag.objectIdentifier, "an identifier", octets).objectIdentifier(octets))
    }
    return identifiers
  }

  private static func mappings(_ value: DERElement, _ octets: [UInt8]) throws(DERFault) -> [PolicyMapping] {
    var mappings: [PolicyMapping] = []
    var elements = value.elements
    while let element = try elements.next(octets) {
      var fields = try element.expect(DERTag.sequence).elements
      mappings.append(
        PolicyMapping(
          issuerDomain: try fields.next(DERTag.objectIdentifier, "a policy", octets).objectIdentifier(octets),
          subjectDomain: try fields.next(DERTag.objectIdentifier, "a policy", octets).objectIdentifier(octets)))
    }
    return mappings
  }

  private static func policyConstraints(
    _ value: DERElement, _ octets: [UInt8]
  ) throws(DERFault) -> PolicyConstraints {
    var fields = value.elements
    let require = try fields.optional(DERTag.context(0), octets)?.count(octets)
    let inhibit = try fields.optional(DERTag.context(1), octets)?.count(octets)
    try fields.finish("the extension")
    return PolicyConstraints(requireExplicitPolicy: require, inhibitPolicyMapping: inhibit)
  }

  private static func keyIdentifier(
    _ value: DERElement, _ octets: [UInt8]
  ) throws(DERFault) -> AuthorityKeyIdentifier {
    var fields = value.elements
    let identifier = try fields.optional(DERTag.context(0), octets)
    let issuer = try fields.optional(DERTag.contextConstructed(1), octets)
    let serialNumber = try fields.optional(DERTag.context(2), octets)
    try fields.finish("the extension")
    var names: [GeneralName] = []
    if let issuer { names = try GeneralName.list(issuer, octets) }
    return AuthorityKeyIdentifier(
      keyIdentifier: identifier.map { Array(octets[$0.content]) }, issuer: names,
      serialNumber: serialNumber.map { Array(octets[$0.content].drop { $0 == 0 }) })
  }

  private static func distributionPoints(
    _ value: DERElement, _ octets: [UInt8]
  ) throws(DERFault) -> [DistributionPoint] {
    var points: [DistributionPoint] = []
    var elements = value.elements
    while let element = try elements.next(octets) {
      var fields = try element.expect(DERTag.sequence).elements
      var names: [GeneralName] = []
      var hasRelativeName = false
      if let name = try fields.optional(DERTag.contextConstructed(0), octets) {
        var choice = name.elements
        if let full = try choice.optional(DERTag.contextConstructed(0), octets) {
          names = try GeneralName.list(full, octets)
        } else {
          hasRelativeName = true
        }
      }
      let reasons = try fields.optional(DERTag.context(1), octets)?.namedBits(octets)
      var issuer: [GeneralName] = []
      if let names = try fields.optional(DERTag.contextConstructed(2), octets) {
        issuer = try GeneralName.list(names, octets)
      }
      try fields.finish("a distribution point")
      points.append(
        DistributionPoint(names: names, hasRelativeName: hasRelativeName, reasons: reasons, listIssuer: issuer))
    }
    return points
  }

  /// RFC 5280 §4.2.2.1.
  private mutating func readAccess(_ value: DERElement, _ octets: [UInt8]) throws(DERFault) {
    var elements = value.elements
    while let element = try elements.next(octets) {
      var fields = try element.expect(DERTag.sequence).elements
      let method = try fields.next(DERTag.objectIdentifier, "an access method", octets).objectIdentifier(octets)
      guard let location = try fields.next(octets) else { throw DERFault("an access location is missing") }
      guard case .uri(let address) = try GeneralName(location, octets) else { continue }
      switch method {
      case "1.3.6.1.5.5.7.48.1": ocspLocations.append(address)
      case "1.3.6.1.5.5.7.48.2": issuerLocations.append(address)
      default: continue
      }
    }
  }
}

extension DERElement {
  func expect(_ tag: UInt8) throws(DERFault) -> DERElement {
    guard self.tag == tag else { throw DERFault("a field is of another type") }
    return self
  }
}
