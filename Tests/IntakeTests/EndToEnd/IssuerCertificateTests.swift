import Filing
import TestSupport
import Testing
import XMLSignature

@testable import Intake

/// Certificates modelled on the three issuers, read from their encoding by the profiles that `court-intake init` ships.
@Suite struct IssuerCertificateTests {
  private static let authorities = Result {
    try ["ID Card CA", "ASXM ASAN Imza CA", "MSXM e-Imza CA"].map {
      try TestCertificate($0, extensions: TestCertificate.Extension.authority)
    }
  }

  enum Issuer: Int, Sendable {
    case idCard, asanImza, eImza
  }

  private static let commonName = "2.5.4.3"
  private static let serialNumber = "2.5.4.5"
  private static let organization = "2.5.4.10"
  private static let organizationIdentifier = "2.5.4.97"

  /// Who the certificate with this subject says that it belongs to.
  private static func identify(
    _ subject: [UInt8], _ issuer: Issuer, authority: TestCertificate? = nil,
    extensions: [TestCertificate.Extension] = TestCertificate.Extension.signer
  ) throws -> SignerIdentity? {
    let authority = try authority ?? authorities.get()[issuer.rawValue]
    let certificate = try TestCertificate("", issuer: authority, extensions: extensions, subject: subject)
    return try OperatorRoot().load().reference.identify(CertificateFacts(certificate.record))
  }

  private static func name(_ attributes: [(type: String, value: String)]) -> [UInt8] {
    TestDER.name([("2.5.4.6", "AZ")] + attributes)
  }

