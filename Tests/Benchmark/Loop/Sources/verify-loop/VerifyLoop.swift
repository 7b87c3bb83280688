import Foundation
import XMLSignature

/// Parses one small package from memory and validates its signature, again and again; the signer's chain is in the cache
/// after the first round. Prints the processor time of one round in microseconds; ends with 1 when a round does not pass.
///
///     verify-loop xades.xml TRUST ROUNDS
@main
struct VerifyLoop {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let rounds = Int(arguments[3]), rounds > 0 else { exit(64) }
    let octets = try Array(Data(contentsOf: URL(filePath: arguments[1])))
    var certificates: [CertificateRecord] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: arguments[2]).sorted() {
      let file = try Array(Data(contentsOf: URL(filePath: "\(arguments[2])/\(name)")))
      certificates += TrustStore.contents(of: file)?.certificates ?? []
    }
    let verifier = SignatureVerifier(trust: .paths(PathValidator(TrustStore(certificates: certificates))))
    let time = Date()

    print(String(format: "%.2f", try await microseconds(octets, verifier, at: time, rounds: rounds)))
  }

  /// Of one round. Not on the main actor, from which each round would have to be sent elsewhere.
  @concurrent
  private static func microseconds(
    _ octets: [UInt8], _ verifier: SignatureVerifier, at time: Date, rounds: Int
  ) async throws -> Double {
    for _ in 0..<max(1, rounds / 10) { try await pass(octets, verifier, at: time) }
    let start = processorTime()
    for _ in 0..<rounds { try await pass(octets, verifier, at: time) }
    return Double(processorTime() - start) / Double(rounds) / 1000
  }

  private static func pass(_ octets: [UInt8], _ verifier: SignatureVerifier, at time: Date) async throws {
    let tree = try XMLTree.parse(ByteSource(octets)).get().tree
    let report = try await verifier.validate(tree, at: time)
    guard report.signatures.map(\.indication) == [.totalPassed] else {
      print("\(report.signatures.map { $0.subIndication?.rawValue ?? "no reason" })")
      exit(1)
    }
  }

  /// In nanoseconds.
  private static func processorTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
