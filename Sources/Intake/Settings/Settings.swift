package import Filing
package import FilingStore
package import XMLSignature

/// What an operator sets in `intake.yaml`, or for one run in the environment or on the command line.
package struct Settings: Sendable {
  /// How long a drop must lie unchanged before it is taken.
  package var settleTerm: Duration = .seconds(2)
  /// How often the service looks at folders that the kernel tells nothing about, such as network shares.
  package var pollInterval: Duration = .seconds(2)
  /// Below these nothing more is taken in.
  package var diskLimits = DiskLimits()
  /// How long a drop that ends too early may wait for its rest.
  package var incompleteTerm: Duration = .seconds(24 * 3600)
  /// Packages verified at the same time; nil for one a processor core.
  package var workers: Int?
  /// Packages that share one sync and one transaction.
  package var groupSize = 128
  package var attemptsBeforeQuarantine = 3
  /// When a sender without a decision is told that the package has arrived.
  package var receptionNoticeAfter: Duration = .seconds(5)
  /// How long a notice that its recipient has acknowledged stays in the folder.
  package var keepAcknowledged: Duration = .zero
  /// How long all others stay; nil for ever.
  package var keepUnacknowledged: Duration?
  /// The programs that notices are handed over to.
  package var handOver = HandOverPrograms()
  /// How long an item may wait for the world before a clerk must decide.
  package var deferralTerm: Duration = .seconds(7 * 86_400)
  /// What a monitoring system reads: below the root, or a full path.
  package var metricsFile = "reports/metrics.prom"
  package var metricsInterval: Duration = .seconds(30)
  package var parsing = ParsingLimits()
  /// How many octets one compressed octet of a container may become.
  package var containerRatio = ZIPLimits().ratio
  package var revocation = RevocationSettings()
  /// Nil where documents are not scanned for viruses.
  package var virusScan: VirusScanSettings?
  package var severities = SeverityPolicy()
  /// Whether a filer must have an electronic cabinet.
  /// Who may be shown a filing's documents, by its document type; parties where nothing is said.
  package var documentAccess: [String: DocumentAccess] = [:]
  package var requiredCabinet = CabinetRequirement.no
  /// Outbox recipients outside the court who keep the heads of its log.
  package var witnesses: [String] = []
  /// By name.
  package var channels: [ChannelPolicy] = []

  /// What notices are sealed with; nil where they are not.
  package var seal: SealFiles?
  /// How scanned documents become packages; nothing where the court scans elsewhere.
  package var scans: [ScanPolicy] = []

  package init() {}

  static let settleTerms = Duration.milliseconds(10)...(.seconds(3600))
  static let pollIntervals = Duration.milliseconds(10)...(.seconds(3600))
}