  struct Model: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let issuer: Issuer
    let subject: [(type: String, value: String)]
    let profile: String
    var fin: String?
    var voen: String?
  }

  @Test(arguments: [
    Model(
      testDescription: "ID card", issuer: .idCard,
      subject: [(commonName, "ƏLİYEV RƏŞAD"), (serialNumber, "PNOAZ-5ZXK3QW")],
      profile: "id-card", fin: "5ZXK3QW"),
    Model(
      testDescription: "ASAN İmza, citizen", issuer: .asanImza,
      subject: [(commonName, "MƏMMƏDOVA AYSEL"), (serialNumber, "PNOAZ-1A2B3C4")], profile: "asan-imza", fin: "1A2B3C4"),
    Model(
      testDescription: "ASAN İmza, business", issuer: .asanImza,
      subject: [
        (organization, "“Xəzər” MMC"), (organizationIdentifier, "VATAZ-1234567891"), (commonName, "QULİYEV ORXAN"),
        (serialNumber, "PNOAZ-7H8J9K0"),
      ], profile: "asan-imza", fin: "7H8J9K0", voen: "1234567891"),
    Model(
      testDescription: "ASAN İmza, governmental", issuer: .asanImza,
      subject: [
        (organization, "Ədliyyə Nazirliyi"), (organizationIdentifier, "VATAZ-9876543211"),
        (commonName, "HƏSƏNOV ELÇİN"),
        (serialNumber, "PNOAZ-2L3M4N5"),
      ], profile: "asan-imza", fin: "2L3M4N5", voen: "9876543211"),
    Model(
      testDescription: "e-İmza, citizen", issuer: .eImza,
      subject: [(commonName, "İBRAHİMOV TURAL"), (serialNumber, "6P7Q8R9")], profile: "e-imza", fin: "6P7Q8R9"),
    Model(
      testDescription: "e-İmza, legal person", issuer: .eImza,
      subject: [
        (organization, "“Günəş” ASC"), (organizationIdentifier, "VATAZ-1357924681"), (commonName, "“Günəş” ASC"),
      ], profile: "e-imza", voen: "1357924681"),
  ])
  func eachModelIdentifiesTheRightPersonOrCompany(_ model: Model) throws {
    let identity = try #require(try Self.identify(Self.name(model.subject), model.issuer))
    #expect(identity.profile == model.profile)
    #expect(identity.fin?.text == model.fin)
    #expect(identity.voen?.text == model.voen)
    // The same attributes under another issuer follow that issuer's profile, or none.
    let stranger = try TestCertificate("Some CA", extensions: TestCertificate.Extension.authority)
    #expect(try Self.identify(Self.name(model.subject), model.issuer, authority: stranger) == nil)
  }

  /// Values of one serialNumber attribute that look like the FİN 5ZXK3QW.
  @Test(arguments: [
    "PNOAZ-5ZХK3QW",  // Cyrillic Х
    "РNOAZ-5ZXK3QW",  // Cyrillic Р
    "PNOAZ-５ZXK3QW",  // full-width 5
    "PNOAZ-5ZXK3QẆ", "PNOAZ-5ZXK3QW\u{0}", "PNOAZ-5ZXK3QW\u{200B}", "PNOAZ\u{2010}5ZXK3QW", "PNOAZ-5zxk3qw",
    "PNOAZ-5ZXK3QI", "PNOAZ-5ZXK3QO", "PNOAZ-5ZXK3Q", "PNOAZ-5ZXK3QW1", " PNOAZ-5ZXK3QW", "PNOTR-5ZXK3QW", "5ZXK3QW",
    "PNOAZ-PNOAZ-5ZXK3QW",
  ])
  func aValueThatLooksLikeTheNumberIdentifiesNobody(value: String) throws {
    let subject = Self.name([(Self.commonName, "ƏLİYEV RƏŞAD"), (Self.serialNumber, value)])
    #expect(try Self.identify(subject, .asanImza) == nil)
    #expect(try Self.identify(subject, .idCard) == nil)
  }

  /// The number in other attributes: common name, surname, unit, dnQualifier, title, user id, unique identifier.
  @Test(arguments: ["2.5.4.3", "2.5.4.4", "2.5.4.11", "2.5.4.46", "2.5.4.12", "0.9.2342.19200300.100.1.1", "2.5.4.45"])
  func theNumberInAnotherAttributeIdentifiesNobody(type: String) throws {
    #expect(try Self.identify(Self.name([(type, "PNOAZ-5ZXK3QW")]), .asanImza) == nil)
    #expect(try Self.identify(Self.name([(type, "5ZXK3QW")]), .eImza) == nil)
    #expect(try Self.identify(Self.name([(type, "VATAZ-1234567891")]), .eImza) == nil)
  }

  @Test func theNumberAmongAlternativeNamesIdentifiesNobody() throws {
    let names = TestCertificate.Extension.alternativeNames(
      TestGeneralName.directory([(Self.serialNumber, "PNOAZ-5ZXK3QW")]))
    let identity = try Self.identify(
      Self.name([(Self.commonName, "ƏLİYEV RƏŞAD")]), .asanImza,
      extensions: TestCertificate.Extension.signer + [names])
    #expect(identity == nil)
  }

  @Test func twoSerialNumbersIdentifyNobody() throws {
    let (one, two) = ((Self.serialNumber, "PNOAZ-5ZXK3QW"), (Self.serialNumber, "PNOAZ-1A2B3C4"))
    #expect(try Self.identify(Self.name([one, two]), .asanImza) == nil)
    #expect(try Self.identify(Self.name([one, one]), .asanImza) == nil)
    // Both in one relative name.
    let attribute = { (value: String) in TestDER.sequence(TestDER.identifier(Self.serialNumber), TestDER.utf8(value)) }
    let joined = TestDER.sequence(TestDER.set(attribute(one.1), attribute(two.1)))
    #expect(try Self.identify(joined, .asanImza) == nil)
    let companies = [
      (Self.organizationIdentifier, "VATAZ-1234567891"), (Self.organizationIdentifier, "VATAZ-9876543211"),
    ]
    #expect(try Self.identify(Self.name([one] + companies), .asanImza) == nil)
  }

  /// The issuer's name with a Cyrillic А, in capitals, with a space more, or beside another one.
  @Test(arguments: ["АSXM ASAN Imza CA", "ASXM ASAN IMZA CA", "ASXM  ASAN Imza CA", "ASXM ASAN İmza CA"])
  func anIssuerThatLooksLikeOneSaysNothing(name: String) throws {
    let authority = try TestCertificate(name, extensions: TestCertificate.Extension.authority)
    let subject = Self.name([(Self.serialNumber, "PNOAZ-5ZXK3QW")])
    #expect(try Self.identify(subject, .asanImza, authority: authority) == nil)
  }

  @Test func theStringTypeOfANumberDoesNotMatter() throws {
    let text = Array("PNOAZ-5ZXK3QW".utf8)
    for value in [
      TestDER.element(0x13, text), TestDER.element(0x16, text), TestDER.element(0x1E, text.flatMap { [0, $0] }),
    ] {
      let identity = try Self.identify(TestDER.name(of: [(Self.serialNumber, value)]), .idCard)
      #expect(identity?.fin?.text == "5ZXK3QW")
    }
  }
}
