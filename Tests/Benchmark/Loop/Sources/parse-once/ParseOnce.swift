import Foundation
import XMLSignature

/// Parses a package, validating it against a schema if one is given. Prints the processor time in seconds; ends with 1 when
/// the package is not well-formed or not as the schema says.
///
///     parse-once large.xml [submission-1.xsd]
@main
struct ParseOnce {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 2 || arguments.count == 3 else { exit(64) }
    var schema: XMLSchema?
    if arguments.count == 3 {
      schema = try XMLSchema(compiling: Data(contentsOf: URL(filePath: arguments[2])))
      guard schema != nil else { exit(65) }
    }
    let start = processorTime()
    let parsed = try XMLTree.parse(ByteSource(path: arguments[1]), schema: schema).get()
    let end = processorTime()
    guard parsed.faults.isEmpty else {
      print(parsed.faults.map(\.detail).joined(separator: "\n"))
      exit(1)
    }
    print(String(format: "%.4f", Double(end - start) / 1e9))
  }

  /// In nanoseconds.
  private static func processorTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
