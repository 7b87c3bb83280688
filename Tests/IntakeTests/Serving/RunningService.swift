import Filing
import FilingStore
import Foundation
import Logging
import Testing

@testable import Intake

/// A service over a demo root that runs until it is stopped, and what can be seen of it.
final class RunningService {
  let intake: DemoIntake
  private let service: IntakeService
  private let writer = ThreadExecutor(threads: 1, name: "test-write")
  private let serving: Task<StateCounts, any Error>
  /// One for each time that the service has done what there was to do.
  private let beats: AsyncStream<Void>

  /// - Parameters:
  ///   - configuration: In place of the demo's.
  ///   - reload: What the service finds when it reads its settings again.
  init(
    _ intake: DemoIntake, _ configuration: IntakeConfiguration? = nil, clock: WallClock = .system,
    reload: (@Sendable () throws -> IntakeConfiguration)? = nil
  ) async throws {
    self.intake = intake
    let configuration = configuration ?? intake.configuration
    var observer = IntakeService.Observer()
    let (beats, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    self.beats = beats
    observer.ready = { continuation.yield() }
    observer.alive = { continuation.yield() }
    let service = try IntakeService(
      root: intake.root, configuration: configuration, store: intake.store, clock: clock,
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), observer: observer,
      reload: reload ?? { configuration })
    self.service = service
    let box = Box(service)
    serving = Task(executorPreference: writer) {
      defer { continuation.finish() }
      return try await box.service.serve()
    }
    try await until("the service is ready") { true }
  }

  /// Runs on the writer's thread alone once it is handed over.
  private struct Box: @unchecked Sendable {
    let service: IntakeService
    init(_ service: IntakeService) { self.service = service }
  }

  func post(_ message: IntakeService.Message) { service.post(message) }

  /// Stops the service, and gives what it did.
  func stop() async throws -> StateCounts {
    post(.stop)
    return try await serving.value
  }

  /// What lies in the inboxes now and was taken or let alone.
  func scan() async -> RunSummary {
    await withCheckedContinuation { continuation in post(.scan { continuation.resume(returning: $0) }) }
  }

  /// Items of the register by state.
  var counts: StateCounts { get throws { try intake.store.queries.stateCounts() } }

  /// Waits for a condition to hold, which is asked for whenever the service has done something.
  func until(_ what: String, _ isSo: () throws -> Bool) async throws {
    for await _ in beats where try isSo() { return }
    Issue.record("the service ended before \(what)")
    _ = try await serving.value
  }
}

extension DemoIntake {
  /// The demo's configuration with other settings.
  func configured(_ change: (inout Settings) -> Void) -> IntakeConfiguration {
    var settings = configuration.settings
    change(&settings)
    return IntakeConfiguration(
      settings: settings, reference: configuration.reference, trust: configuration.trust,
      validation: configuration.validation, seal: configuration.seal, isDemo: true)
  }

  /// Writes under a name that is passed over, and renames, as senders should.
  func dropByRename(_ octets: [UInt8], as name: String, into channel: String = "integrators") throws {
    try drop(octets, as: "\(name).part", into: channel)
    try FileManager.default.moveItem(
      atPath: "\(folder)/inbox/\(channel)/\(name).part", toPath: "\(folder)/inbox/\(channel)/\(name)")
  }
}
