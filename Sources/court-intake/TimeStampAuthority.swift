import Foundation
import FoundationNetworking
import XMLSignature

/// A time-stamping authority that is asked over HTTP (RFC 3161 §3.4).
struct TimeStampAuthority {
  private let address: URL
  private static let limit: TimeInterval = 30
  private static let mostOctets = 8 << 20

  /// Nil when the address is not one of HTTP.
  init?(_ text: String) {
    guard let address = URL(string: text), ["http", "https"].contains(address.scheme?.lowercased()),
      address.host?.isEmpty == false
    else { return nil }
    self.address = address
  }

  /// The authority's answer.
  /// - Throws: ``TimeStampFailure`` when there is none.
  func answer(to request: TimeStampRequest) async throws -> [UInt8] {
    var message = URLRequest(url: address)
    message.httpMethod = "POST"
    message.setValue("application/timestamp-query", forHTTPHeaderField: "Content-Type")
    message.httpBody = Data(request.derEncoded)
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = Self.limit
    configuration.timeoutIntervalForResource = Self.limit
    let session = URLSession(configuration: configuration, delegate: NoRedirection(), delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    let (body, response): (Data, URLResponse)
    do {
      (body, response) = try await session.data(for: message)
    } catch {
      throw TimeStampFailure("\(address.absoluteString) does not answer: \(error.localizedDescription)")
    }
    guard let response = response as? HTTPURLResponse, response.statusCode == 200 else {
      let status = (response as? HTTPURLResponse)?.statusCode ?? 0
      throw TimeStampFailure("\(address.absoluteString) answers with the HTTP status \(status)")
    }
    guard body.count <= Self.mostOctets else {
      throw TimeStampFailure("\(address.absoluteString) answers with \(body.count) octets")
    }
    return Array(body)
  }
}

/// The authority is the one that was named, and no other that it names.
private final class NoRedirection: NSObject, URLSessionTaskDelegate {
  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) { completionHandler(nil) }
}
