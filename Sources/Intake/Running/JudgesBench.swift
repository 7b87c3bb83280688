import Filing
import FilingStore

/// Judges packages in parallel, on threads of their own.
struct JudgesBench: Sendable {
  private let pipeline: Pipeline
  private let workers: ThreadExecutor

  init(_ pipeline: Pipeline, threads: Int) {
    self.pipeline = pipeline
    workers = ThreadExecutor(threads: threads, name: "verify")
  }

  /// Begins at once; judgements come in the order in which the packages were accepted.
  func judge(_ group: [Received]) -> Task<[Judgement], Never> {
    let (pipeline, workers) = (pipeline, workers)
    return Task(executorPreference: workers) {
      // A child does not return its position beside the judgement: of such a pair the integer arrived wrong in release
      // builds (Swift 6.3.1).
      await withTaskGroup(of: Judgement.self) { tasks in
        for received in group {
          tasks.addTask(executorPreference: workers) {
            do {
              return .decided(try await pipeline.decide(on: received))
            } catch {
              return .failed(received, "\(error)")
            }
          }
        }
        var judgements: [Judgement] = []
        for await judgement in tasks { judgements.append(judgement) }
        return judgements.sorted { $0.package < $1.package }
      }
    }
  }
}

/// What judging one package came to: a decision, or the world's failure.
enum Judgement: Sendable {
  case decided(Decided)
  case failed(Received, String)

  /// Packages are numbered in the order in which they were accepted.
  var package: PackageID {
    switch self {
    case .decided(let decision): decision.received.record.id
    case .failed(let received, _): received.record.id
    }
  }
}
