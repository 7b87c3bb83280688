import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Every rule of path validation (RFC 5280 §6.1) by itself, with its sub-indication of EN 319 102-1 §5.2.6.
struct CertificateValidationTests {
  typealias Extension = TestCertificate.Extension

  static let root = made { try TestCertificate("Root", extensions: Extension.authority) }
  static let issuing = made { try TestCertificate("Issuing", issuer: root, extensions: Extension.authority) }

  static func made<Part>(_ make: () throws -> Part) -> Part {
    do { return try make() } catch { preconditionFailure("no test certificates: \(error)") }
  }

  /// From the signer up, anchor included.
  static func conclude(
    _ path: [TestCertificate], anchor: TestCertificate = root, purpose: CertificatePurpose = .signing,
    policy: ValidationPolicy = .standard, at time: Date = TestPKI.time,
    revocation: @escaping CertificateValidation.Revocation = { _, _, _ in .unknown([]) }
  ) async -> CertificateConclusion {
    let trust = TrustStore(anchors: [anchor.record])
    return await CertificateValidation(trust: trust, policy: policy).conclude(
      on: path[0].record, for: purpose, offered: path.dropFirst().map(\.record), revocation: revocation, at: time)
  }

  private static func leaf(_ extensions: [Extension], below issuer: TestCertificate = issuing) throws -> TestCertificate
  {
    try TestCertificate("Signer", issuer: issuer, extensions: extensions)
  }

