import Testing

@testable import Filing

@Suite struct IssuerProfileTests {
  private static func identify(
    _ subject: [(String, String)], issuer: [(String, String)] = [("2.5.4.3", "Test CA"), ("2.5.4.10", "ASXM")]
  ) -> SignerIdentity? {
    FilingFixture.profile.identify(FilingFixture.certificate(subject: subject, issuer: issuer))
  }

  @Test func theNumbersStandWhereTheProfileSays() {
    let signer = Self.identify([
      ("2.5.4.3", "ƏLİYEV RƏŞAD"), ("2.5.4.5", "PNOAZ-5ZXK3QW"), ("2.5.4.97", "NTRAZ-1234567891"),
    ])
    #expect(
      signer
        == SignerIdentity(
          profile: "asan-imza", fin: PersonalNumber("5ZXK3QW"), voen: TaxNumber("1234567891"),
          commonName: "ƏLİYEV RƏŞAD"))
  }

  @Test func oneNumberIsEnough() {
    #expect(Self.identify([("2.5.4.97", "NTRAZ-1234567891")])?.voen?.text == "1234567891")
  }

  @Test(arguments: [
    [("2.5.4.3", "5ZXK3QW")],
    [("2.5.4.5", "5ZXK3QW")],
    [("2.5.4.5", "PNOAZ-")],
    [("2.5.4.5", "xPNOAZ-5ZXK3QW")],
    [("2.5.4.5", "PNOAZ-5ZXK3QWx")],
    [("2.5.4.5", "PNOAZ-5ZXK3QW ")],
    [("2.5.4.5", "pnoaz-5ZXK3QW")],
    [("2.5.4.5", "PNOAZ-5zxk3qw")],
    [("2.5.4.5", "PNOAZ-5ZXK3QW"), ("2.5.4.5", "PNOAZ-5ZXK3QW")],
    [("2.5.4.5", "PNOAZ-5ZXK3QW"), ("2.5.4.5", "other")],
    [("2.5.4.5", "PNOAZ-5ZXK3QW"), ("2.5.4.97", "NTRAZ-1234567891"), ("2.5.4.97", "NTRAZ-1234567892")],
  ])
  func lookAlikesIdentifyNobody(subject: [(String, String)]) { #expect(Self.identify(subject) == nil) }

  @Test(arguments: [
    [], [("2.5.4.3", "Test CA")], [("2.5.4.3", "Test CA 2"), ("2.5.4.10", "ASXM")],
    [("2.5.4.3", "Test CA"), ("2.5.4.3", "Other"), ("2.5.4.10", "ASXM")],
  ])
  func anotherIssuerSaysNothing(issuer: [(String, String)]) {
    #expect(Self.identify([("2.5.4.5", "PNOAZ-5ZXK3QW")], issuer: issuer) == nil)
  }

  @Test func aProfileWithoutIssuerFitsNoCertificate() {
    let profile = IssuerProfile(
      name: "any", issuer: [], personalNumber: .init(oid: "2.5.4.5", pattern: "PNOAZ-{FIN}"), taxNumber: nil)
    #expect(profile.identify(FilingFixture.certificate()) == nil)
  }
}
