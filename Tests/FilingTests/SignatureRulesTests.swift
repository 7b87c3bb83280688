import Testing

@testable import Filing

@Suite struct SignatureRulesTests {
  @Test func aCorrectFilingHasNoFindings() { #expect(FilingFixture().findings.isEmpty) }

  @Test func anUnsignedFilingIsTold() {
    #expect(FilingFixture.with { $0.signatures = [] }.codes == [.signatureMissing])
  }

  @Test func whatValidationFoundIsPassedOn() {
    let findings = FilingFixture.with {
      $0.signatures = [
        FilingFixture.signature(.failed, findings: [Finding(.signatureHashFailure, ["reference": "#s1"])])
      ]
    }.findings
    #expect(findings == [Finding(.signatureHashFailure, ["reference": "#s1"])])
  }

  @Test(arguments: [[], [Finding(.certificateRevocationUnknown)]])
  func aSignatureThatDidNotPassBlocksEvenWithoutABlockingFinding(findings: [Finding]) {
    let codes = FilingFixture.with { $0.signatures = [FilingFixture.signature(.indeterminate, findings: findings)] }
      .codes
    #expect(codes == findings.map(\.code) + [.signatureConstraintsFailure])
  }

  @Test func everySignatureMustPass() {
    let fixture = FilingFixture.with {
      $0.signatures.append(FilingFixture.signature(.failed, findings: [Finding(.signatureCryptoFailure)]))
    }
    #expect(fixture.codes == [.signatureCryptoFailure])
  }

  @Test(arguments: [SignatureFacts.Coverage.partial, .none])
  func aSignatureCoversTheWholeContent(coverage: SignatureFacts.Coverage) {
    #expect(
      FilingFixture.with { $0.signatures = [FilingFixture.signature(coverage: coverage)] }.codes
        == [.signatureCoveragePartial])
  }

  @Test func coverageIsToldOnce() {
    let told = Finding(.signatureCoveragePartial, ["coverage": "PARTIAL"])
    let fixture = FilingFixture.with {
      $0.signatures = [FilingFixture.signature(.failed, coverage: .partial, findings: [told])]
    }
    #expect(fixture.findings == [told])
  }
}

@Suite struct SignerRulesTests {
  private static let stranger = FilingFixture.certificate(subject: [("2.5.4.3", "X"), ("2.5.4.5", "PNOAZ-7AAAAAA")])
  private static let unknown = FilingFixture.certificate(issuer: [("2.5.4.3", "Other CA")])

  @Test func anotherPersonIsNotTheFiler() {
    let findings = FilingFixture.with { $0.signatures = [FilingFixture.signature(certificate: Self.stranger)] }.findings
    #expect(
      findings == [
        Finding(
          .signerNotFiler, at: FilingFixture.place("Signature"),
          ["signer": "X, FİN 7AAAAAA", "filer": "Əliyev Rəşad, FİN 5ZXK3QW"])
      ])
  }

  @Test func aSignerWhomNoProfileKnowsIsNotIdentified() {
    let fixture = FilingFixture.with { $0.signatures = [FilingFixture.signature(certificate: Self.unknown)] }
    #expect(fixture.codes == [.signerNotIdentified])
  }

  @Test func amongSeveralSignersOneIsTheFiler() {
    let fixture = FilingFixture.with {
      $0.signatures = [Self.stranger, Self.unknown, FilingFixture.certificate()].map {
        FilingFixture.signature(certificate: $0)
      }
    }
    #expect(fixture.codes.isEmpty)
  }

  @Test func aFilerWhoseSignatureFailedHasNotSigned() {
    let fixture = FilingFixture.with {
      $0.signatures = [
        FilingFixture.signature(.failed, findings: [Finding(.signatureHashFailure)]),
        FilingFixture.signature(certificate: Self.stranger),
      ]
    }
    #expect(fixture.codes == [.signatureHashFailure, .signerNotFiler])
  }

  @Test func anOrganisationIsMatchedByItsVOEN() {
    let byOrganisation = FilingFixture.with { $0.submission.filer = FilingFixture.stated("p2") }
    #expect(byOrganisation.codes.contains(.signerNotFiler))
    let certificate = FilingFixture.certificate(
      subject: [("2.5.4.5", "PNOAZ-7AAAAAA"), ("2.5.4.97", "NTRAZ-\(FilingFixture.voen)")])
    let signed = FilingFixture.with {
      $0.submission.filer = FilingFixture.stated("p2")
      $0.signatures = [FilingFixture.signature(certificate: certificate)]
    }
    #expect(signed.codes.isEmpty)
    #expect(signed.item.filingSigner?.identity.voen?.text == FilingFixture.voen)
  }

  private static var represented: FilingFixture {
    .with {
      $0.signatures = [FilingFixture.signature(certificate: stranger)]
      let power = PowerOfAttorney(number: FilingFixture.stated("EV-77"), issuedOn: nil, validUntil: nil)
      $0.submission.representative = Representative(
        identity: PartyIdentity(kind: .person, fin: FilingFixture.stated("7AAAAAA"), name: "X"),
        powerOfAttorney: power, location: FilingFixture.place("Representative"))
    }
  }

  @Test func aRepresentativeWaitsForAClerk() {
    let findings = Self.represented.findings
    #expect(
      findings == [
        Finding(
          .representativeAuthorityUnproven, at: FilingFixture.place("Representative"),
          ["signer": "X, FİN 7AAAAAA", "filer": "Əliyev Rəşad, FİN 5ZXK3QW", "number": "EV-77"])
      ])
    #expect(Decision.make(findings: findings).verdict == .hold)
  }

  @Test func aFilerWhoSignsTooNeedsNoAuthority() {
    var fixture = Self.represented
    fixture.signatures.append(FilingFixture.signature())
    #expect(fixture.codes.isEmpty)
    if case .filer? = fixture.item.filingSigner {} else { Issue.record("The filer signed") }
  }

  @Test func theFilerIsAParticipant() {
    #expect(FilingFixture.with { $0.submission.filer = FilingFixture.stated("p9") }.codes == [.filerUnknown])
  }

  @Test func aFilerWithoutNumberCannotBeMatched() {
    let fixture = FilingFixture.with { $0.submission.participants[0].identity.fin = nil }
    #expect(fixture.codes == [.schemaElementMissing, .signerNotFiler])
  }

  @Test func listedSendersOnly() {
    let closed = FilingFixture.with { $0.channel = ChannelPolicy(name: "cabinet", senders: ["7AAAAAA"]) }
    #expect(closed.codes == [.senderNotAllowed])
    let open = FilingFixture.with { $0.channel = ChannelPolicy(name: "cabinet", senders: [FilingFixture.fin]) }
    #expect(open.codes.isEmpty)
  }

  @Test func aScanBatchBearsTheCourtsSeal() {
    #expect(FilingFixture.scanned.codes.isEmpty)
    var forged = FilingFixture.scanned
    forged.signatures = [FilingFixture.signature()]
    #expect(forged.codes == [.batchSealNotOfCourt])
  }

  @Test func theSealOfAnotherCourtIsNone() {
    var fixture = FilingFixture.scanned
    fixture.scan?.batch.destination.court = FilingFixture.stated("102")
    #expect(fixture.codes == [.batchSealNotOfCourt, .caseOfOtherCourt])
  }
}
