import Filing
import FilingStore
import Foundation
import Intake
import Logging
import ServiceLifecycle
import UnixSignals

/// `run` without `--once`: the service under signals and systemd, until it is stopped.
struct ServiceRun {
  let root: String
  let overrides: [SettingKey: String]

  func run() async throws {
    // Before anybody can know that the service is there: untrapped, each of them would end it on the spot.
    let signals = await UnixSignalsSequence(trapping: .sighup, .sigterm, .sigint)
    let session = try RootSession.open(root, overrides: overrides)
    let (root, overrides) = (root, overrides)
    let manager = ServiceManager(environment: ProcessInfo.processInfo.environment)
    try await session.serve(manager: manager, signals: signals) {
      try IntakeConfiguration.load(
        rootPath: root, overrides: overrides, environment: ProcessInfo.processInfo.environment)
    }
  }
}

extension RootSession {
  /// Serves on a thread of its own, which is the only one that writes.
  func serve(
    manager: ServiceManager, signals: UnixSignalsSequence, reload: @escaping @Sendable () throws -> IntakeConfiguration
  ) async throws {
    let writer = ThreadExecutor(threads: 1, name: "write")
    defer { withExtendedLifetime(writer) {} }
    let (root, configuration, store, logger) = (root, configuration, store, Self.serviceLogger)
    let scans = ScanService(configuration.settings)
    let (posts, continuation) = AsyncStream.makeStream(of: (@Sendable (IntakeService.Message) -> Void).self)
    let serving = Task(executorPreference: writer) {
      defer { continuation.finish() }
      try root.syncNames()
      var observer = IntakeService.Observer()
      observer.ready = { manager.tell("READY=1\nSTATUS=Taking packages in") }
      observer.alive = { manager.tell("WATCHDOG=1") }
      observer.reloading = { manager.tell("STATUS=Reading the settings again") }
      let service = try IntakeService(
        root: root, configuration: configuration, store: store, logger: logger, observer: observer
      ) {
        let configuration = try reload()
        scans.take(configuration.settings)
        return configuration
      }
      let control = try ControlSocket(root) { [post = service.post] request, answer in
        if let request = DeskRequest(line: request) {
          return post(.atDesk { answer(await request.reply(at: $0)) })
        }
        guard let form = ScanAnswer.form(ofRequest: request) else { return answer("") }
        Task {
          let before = await scans.round()
          post(
            .scan { summary in
              // The pages for those who scan tell the numbers that were given now.
              Task {
                answer(ScanAnswer(summary, before.followed(by: await scans.round(), thatLooks: true), as: form).message)
              }
            })
        }
      }
      defer { control.stop() }
      continuation.yield(service.post)
      scans.start(root: root, logger: logger)
      do {
        _ = try await service.serve()
        await scans.stop()
      } catch {
        await scans.stop()
        throw error
      }
    }
    for await post in posts {
      let watched = WatchedService(post: post) { try await serving.value }
      try await ServiceGroup(
        configuration: ServiceGroupConfiguration(
          services: [
            .init(service: watched, successTerminationBehavior: .gracefullyShutdownGroup),
            .init(service: Signals(signals: signals, manager: manager, post: post)),
          ], logger: logger)
      ).run()
    }
    try await serving.value
  }

  /// To the error stream, which systemd takes into the journal.
  private static var serviceLogger: Logger {
    Logger(label: "court-intake", factory: LogOutput.handler)
  }
}

/// The service as the group of services sees it.
private struct WatchedService: Service {
  let post: @Sendable (IntakeService.Message) -> Void
  let end: @Sendable () async throws -> Void

  func run() async throws {
    try await withGracefulShutdownHandler {
      try await end()
    } onGracefulShutdown: {
      post(.stop)
    }
  }
}

/// SIGHUP: read the settings again. SIGTERM, SIGINT: finish what is begun, and end.
private struct Signals: Service {
  let signals: UnixSignalsSequence
  let manager: ServiceManager
  let post: @Sendable (IntakeService.Message) -> Void

  func run() async throws {
    for await signal in signals.cancelOnGracefulShutdown() {
      guard signal != .sighup else {
        post(.reload)
        continue
      }
      manager.tell("STOPPING=1")
      post(.stop)
    }
  }
}
