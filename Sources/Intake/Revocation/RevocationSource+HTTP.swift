import Foundation
import FoundationNetworking
import Synchronization
package import XMLSignature

extension RevocationSource {
  /// Responders and lists over HTTP (RFC 6960 Appendix A, RFC 5280 §4.2.1.13); nil where settings name none.
  package static func http(_ settings: RevocationSettings) -> RevocationSource? {
    guard settings.asksAnyone else { return nil }
    let client = RevocationClient(settings)
    return RevocationSource { await client.replies(about: $0, issuedBy: $1) }
  }
}

/// Asks the sources that settings name, and remembers for a short time what they said, so that a thousand filings cost a list
/// one transfer, and a source that is away one wait.
private final class RevocationClient: Sendable {
  private struct Question: Hashable {
    let source: RevocationSettings.Source
    /// The request to a responder; empty for a list.
    let body: [UInt8]
  }

  private struct Memory {
    let reply: RevocationSource.Reply
    let until: ContinuousClock.Instant
  }

  private static let memoryTerm: Duration = .seconds(60)
  private static let mostMemories = 1_000
  private static let mostOctetsOfAnswer = 1 << 20
  private static let mostOctetsOfList = 256 << 20
  /// Addresses of one certificate, of each kind.
  private static let mostCertificateAddresses = 2

  private let settings: RevocationSettings
  private let memories = Mutex<[Question: Memory]>([:])
  /// Sources that were away, and until when they are not asked again.
  private let absences = Mutex<[RevocationSettings.Source: Memory]>([:])

  init(_ settings: RevocationSettings) { self.settings = settings }

  func replies(
    about certificate: CertificateRecord, issuedBy issuer: CertificateRecord
  ) async -> [RevocationSource.Reply] {
    let request = OCSPRequest(about: certificate, issuedBy: issuer)?.derEncoded
    var replies: [RevocationSource.Reply] = []
    for source in settings.sources + addresses(of: certificate) {
      switch source.kind {
      case .list: replies.append(await reply(to: Question(source: source, body: [])))
      case .answers:
        guard let request else { continue }
        replies.append(await reply(to: Question(source: source, body: request)))
      }
    }
    return replies
  }

  private func addresses(of certificate: CertificateRecord) -> [RevocationSettings.Source] {
    guard settings.useCertificateAddresses else { return [] }
    let responders = certificate.extensions.ocspLocations
    let lists = certificate.extensions.distributionPoints.flatMap(\.names).compactMap { name in
      if case .uri(let address) = name { address } else { nil }
    }
    return [(RevocationSettings.Kind.answers, responders), (.list, lists)].flatMap { kind, addresses in
      addresses.lazy.compactMap { URL(webAddress: $0) }.prefix(Self.mostCertificateAddresses)
        .map { RevocationSettings.Source(kind: kind, address: $0) }
    }
  }

  private func reply(to question: Question) async -> RevocationSource.Reply {
    let now = ContinuousClock.now
    if let known = memories.withLock({ $0[question] }), known.until > now { return known.reply }
    if let absence = absences.withLock({ $0[question.source] }), absence.until > now { return absence.reply }
    let reply: RevocationSource.Reply
    let address = question.source.address.absoluteString
    switch await HTTPExchange.octets(
      for: request(question), timeLimit: settings.timeLimit, mostOctets: Self.mostOctets(question.source.kind))
    {
    case .failure(let failure):
      reply = .away(from: address, failure.reason)
      absences.withLock {
        $0[question.source] = Memory(reply: reply, until: .now.advanced(by: Self.memoryTerm))
      }
      return reply
    case .success(let octets): reply = Self.read(octets, question.source.kind, from: address)
    }
    memories.withLock { memories in
      if memories.count >= Self.mostMemories { memories.removeAll(keepingCapacity: true) }
      memories[question] = Memory(reply: reply, until: .now.advanced(by: Self.memoryTerm))
    }
    return reply
  }

  private func request(_ question: Question) -> URLRequest {
    var request = URLRequest(url: question.source.address)
    request.setValue("court-intake", forHTTPHeaderField: "User-Agent")
    guard question.source.kind == .answers else { return request }
    request.httpMethod = "POST"
    request.httpBody = Data(question.body)
    request.setValue("application/ocsp-request", forHTTPHeaderField: "Content-Type")
    request.setValue("application/ocsp-response", forHTTPHeaderField: "Accept")
    return request
  }

  private static func mostOctets(_ kind: RevocationSettings.Kind) -> Int {
    switch kind {
    case .answers: mostOctetsOfAnswer
    case .list: mostOctetsOfList
    }
  }

  private static func read(
    _ octets: [UInt8], _ kind: RevocationSettings.Kind, from address: String
  ) -> RevocationSource.Reply {
    do throws(RevocationDefect) {
      switch kind {
      case .answers: return .answer(try BasicOCSPResponse.read(octets), from: address)
      case .list: return .list(try RevocationList(derEncoded: octets), from: address)
      }
    } catch {
      return .away(from: address, error.detail)
    }
  }
}
