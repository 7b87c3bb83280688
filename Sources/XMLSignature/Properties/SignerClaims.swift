/// Where the signer claims to have signed (EN 319 132-1 §5.2.5).
struct SignatureProductionPlace: Sendable, Hashable {
  let city: String?
  /// Only in the second version.
  let streetAddress: String?
  let stateOrProvince: String?
  let postalCode: String?
  let countryName: String?

  init(_ element: XMLTree.NodeID, by reader: XAdESReader) {
    city = reader.text("City", of: element)
    streetAddress = reader.text("StreetAddress", of: element)
    stateOrProvince = reader.text("StateOrProvince", of: element)
    postalCode = reader.text("PostalCode", of: element)
    countryName = reader.text("CountryName", of: element)
  }
}

/// In what role the signer says to have signed (EN 319 132-1 §5.2.6).
struct SignerRoles: Sendable {
  /// As text; the signer's word alone.
  private(set) var claimed: [String] = []
  /// Attribute certificates, recognised and not validated.
  private(set) var certified: [EncapsulatedValue] = []
  /// Attribute certificates in another form, and signed assertions: recognised and not validated.
  private(set) var others: [XMLTree.NodeID] = []

  static let none = SignerRoles()

  private init() {}

  init(_ element: XMLTree.NodeID, by reader: XAdESReader) {
    if let list = reader.child("ClaimedRoles", of: element) {
      claimed = reader.children("ClaimedRole", of: list).compactMap { reader.text(of: $0) }
    }
    if let list = reader.child("CertifiedRoles", of: element) {
      certified = reader.children("CertifiedRole", of: list).map { EncapsulatedValue($0, in: reader.tree) }
    }
    if let list = reader.child("CertifiedRolesV2", of: element) {
      for form in reader.children("CertifiedRole", of: list).flatMap({ Array(reader.tree.elements(in: $0)) }) {
        if reader.isNamed(form, "X509AttributeCertificate") {
          certified.append(EncapsulatedValue(form, in: reader.tree))
        } else {
          others.append(form)
        }
      }
    }
    if let list = reader.child("SignedAssertions", of: element) {
      others += reader.children("SignedAssertion", of: list)
    }
  }
}
