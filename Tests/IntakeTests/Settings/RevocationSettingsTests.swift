import Foundation
import Testing
import XMLSignature

@testable import Intake

@Suite struct RevocationSettingsTests {
  private static func root(_ yaml: String) throws -> OperatorRoot {
    let root = try OperatorRoot()
    try root.write(yaml + "\nchannels:\n  a: {}\n", to: "intake.yaml")
    return root
  }

  @Test func nobodyIsAskedUnlessNamed() throws {
    let settings = try Self.root("").load().settings.revocation
    #expect(settings == RevocationSettings())
    #expect(!settings.asksAnyone)
    #expect(try OperatorRoot().load().settings.revocation == RevocationSettings())
  }

  @Test func everythingIsRead() throws {
    let settings = try Self.root(
      """
      revocation:
        sources:
          - {kind: OCSP, address: "http://ocsp.test/a"}
          - {kind: CRL, address: "https://crl.test/b.crl"}
        useCertificateAddresses: true
        timeLimit: 500ms
        whenAway: warn
      """
    ).load().settings.revocation
    #expect(settings.sources.map(\.kind) == [.answers, .list])
    #expect(settings.sources.map(\.address.absoluteString) == ["http://ocsp.test/a", "https://crl.test/b.crl"])
    #expect(settings.useCertificateAddresses)
    #expect(settings.timeLimit == .milliseconds(500))
    #expect(settings.whenAway == .warn)
  }

  @Test(
    arguments: [
      ("revocation: {source: []}", .keyUnknown(nearest: "sources"), "revocation.source"),
      ("revocation: {sources: [{kind: LDAP, address: \"http://a.test\"}]}", nil, "revocation.sources[1].kind"),
      (
        "revocation: {sources: [{kind: CRL, address: \"ldap://a.test\"}]}", .valueInvalid("ldap://a.test", .address),
        "revocation.sources[1].address"
      ),
      ("revocation: {sources: [{kind: CRL}]}", .keyMissing("address"), "revocation.sources[1]"),
      ("revocation: {whenAway: reject}", nil, "revocation.whenAway"),
      ("revocation: {timeLimit: 1h}", nil, "revocation.timeLimit"),
      ("revocation: {useCertificateAddresses: maybe}", nil, "revocation.useCertificateAddresses"),
    ] as [(String, ConfigurationProblem?, String)])
  func whatIsNotUnderstoodIsADefect(yaml: String, problem: ConfigurationProblem?, key: String) throws {
    let defect = try #require(try Self.root(yaml).defects().first)
    #expect(defect.place.key == key)
    if let problem { #expect(defect.problem == problem) }
  }

  @Test func whoAsksWaitsOrWarns() {
    var settings = RevocationSettings()
    #expect(settings.applied(to: .standard).revocation == ValidationPolicy.standard.revocation)
    settings.useCertificateAddresses = true
    #expect(settings.applied(to: .standard).revocation.signer == .required)
    #expect(settings.applied(to: .standard).revocation.issuers == .whenPublished)
    settings.whenAway = .warn
    let court = settings.applied(to: .court).revocation
    #expect([court.signer, court.issuers, court.authorities] == [.wanted, .wanted, .wanted])
    var silent = ValidationPolicy.standard
    silent.revocation = RevocationPolicy(signer: .none, issuers: .none, authorities: .none)
    #expect(settings.applied(to: silent).revocation.signer == .none)
  }
}
