import XMLSignature

/// The way of one package from arrival to decision: parse, verify, assess, decide. Each stage takes what the one before proved.
package struct Pipeline: Sendable {
  private let parser: Parser
  private let verifier: Verifier
  private let assessor: Assessor
  private let decider: Decider
  private let statements: StatementReview

  package init(
    _ configuration: IntakeConfiguration, calendar: CourtCalendar, clock: WallClock
  ) {
    let (settings, reference) = (configuration.settings, configuration.reference)
    parser = Parser(
      limits: settings.parsing, containers: ZIPLimits(for: settings.channels, ratio: settings.containerRatio),
      portals: configuration.treasury.portals)
    verifier = Verifier(
      trust: configuration.trust, policy: configuration.validation, revocation: settings.revocation)
    assessor = Assessor(
      reference: reference, channels: settings.channels, calendar: calendar,
      scanner: settings.virusScan.map(VirusScanner.init))
    decider = Decider(reference: reference, documentAccess: settings.documentAccess, calendar: calendar, now: clock.now)
    statements = StatementReview(
      verifier: verifier, treasury: configuration.treasury, severities: reference.severities, now: clock.now)
  }

  /// - Parameter acceptance: What a clerk lets pass of one item.
  /// - Throws: What the world throws when octets cannot be read. A bad filing is a decision.
  package func decide(on received: Received, accepting acceptance: ClerkAcceptance? = nil) async throws -> Decided {
    var watch = StageWatch()
    var decided: Decided
    let outcome = try parser.parse(received)
    watch.end(.parse)
    switch outcome {
    case .unreadable(let unreadable):
      decided = decider.decide(unreadable, by: assessor.channel(of: received), took: watch.elapsed.milliseconds)
    case .statement(let statement):
      let watched = watch
      decided = try await statements.decide(statement, by: assessor.channel(of: received)) {
        watched.elapsed.milliseconds
      }
      watch.end(.verify)
    case .parsed(let parsed):
      let verified = try await verifier.verify(parsed)
      watch.end(.verify)
      let assessed = try assessor.assess(verified)
      watch.end(.assess)
      decided = decider.decide(assessed, accepting: acceptance, took: watch.elapsed.milliseconds)
    }
    watch.end(.decide)
    decided.times = watch.times
    return decided
  }
}

extension Duration {
  /// Whole milliseconds.
  var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
