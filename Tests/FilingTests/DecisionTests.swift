import Testing

@testable import Filing

@Suite struct DecisionTests {
  @Test(
    arguments: [
      ([], .register), ([.caseOfOtherCourt, .feeExemptionClaimed], .register), ([.feePaidShort], .reject),
      ([.xmlMalformed], .reject), ([.representativeAuthorityUnproven, .paymentByAnother], .hold),
      ([.representativeAuthorityUnproven, .feeActUnknown], .hold),
      ([.representativeAuthorityUnproven, .feePaidShort], .reject),
    ] as [([FindingCode], Verdict)])
  func theGravestFindingDecides(codes: [FindingCode], verdict: Verdict) {
    #expect(Decision.make(findings: codes.map { Finding($0) }).verdict == verdict)
  }

  @Test func severityIsPolicy() {
    let strict = SeverityPolicy(overrides: [.caseOfOtherCourt: .error, .representativeAuthorityUnproven: .fatal])
    #expect(Decision.make(findings: [Finding(.caseOfOtherCourt)], severities: strict).verdict == .reject)
    #expect(Decision.make(findings: [Finding(.representativeAuthorityUnproven)], severities: strict).verdict == .reject)
    let lenient = SeverityPolicy(overrides: [.feePaidShort: .warning])
    let decision = Decision.make(findings: [Finding(.feePaidShort)], severities: lenient)
    #expect(decision.verdict == .register)
    #expect(decision.findings.map(\.severity) == [.warning])
  }

  @Test func whatAClerkLetsPassIsToldAndBlocksNoMore() {
    let findings = [Finding(.representativeAuthorityUnproven), Finding(.feeActUnknown), Finding(.paymentByAnother)]
    let one = Decision.make(findings: findings, lifting: [.representativeAuthorityUnproven])
    #expect(one.verdict == .hold)
    #expect(one.overridden == [.representativeAuthorityUnproven])
    let both = Decision.make(findings: findings, lifting: [.representativeAuthorityUnproven, .feeActUnknown])
    #expect(both.verdict == .register)
    #expect(both.findings.map(\.code) == findings.map(\.code))
    #expect(both.findings.map(\.severity) == [.warning, .warning, .warning])
    #expect(Decision.make(findings: [], lifting: [.feeActUnknown]).overridden.isEmpty)
  }

  @Test func whatNobodyMayOverrideIsNotLifted() {
    let short = Decision.make(findings: [Finding(.feePaidShort)], lifting: [.feePaidShort])
    #expect(short.verdict == .reject && short.overridden.isEmpty)
    let strict = SeverityPolicy(overrides: [.feeActUnknown: .fatal])
    let fatal = Decision.make(findings: [Finding(.feeActUnknown)], severities: strict, lifting: [.feeActUnknown])
    #expect(fatal.verdict == .reject && fatal.overridden.isEmpty)
  }

  @Test func findingsStandInTheOrderOfThePackageEachOnce() {
    func finding(_ code: FindingCode, _ file: String, _ line: Int) -> Finding {
      Finding(code, at: SourceLocation(file: file, line: line))
    }
    let (a, b, c) = (finding(.courtUnknown, "a", 9), finding(.feeMissing, "a", 10), finding(.finMalformed, "b", 1))
    let nowhere = Finding(.packageEmpty)
    #expect(Decision.make(findings: [c, b, a, nowhere, b]).findings == [nowhere, a, b, c])
  }

  @Test func atMostTwoHundredAreToldAndTheGravestAmongThem() {
    let warnings = (1...300).map { Finding(.caseOfOtherCourt, at: SourceLocation(line: $0)) }
    let error = Finding(.feePaidShort, at: SourceLocation(line: 1000))
    let decision = Decision.make(findings: warnings + [error])
    #expect(decision.verdict == .reject)
    #expect(decision.findings.count == 201)
    #expect(decision.findings[199] == error)
    #expect(decision.findings[200] == Finding(.findingsOmitted, ["count": "101"]))
    #expect(Decision.make(findings: Array(warnings.prefix(200))).findings.count == 200)
  }

  @Test func everyVerdictHasItsState() {
    #expect(
      Set(Verdict.allCases.map(\.state.rawValue)) == [
        "REGISTERED", "REJECTED", "DUPLICATE", "CONFLICT", "QUARANTINED", "DEFERRED", "HELD",
      ])
    #expect(ItemState.allCases.filter { !$0.isTerminal } == [.deferred, .held])
  }

  @Test func everyRuleHasAName() {
    let names = RuleSet.standard.rules.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
