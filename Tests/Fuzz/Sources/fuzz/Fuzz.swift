import CFuzzer
import Foundation

/// Hands the command line to libFuzzer, and each of its inputs to the chosen target.
@main
enum Fuzz {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    // Chosen now, so that a wrong name is no finding.
    _ = Target.chosen
    let status = withUnsafeMutablePointer(to: &arguments) { arguments in
      arguments.withMemoryRebound(to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?.self, capacity: 1) {
        LLVMFuzzerRunDriver(&count, $0) { start, count in
          do {
            try Target.chosen.read(Array(UnsafeBufferPointer(start: start, count: count)))
          } catch {
            fatalError("\(error)")
          }
          return 0
        }
      }
    }
    exit(status)
  }
}
