import Foundation
import FoundationNetworking
import Synchronization

/// One request and its bounded answer: no cookies, no caches, no credentials, no redirection to another host.
final class HTTPExchange: NSObject, URLSessionDataDelegate, Sendable {
  /// Why there is no answer, in English.
  struct Failure: Error, Sendable {
    let reason: String
  }

  private struct State {
    var octets: [UInt8] = []
    var status: Int?
    var failure: Failure?
    var task: URLSessionTask?
    var continuation: CheckedContinuation<Result<[UInt8], Failure>, Never>?
  }

  private let host: String?
  private let mostOctets: Int
  private let state = Mutex(State())

  private init(host: String?, mostOctets: Int) {
    self.host = host
    self.mostOctets = mostOctets
  }

  /// - Parameter timeLimit: From now to the last octet.
  static func octets(
    for request: URLRequest, timeLimit: Duration, mostOctets: Int
  ) async -> Result<[UInt8], Failure> {
    let exchange = HTTPExchange(host: request.url?.host, mostOctets: mostOctets)
    let seconds = Double(timeLimit.milliseconds) / 1000
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.httpShouldSetCookies = false
    configuration.urlCache = nil
    configuration.urlCredentialStorage = nil
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.timeoutIntervalForRequest = seconds
    let session = URLSession(configuration: configuration, delegate: exchange, delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    // The session's own limit begins anew with every octet that drips in.
    let alarm = Task {
      try await Task.sleep(for: timeLimit)
      exchange.finish(.failure(Failure(reason: "no answer within \(DurationText.text(of: timeLimit))")))
    }
    defer { alarm.cancel() }
    return await withCheckedContinuation { continuation in
      let task = session.dataTask(with: request)
      exchange.state.withLock {
        $0.continuation = continuation
        $0.task = task
      }
      task.resume()
    }
  }

  /// Gives the first result, whatever comes later.
  private func finish(_ result: Result<[UInt8], Failure>) {
    let (continuation, task) = state.withLock { state in
      defer {
        state.continuation = nil
        state.task = nil
        state.octets = []
      }
      return (state.continuation, state.task)
    }
    task?.cancel()
    continuation?.resume(returning: result)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
  ) {
    guard request.url?.host == host else {
      finish(.failure(Failure(reason: "it points to another host")))
      return completionHandler(nil)
    }
    completionHandler(request)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    guard status == 200 else {
      finish(.failure(Failure(reason: "it answered with the status \(status)")))
      return completionHandler(.cancel)
    }
    guard response.expectedContentLength <= Int64(mostOctets) else {
      finish(.failure(tooLong))
      return completionHandler(.cancel)
    }
    state.withLock { $0.status = status }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let isTooLong = state.withLock { state in
      state.octets += data
      return state.octets.count > mostOctets
    }
    if isTooLong { finish(.failure(tooLong)) }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    let (status, octets) = state.withLock { ($0.status, $0.octets) }
    if let error {
      finish(.failure(Failure(reason: error.localizedDescription)))
    } else if status == nil {
      finish(.failure(Failure(reason: "it sent no answer")))
    } else {
      finish(.success(octets))
    }
  }

  private var tooLong: Failure { Failure(reason: "its answer is longer than \(mostOctets) octets") }
}
