import Foundation
import FoundationNetworking
import Synchronization

/// One request and its bounded answer: no cookies, no caches, no credentials, and no redirection, so that nobody is asked but the
/// host that settings name.
final class HTTPExchange: NSObject, URLSessionDataDelegate, Sendable {
  /// Why there is no answer, in English.
  struct Failure: Error, Sendable {
    let reason: String
  }

  private struct State {
    var octets: [UInt8] = []
    var status: Int?
    var task: URLSessionTask?
    var alarm: Task<Void, any Error>?
    var continuation: CheckedContinuation<Result<[UInt8], Failure>, Never>?
  }

  private let mostOctets: Int
  private let state = Mutex(State())

  private init(mostOctets: Int) { self.mostOctets = mostOctets }

  /// - Parameter timeLimit: From now to the last octet.
  static func octets(
    for request: URLRequest, timeLimit: Duration, mostOctets: Int
  ) async -> Result<[UInt8], Failure> {
    let exchange = HTTPExchange(mostOctets: mostOctets)
    let seconds = Double(timeLimit.milliseconds) / 1000
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.httpShouldSetCookies = false
    configuration.urlCache = nil
    configuration.urlCredentialStorage = nil
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    // The alarm below is what counts: the session's own limit begins anew with every octet that drips in.
    configuration.timeoutIntervalForRequest = 2 * seconds + 5
    let session = URLSession(configuration: configuration, delegate: exchange, delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    return await withCheckedContinuation { continuation in
      let task = session.dataTask(with: request)
      exchange.state.withLock {
        $0.continuation = continuation
        $0.task = task
        $0.alarm = Task {
          try await Task.sleep(for: timeLimit)
          exchange.finish(.failure(Failure(reason: "no answer within \(DurationText.text(of: timeLimit))")))
        }
      }
      task.resume()
    }
  }

  /// Gives the first result, whatever comes later.
  /// - Parameter cancels: Ends the transfer as well.
  /// - Returns: Whether it was the first.
  @discardableResult
  private func finish(_ result: Result<[UInt8], Failure>, cancels: Bool = true) -> Bool {
    let (continuation, task, alarm) = state.withLock { state in
      defer {
        state.continuation = nil
        state.task = nil
        state.alarm = nil
        state.octets = []
      }
      return (state.continuation, state.task, state.alarm)
    }
    alarm?.cancel()
    if cancels { task?.cancel() }
    continuation?.resume(returning: result)
    return continuation != nil
  }

  /// Foundation traps when a cancelled task's redirection is answered, and when a task that waits for the answer is
  /// cancelled. So a task that was cancelled gets none, and this one is left to end by itself.
  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
  ) {
    let failure = Failure(reason: "it points elsewhere, with the status \(response.statusCode)")
    if finish(.failure(failure), cancels: false) { completionHandler(nil) }
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
      finish(.failure(Failure(reason: Self.reason(error))))
    } else if status == nil {
      finish(.failure(Failure(reason: "it sent no answer")))
    } else {
      finish(.success(octets))
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as? URLError)?.code {
    case .cannotFindHost: "its host is not known"
    case .cannotConnectToHost: "nobody can be reached there"
    case .networkConnectionLost: "the connection was lost"
    case .secureConnectionFailed, .serverCertificateUntrusted: "its own certificate is not trusted"
    default: error.localizedDescription
    }
  }

  private var tooLong: Failure { Failure(reason: "its answer is longer than \(mostOctets) octets") }
}
