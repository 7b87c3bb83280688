/// Counts what an inspection has read, and tells whoever watches now and then.
final class InspectionMeter {
  private static let step = 128
  private static let stepInOctets: Int64 = 32 << 20

  private(set) var files = 0
  private(set) var octets: Int64 = 0
  private(set) var notices = 0
  private var total = 0
  private var lastTold: (done: Int, octets: Int64) = (0, 0)
  private let progress: @Sendable (RunProgress) -> Void

  init(progress: @escaping @Sendable (RunProgress) -> Void) { self.progress = progress }

  func expect(_ count: Int) {
    total = count
    progress(RunProgress(phase: .checking, decided: 0, found: total))
  }

  func countFile() {
    files += 1
    tell()
  }

  func countNotice() {
    notices += 1
    tell()
  }

  func count(octets count: Int) {
    octets += Int64(count)
    if octets - lastTold.octets >= Self.stepInOctets { tellNow() }
  }

  func finish() { progress(RunProgress(phase: .finished, decided: total, found: total)) }

  private func tell() {
    if files + notices - lastTold.done >= Self.step { tellNow() }
  }

  private func tellNow() {
    lastTold = (files + notices, octets)
    progress(RunProgress(phase: .checking, decided: min(files + notices, total), found: total))
  }
}
