/// Where an issuer writes FİN and VÖEN into its certificates' subjects: data, because no issuer publishes it.
///
/// A pattern is literal text with at most one placeholder, `{FIN}` or `{VOEN}`; the whole attribute value must match.
public struct IssuerProfile: Sendable {
  public struct AttributePattern: Sendable, Hashable {
    /// Dotted OID, such as `2.5.4.5` for serialNumber.
    public let oid: String
    public let pattern: String

    public init(oid: String, pattern: String) {
      self.oid = oid
      self.pattern = pattern
    }
  }

  public let name: String
  /// All must stand in the certificate's issuer name, as they are written here.
  public let issuer: [AttributePattern]
  public let personalNumber: AttributePattern?
  public let taxNumber: AttributePattern?

  public init(
    name: String, issuer: [AttributePattern], personalNumber: AttributePattern?, taxNumber: AttributePattern?
  ) {
    self.name = name
    self.issuer = issuer
    self.personalNumber = personalNumber
    self.taxNumber = taxNumber
  }
}

/// Who a verified certificate says its holder is.
public struct SignerIdentity: Sendable, Hashable {
  public let profile: String
  public let fin: PersonalNumber?
  public let voen: TaxNumber?
  /// Common name of the subject, for people.
  public let commonName: String

  public init(profile: String, fin: PersonalNumber?, voen: TaxNumber?, commonName: String) {
    self.profile = profile
    self.fin = fin
    self.voen = voen
    self.commonName = commonName
  }
}