  @Test func aPathInOrderPassesEveryStep() async throws {
    let conclusion = await Self.conclude([try Self.leaf(Extension.signer), Self.issuing])
    #expect(conclusion.subIndication == nil)
    #expect(conclusion.path.map(\.subject.text) == ["CN=Signer, C=AZ", "CN=Issuing, C=AZ", "CN=Root, C=AZ"])
    #expect(
      conclusion.checks.map(\.name) == [
        .chainFound, .chainConstraints, .revocation, .revocation, .certificateValidity, .certificateAlgorithms,
      ])
    #expect(conclusion.checks.allSatisfy { [.passed, .notEvaluated].contains($0.outcome) })
  }

  // MARK: Authorities

  struct IssuerCase: Sendable, CustomTestStringConvertible {
    let name: String
    let extensions: [Extension]
    let failure: SubIndication?
    var version = 3
    var testDescription: String { name }
  }

  @Test(arguments: [
    IssuerCase(name: "no basic constraints", extensions: [.keyUsage(5)], failure: .chainConstraintsFailure),
    IssuerCase(
      name: "not an authority", extensions: [.basicConstraints(isAuthority: false), .keyUsage(5)],
      failure: .chainConstraintsFailure),
    IssuerCase(
      name: "basic constraints not critical", extensions: [.basicConstraints(isCritical: false), .keyUsage(5)],
      failure: nil),
    IssuerCase(
      name: "no keyCertSign", extensions: [.basicConstraints(), .keyUsage(0, 6)], failure: .chainConstraintsFailure),
    IssuerCase(name: "no key usage", extensions: [.basicConstraints()], failure: nil),
    IssuerCase(name: "version 1", extensions: [], failure: .chainConstraintsFailure, version: 1),
    IssuerCase(
      name: "extensions in version 1", extensions: Extension.authority, failure: .certificateChainGeneralFailure,
      version: 1),
    IssuerCase(name: "path length 0 of the lowest", extensions: [.basicConstraints(pathLength: 0)], failure: nil),
    IssuerCase(
      name: "for servers only", extensions: Extension.authority + [.extendedKeyUsage("1.3.6.1.5.5.7.3.1")],
      failure: .chainConstraintsFailure),
    IssuerCase(
      name: "for documents", extensions: Extension.authority + [.extendedKeyUsage("1.3.6.1.5.5.7.3.36")], failure: nil),
    IssuerCase(
      name: "unknown critical extension",
      extensions: Extension.authority + [Extension("1.3.6.1.4.1.99999.1", isCritical: true, [5, 0])],
      failure: .certificateChainGeneralFailure),
    IssuerCase(
      name: "unknown extension", extensions: Extension.authority + [Extension("1.3.6.1.4.1.99999.1", [5, 0])],
      failure: nil),
    IssuerCase(
      name: "an extension twice", extensions: Extension.authority + [.keyUsage(5)],
      failure: .certificateChainGeneralFailure),
    IssuerCase(
      name: "basic constraints that cannot be read",
      extensions: [Extension("2.5.29.19", isCritical: true, [0x30, 3, 1, 1])], failure: .certificateChainGeneralFailure),
    IssuerCase(
      name: "a policy mapped from anyPolicy",
      extensions: Extension.authority + [.policyMapping("2.5.29.32.0", "1.2.3")],
      failure: .chainConstraintsFailure),
  ])
  func anAuthorityMustBeOne(_ issuer: IssuerCase) async throws {
    let authority = try TestCertificate(
      "Authority", issuer: Self.root, extensions: issuer.extensions, version: issuer.version)
    let conclusion = await Self.conclude([try Self.leaf(Extension.signer, below: authority), authority])
    #expect(conclusion.subIndication == issuer.failure, "\(conclusion.finding?.detail ?? "")")
    if issuer.failure == .certificateChainGeneralFailure {
      #expect(conclusion.finding?.code == .certificateUnsupported)
    }
  }

  @Test func pathLengthsCountTheAuthoritiesBelowButNotSelfIssuedOnes() async throws {
    let short = try TestCertificate(
      "Short", issuer: Self.root, extensions: [.basicConstraints(pathLength: 0), .keyUsage(5)])
    let rollover = try TestCertificate("Short", issuer: short, extensions: Extension.authority)
    let below = try TestCertificate("Below", issuer: short, extensions: Extension.authority)
    let good = await Self.conclude([try Self.leaf(Extension.signer, below: rollover), rollover, short])
    #expect(good.subIndication == nil)
    let bad = await Self.conclude([try Self.leaf(Extension.signer, below: below), below, short])
    #expect(bad.subIndication == .chainConstraintsFailure)
  }

  @Test func whatAnAnchorSaysOfItselfIsHonoured() async throws {
    let limited = try TestCertificate("Limited", extensions: [.basicConstraints(pathLength: 0), .keyUsage(5)])
    let between = try TestCertificate("Between", issuer: limited, extensions: Extension.authority)
    #expect(
      await Self.conclude([try Self.leaf(Extension.signer, below: limited)], anchor: limited).subIndication == nil)
    let long = await Self.conclude([try Self.leaf(Extension.signer, below: between), between], anchor: limited)
    #expect(long.subIndication == .chainConstraintsFailure)
    let person = try TestCertificate("Person", extensions: [.keyUsage(0, 1)])
    let victim = await Self.conclude([try Self.leaf(Extension.signer, below: person)], anchor: person)
    #expect(victim.subIndication == .chainConstraintsFailure)
    let old = try TestCertificate("Old", extensions: [], version: 1)
    #expect(await Self.conclude([try Self.leaf(Extension.signer, below: old)], anchor: old).subIndication == nil)
  }

  // MARK: Signers and time-stamp authorities

  static let purposes: [(String, CertificatePurpose, [Extension], SubIndication?)] = [
    ("no extensions", .signing, [], nil),
    ("digitalSignature", .signing, [.keyUsage(0)], nil),
    ("nonRepudiation", .signing, [.keyUsage(1)], nil),
    ("keyEncipherment", .signing, [.keyUsage(2)], .chainConstraintsFailure),
    ("any purpose", .signing, [.extendedKeyUsage("2.5.29.37.0")], nil),
    ("documents", .signing, [.extendedKeyUsage("1.3.6.1.5.5.7.3.36")], nil),
    ("e-mail and servers", .signing, [.extendedKeyUsage("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.4")], nil),
    ("clients", .signing, [.extendedKeyUsage("1.3.6.1.5.5.7.3.2")], nil),
    ("Microsoft", .signing, [.extendedKeyUsage("1.3.6.1.4.1.311.10.3.12")], nil),
    ("Adobe", .signing, [.extendedKeyUsage("1.2.840.113583.1.1.5")], nil),
    ("servers", .signing, [.extendedKeyUsage("1.3.6.1.5.5.7.3.1")], .chainConstraintsFailure),
    (
      "a time-stamp authority", .signing, [.extendedKeyUsage("1.3.6.1.5.5.7.3.8", isCritical: true)],
      .chainConstraintsFailure
    ),
    ("time-stamping", .timeStamping, [.extendedKeyUsage("1.3.6.1.5.5.7.3.8", isCritical: true), .keyUsage(0)], nil),
    ("time-stamping, not critical", .timeStamping, [.extendedKeyUsage("1.3.6.1.5.5.7.3.8")], nil),
    (
      "time-stamping and e-mail", .timeStamping,
      [.extendedKeyUsage("1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.4", isCritical: true)], .chainConstraintsFailure
    ),
    ("any purpose", .timeStamping, [.extendedKeyUsage("2.5.29.37.0", isCritical: true)], .chainConstraintsFailure),
    ("no purpose named", .timeStamping, [], .chainConstraintsFailure),
    (
      "time-stamping without signing", .timeStamping,
      [.extendedKeyUsage("1.3.6.1.5.5.7.3.8", isCritical: true), .keyUsage(5)], .chainConstraintsFailure
    ),
  ]

  @Test(arguments: purposes.indices)
  func aCertificateMustBeForItsPurpose(index: Int) async throws {
    let (name, purpose, extensions, failure) = Self.purposes[index]
    let conclusion = await Self.conclude([try Self.leaf(extensions), Self.issuing], purpose: purpose)
    #expect(conclusion.subIndication == failure, "\(name): \(conclusion.finding?.detail ?? "")")
    let hasWarning = conclusion.checks.contains { $0.outcome == .warning }
    #expect(hasWarning == name.hasSuffix("not critical"))
  }

  @Test func anchorsOfTimeStampAuthoritiesAreNoAnchorsOfSigners() async throws {
    let stamping = try TestCertificate("TSA Root", extensions: Extension.authority)
    let purpose = Extension.extendedKeyUsage("1.3.6.1.5.5.7.3.8", isCritical: true)
    let trust = TrustStore(anchors: [Self.root.record], timeStampAnchors: [stamping.record])
    let validation = CertificateValidation(trust: trust, policy: .standard)
    func failure(_ certificate: TestCertificate, _ purpose: CertificatePurpose) async -> SubIndication? {
      await validation.conclude(
        on: certificate.record, for: purpose, offered: [], revocation: { _, _, _ in .unknown([]) }, at: TestPKI.time
      ).subIndication
    }
    #expect(await failure(try Self.leaf(Extension.signer, below: stamping), .signing) == .noCertificateChainFound)
    #expect(await failure(try Self.leaf(Extension.signer, below: Self.root), .signing) == nil)
    #expect(await failure(try Self.leaf([purpose], below: Self.root), .timeStamping) == .noCertificateChainFound)
    #expect(await failure(try Self.leaf([purpose], below: stamping), .timeStamping) == nil)
  }

  @Test func thePolicyMayDemandNonRepudiationAndCertificatePolicies() async throws {
    let strict = ValidationPolicy(
      name: "strict", certificates: CertificatePolicy(demandsNonRepudiation: true, policies: ["1.2.3.4"]))
    let good = try Self.leaf([.keyUsage(1), .policies("1.2.3.4")])
    #expect(await Self.conclude([good, Self.issuing], policy: strict).subIndication == nil)
    let refused: [[Extension]] = [
      [.keyUsage(0), .policies("1.2.3.4")], [.keyUsage(1), .policies("1.2.3.5")], [.keyUsage(1)],
    ]
    for extensions in refused {
      let conclusion = await Self.conclude([try Self.leaf(extensions), Self.issuing], policy: strict)
      #expect(conclusion.subIndication == .chainConstraintsFailure)
    }
  }

  // MARK: Names

  static let constraints: [(Extension, [Extension], String?, Bool)] = {
    typealias Name = TestGeneralName
    let az: [(type: String, value: String)] = [("2.5.4.6", "AZ")]
    let signer: [(type: String, value: String)] = [("2.5.4.6", "az"), ("2.5.4.3", " SIGNER ")]
    let other: [(type: String, value: String)] = [("2.5.4.6", "TR")]
    return [
      (.nameConstraints(permitted: [Name.directory(az)]), [], nil, true),
      (.nameConstraints(permitted: [Name.directory(other)]), [], nil, false),
      (.nameConstraints(permitted: [Name.directory(other), Name.directory(signer)]), [], nil, true),
      (.nameConstraints(excluded: [Name.directory(signer)]), [], nil, false),
      (.nameConstraints(excluded: [Name.directory(other)]), [], nil, true),
      (.nameConstraints(permitted: [Name.dns("example.az")]), [.alternativeNames(Name.dns("A.Example.az"))], nil, true),
      (
        .nameConstraints(permitted: [Name.dns("example.az")]), [.alternativeNames(Name.dns("badexample.az"))], nil,
        false
      ),
      (.nameConstraints(permitted: [Name.dns("example.az")]), [], nil, true),
      (
        .nameConstraints(permitted: [Name.email("example.az")]), [.alternativeNames(Name.email("a@example.az"))], nil,
        true
      ),
      (
        .nameConstraints(permitted: [Name.email("example.az")]), [.alternativeNames(Name.email("a@b.example.az"))], nil,
        false
      ),
      (
        .nameConstraints(permitted: [Name.email(".example.az")]), [.alternativeNames(Name.email("a@b.example.az"))],
        nil, true
      ),
      (
        .nameConstraints(excluded: [Name.email("a@example.az")]), [.alternativeNames(Name.email("a@EXAMPLE.az"))], nil,
        false
      ),
      (
        .nameConstraints(excluded: [Name.email("a@example.az")]), [.alternativeNames(Name.email("b@example.az"))], nil,
        true
      ),
      (.nameConstraints(excluded: [Name.email("example.az")]), [.alternativeNames(Name.email("nobody"))], nil, false),
      (.nameConstraints(excluded: [Name.email("example.az")]), [], "c@example.az", false),
      (
        .nameConstraints(permitted: [Name.uri(".example.az")]), [.alternativeNames(Name.uri("https://a.example.az/x"))],
        nil, true
      ),
      (
        .nameConstraints(permitted: [Name.uri("example.az")]), [.alternativeNames(Name.uri("https://a.example.az/x"))],
        nil, false
      ),
      (
        .nameConstraints(excluded: [Name.uri("example.az")]),
        [.alternativeNames(Name.uri("https://u@example.az:8443"))], nil, false
      ),
      (.nameConstraints(excluded: [Name.uri("example.az")]), [.alternativeNames(Name.uri("urn:x"))], nil, false),
      (
        .nameConstraints(permitted: [Name.ip([10, 0, 0, 0, 255, 0, 0, 0])]),
        [.alternativeNames(Name.ip([10, 1, 2, 3]))], nil, true
      ),
      (
        .nameConstraints(permitted: [Name.ip([10, 0, 0, 0, 255, 0, 0, 0])]),
        [.alternativeNames(Name.ip([11, 1, 2, 3]))], nil, false
      ),
      (
        .nameConstraints(excluded: [Name.registeredID("1.2.3")]), [.alternativeNames(Name.registeredID("1.2.4"))], nil,
        false
      ),
      (.nameConstraints(excluded: [Name.registeredID("1.2.3")]), [], nil, true),
    ]
  }()

  @Test(arguments: constraints.indices)
  func namesMustSatisfyTheConstraintsAbove(index: Int) async throws {
    let (constraint, extensions, email, isAllowed) = Self.constraints[index]
    let authority = try TestCertificate(
      "Constrained", issuer: Self.root, extensions: Extension.authority + [constraint])
    var attributes: [(type: String, value: [UInt8])] = [
      ("2.5.4.6", TestDER.printable("AZ")), ("2.5.4.3", TestDER.utf8("Signer")),
    ]
    if let email { attributes.append(("1.2.840.113549.1.9.1", TestDER.element(0x16, Array(email.utf8)))) }
    let signer = try TestCertificate(
      "", issuer: authority, extensions: Extension.signer + extensions, subject: TestDER.name(of: attributes))
    let conclusion = await Self.conclude([signer, authority])
    #expect(
      conclusion.subIndication == (isAllowed ? nil : .chainConstraintsFailure), "\(conclusion.finding?.detail ?? "")")
  }

  @Test func namesChainWhateverTheirCaseSpaceAndStringType() async throws {
    let encodings: [[UInt8]] = [
      TestDER.printable("Baku  Root"), TestDER.utf8(" BAKU root"),
      TestDER.element(0x1E, Array("baku root".utf8).flatMap { [0, $0] }),
    ]
    let authority = try TestCertificate(
      "", extensions: Extension.authority, subject: TestDER.name(of: [("2.5.4.3", encodings[0])]))
    for encoding in encodings {
      let signer = try TestCertificate(
        "Signer", issuer: authority, extensions: Extension.signer,
        issuerName: TestDER.name(of: [("2.5.4.3", encoding)]))
      #expect(await Self.conclude([signer], anchor: authority).subIndication == nil)
    }
    // A Cyrillic а, a dotless ı, another type, no space.
    for other in [
      ("2.5.4.3", TestDER.utf8("Bаku Root")), ("2.5.4.3", TestDER.utf8("Bakı Root")), ("2.5.4.10", encodings[0]),
      ("2.5.4.3", TestDER.utf8("BakuRoot")),
    ] {
      let signer = try TestCertificate(
        "Signer", issuer: authority, extensions: Extension.signer, issuerName: TestDER.name(of: [other]))
      #expect(await Self.conclude([signer], anchor: authority).subIndication == .noCertificateChainFound)
    }
  }

  // MARK: Policies

  static let policyPaths: [([Extension], [Extension], Bool)] = [
    ([], [], true),
    ([.policyConstraints(requireExplicit: 0)], [], false),
    ([.policyConstraints(requireExplicit: 0), .policies("1.2.3")], [.policies("1.2.3")], true),
    ([.policyConstraints(requireExplicit: 0), .policies("1.2.3")], [.policies("1.2.4")], false),
    ([.policyConstraints(requireExplicit: 0), .policies("2.5.29.32.0")], [.policies("1.2.4")], true),
    (
      [.policyConstraints(requireExplicit: 0), .policies("2.5.29.32.0"), .inhibitAnyPolicy(0)],
      [.policies("2.5.29.32.0")], false
    ),
    (
      [.policyConstraints(requireExplicit: 0), .policies("1.2.3"), .policyMapping("1.2.3", "1.2.4")],
      [.policies("1.2.4")], true
    ),
    (
      [
        .policyConstraints(requireExplicit: 0, inhibitMapping: 0), .policies("1.2.3"), .policyMapping("1.2.3", "1.2.4"),
      ],
      [.policies("1.2.4")], true
    ),
    ([.policyConstraints(requireExplicit: 2), .policies("1.2.3")], [.policies("1.2.4")], true),
    ([.policyConstraints(requireExplicit: 1), .policies("1.2.3")], [.policies("1.2.4")], false),
  ]

  @Test(arguments: policyPaths.indices)
  func aPolicyMustHoldWhereTheAuthorityDemandsOne(index: Int) async throws {
    let (above, below, isAllowed) = Self.policyPaths[index]
    let authority = try TestCertificate("Demanding", issuer: Self.root, extensions: Extension.authority + above)
    let conclusion = await Self.conclude([try Self.leaf(Extension.signer + below, below: authority), authority])
    #expect(
      conclusion.subIndication == (isAllowed ? nil : .chainConstraintsFailure), "\(conclusion.finding?.detail ?? "")")
  }

  // MARK: Algorithms

  @Test func algorithmsOfThePathAreJudgedAtTheTime() async throws {
    let rsa = try TestCertificate("RSA Root", key: TestKey(.rsa), extensions: Extension.authority)
    let validity = TestAuthority.day(2010)...TestAuthority.day(2035)
    let old = try TestCertificate("Old Root", key: rsa.key, extensions: Extension.authority, validity: validity)
    let signer = try TestCertificate(
      "Signer", issuer: old, extensions: Extension.signer, validity: validity, signature: .sha1)
    let late = await Self.conclude([signer], anchor: old)
    #expect(late.subIndication == .cryptoConstraintsFailureNoPOE)
    #expect(late.finding?.code == .algorithmTooWeak)
    #expect(await Self.conclude([signer], anchor: old, at: TestAuthority.day(2011)).subIndication == nil)
    let pss = try TestCertificate("Signer", issuer: rsa, extensions: Extension.signer, signature: .rsaPSS)
    #expect(await Self.conclude([pss], anchor: rsa).subIndication == nil)
    // The anchor's own signature proves nothing, so nobody minds how it was made.
    let selfSigned = try TestCertificate("SHA-1 Root", key: rsa.key, extensions: Extension.authority, signature: .sha1)
    let below = try TestCertificate("Signer", issuer: selfSigned, extensions: Extension.signer)
    #expect(await Self.conclude([below], anchor: selfSigned).subIndication == nil)
  }

  @Test func aSignatureThatIsWrongOrNamedTwiceLeadsNowhere() async throws {
    for signature in [TestCertificate.Signature.wrong, .misnamed] {
      let signer = try TestCertificate("Signer", issuer: Self.root, extensions: Extension.signer, signature: signature)
      #expect(await Self.conclude([signer]).subIndication == .noCertificateChainFound)
    }
  }
}
