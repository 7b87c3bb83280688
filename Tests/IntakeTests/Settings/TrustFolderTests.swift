import Crypto
import Foundation
import SwiftASN1
import TestSupport
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
    for name in ["courts.yaml", "treasury.yaml", "issuers", "trust"] {
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

/// Folders of one kind, adding, and the review.
@Suite struct TrustFolderKindTests {
  private static let root = Result { try TestCertificate("Baku Root", extensions: TestCertificate.Extension.authority) }

  private struct Parts {
    let root: TestCertificate
    let issuing: TestCertificate
    let person: TestCertificate
    let responder: TestCertificate

    init() throws {
      typealias Extension = TestCertificate.Extension
      root = try TrustFolderKindTests.root.get()
      issuing = try TestCertificate("Issuing", issuer: root, extensions: Extension.authority)
      person = try TestCertificate("Person", issuer: issuing, extensions: Extension.signer)
      responder = try TestCertificate(
        "Responder", issuer: issuing, extensions: [.extendedKeyUsage("1.3.6.1.5.5.7.3.9")])
    }
  }

  private let now = TestAuthority.day(2026, 6)

  @Test func foldersSayWhatTheirFilesAre() throws {
    let parts = try Parts()
    let root = try OperatorRoot()
    for (folder, certificate) in [
      ("anchors", parts.person), ("intermediates", parts.issuing), ("tsa", parts.root), ("ocsp", parts.responder),
    ] {
      try root.makeFolder("trust/\(folder)")
      try root.write(certificate.pem, to: "trust/\(folder)/one.pem")
    }
    try root.write(parts.root.pem, to: "trust/root.pem")
    let trust = try root.load().trust
    #expect(trust.anchors == [parts.root.record, parts.person.record])
    #expect(trust.intermediates == [parts.issuing.record])
    #expect(trust.timeStampAnchors == [parts.root.record])
    #expect(trust.responders == [parts.responder.record])
  }

  @Test func aCertificateAmongListsIsNamed() throws {
    let root = try OperatorRoot()
    try root.makeFolder("trust/crls")
    try root.write(try Parts().root.pem, to: "trust/crls/root.pem")
    #expect(try root.defects() == [defect(.trustMisplaced(isList: false), in: "trust/crls/root.pem")])
  }

  @Test func whatIsAddedLandsInTheFolderOfItsKindOnce() throws {
    let parts = try Parts()
    let root = try OperatorRoot()
    let path = "\(root.root.path)/trust"
    let both = Array((parts.root.pem + parts.issuing.pem).utf8)
    let added = try TrustFolder.add(both, as: nil, toFolderAt: path, now: now)
    #expect(added.map(\.kind) == [.anchor, .intermediate])
    #expect(added.allSatisfy { !$0.wasThere && !$0.isExpired && !$0.isDemo })
    #expect(added[0].file.hasPrefix("anchors/baku-root-"))
    #expect(try TrustFolder.add(both, as: nil, toFolderAt: path, now: now).allSatisfy(\.wasThere))
    _ = try TrustFolder.add(parts.root.encoded, as: .timeStampAnchor, toFolderAt: path, now: now)
    _ = try TrustFolder.add(parts.responder.encoded, as: nil, toFolderAt: path, now: now)
    let trust = try root.load().trust
    #expect(trust.anchors == [parts.root.record])
    #expect(trust.intermediates == [parts.issuing.record])
    #expect(trust.timeStampAnchors == [parts.root.record])
    #expect(trust.responders == [parts.responder.record])
  }

  @Test func whatIsNotOfTheKindIsRefused() throws {
    let parts = try Parts()
    let root = try OperatorRoot()
    func refusal(_ octets: [UInt8], _ kind: TrustFolder.Kind?) -> TrustRefusal? {
      do {
        _ = try TrustFolder.add(octets, as: kind, toFolderAt: "\(root.root.path)/trust", now: now)
        return nil
      } catch {
        return error as? TrustRefusal
      }
    }
    let subject = parts.person.record.subject.text
    #expect(refusal(Array("nothing".utf8), nil) == .unreadable)
    #expect(refusal(parts.person.encoded, nil) == .kindUnclear(subject: subject))
    for kind in [TrustFolder.Kind.intermediate, .responder, .list] {
      #expect(refusal(parts.person.encoded, kind) == .notA(kind, subject: subject))
    }
    #expect(try root.load().trust.certificates.isEmpty)
    #expect(refusal(parts.person.encoded, .anchor) == nil)
  }

  @Test func theReviewNamesWhatIsWrong() throws {
    let parts = try Parts()
    let root = try OperatorRoot()
    let path = "\(root.root.path)/trust"
    func codes(at time: Date) throws -> Set<TrustReview.Code> {
      let folder = try #require(try TrustFolder.read(path: path))
      return Set(TrustReview(folder, isDemo: false, at: time).notices.map(\.code))
    }
    #expect(try codes(at: now) == [.noAnchor])
    _ = try TrustFolder.add(parts.issuing.encoded, as: nil, toFolderAt: path, now: now)
    #expect(try codes(at: now) == [.noAnchor, .withoutAnchor])
    _ = try TrustFolder.add(parts.root.encoded, as: nil, toFolderAt: path, now: now)
    #expect(try codes(at: now) == [.withoutList])
    #expect(
      try codes(at: TestAuthority.validity.upperBound.addingTimeInterval(-86_400)) == [.withoutList, .expiresSoon])
    #expect(try codes(at: TestAuthority.day(2040)) == [.withoutList, .anchorExpired, .expired])
    #expect(try codes(at: TestAuthority.day(2020)) == [.withoutList, .notYetValid])
  }
}
