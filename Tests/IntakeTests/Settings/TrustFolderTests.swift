import Crypto
import Foundation
import SwiftASN1
import Testing
import X509
import XMLSignature

@testable import Intake

@Suite struct TrustFolderTests {
  /// A certificate for whoever the names say, in PEM and DER.
  private static func certificate(
    subject: X509.DistinguishedName, issuer: X509.DistinguishedName? = nil
  ) throws -> (pem: String, der: Data) {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let certificate = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
      notValidBefore: Date(timeIntervalSince1970: 0), notValidAfter: Date(timeIntervalSince1970: 4_000_000_000),
      issuer: issuer ?? subject, subject: subject, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {}, issuerPrivateKey: key)
    let pem = try certificate.serializeAsPEM()
    return (pem.pemString + "\n", Data(pem.derBytes))
  }

  private static func name(_ commonName: String, unit: String? = nil) throws -> X509.DistinguishedName {
    try X509.DistinguishedName {
      if let unit { OrganizationalUnitName(unit) }
      CommonName(commonName)
    }
  }

  @Test func selfIssuedCertificatesAreAnchorsAndOthersIntermediates() throws {
    let root = try OperatorRoot()
    let (one, two) = (try Self.name("Root One"), try Self.name("Root Two"))
    try root.write(try Self.certificate(subject: one).pem + Self.certificate(subject: two).pem, to: "trust/roots.pem")
    try root.write(try Self.certificate(subject: Self.name("Issuing"), issuer: one).der, to: "trust/issuing.der")
    let trust = try root.load().trust
    #expect(trust.anchors.map(\.subject.text) == ["CN=Root One", "CN=Root Two"])
    #expect(trust.intermediates.map(\.subject.text) == ["CN=Issuing"])
  }

  @Test(arguments: ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
  func aFileThatCannotBeReadIsNamed(text: String) throws {
    let root = try OperatorRoot()
    try root.write(text, to: "trust/broken.pem")
    #expect(try root.defects() == [defect(.trustUnreadable, in: "trust/broken.pem")])
  }

  @Test func aBlockThatCannotBeReadIsNotPassedOver() throws {
    let root = try OperatorRoot()
    let pem = try Self.certificate(subject: Self.name("Root")).pem
    let key = P256.Signing.PrivateKey().pemRepresentation
    try root.write(pem + key + "\n", to: "trust/root.pem")
    #expect(try root.defects() == [defect(.trustPartlyUnreadable(blocks: 2, readable: 1), in: "trust/root.pem")])
  }

  @Test(
    arguments: [
      ("court-intake demo root", nil), ("Court-Intake Demo 2", nil), ("Root", "court-intake demo"),
    ] as [(String, String?)])
  func demoAnchorsAreRefusedWhereDemoDidNotMakeTheRoot(commonName: String, unit: String?) throws {
    let root = try OperatorRoot()
    let subject = try Self.name(commonName, unit: unit)
    try root.write(try Self.certificate(subject: subject).pem, to: "trust/demo.pem")
    let text = "CN=\(commonName)" + (unit.map { ", OU=\($0)" } ?? "")
    #expect(try root.defects() == [defect(.demoAnchor(subject: text), in: "trust/demo.pem")])
    try DemoMark.place(in: root.root)
    let configuration = try root.load()
    #expect(configuration.isDemo)
    #expect(configuration.trust.anchors.count == 1)
  }

  @Test func theSamplesDemoDataIsSoundInADemoRoot() throws {
    let samples = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../inbox-samples/demo").standardized
    let root = try OperatorRoot()
    for name in ["courts.yaml", "issuers", "trust"] {
      try root.remove(name)
      try FileManager.default.copyItem(
        atPath: samples.appendingPathComponent(name).path, toPath: "\(root.root.path)/\(name)")
    }
    let refused = try root.defects()
    #expect(!refused.isEmpty)
    for found in refused {
      guard case .demoAnchor = found.problem else {
        Issue.record("\(found)")
        continue
      }
    }
    try DemoMark.place(in: root.root)
    #expect(try root.defects() == [])
  }
}
