/// How far a new signature goes (EN 319 132-1 §6).
public enum SignatureLevel: Sendable {
  /// B-B: the signer's certificate and claims are under the signature.
  case basic
  /// B-T: a time-stamp proves that the signature was there at a time.
  case timeStamped(by: TimeStampSource)
}

/// Where time-stamps come from: takes a request to an authority and brings its answer, `TimeStampResp` in DER (RFC 3161
/// §2.4.2). The library asks nobody itself, and checks whatever it gets.
public typealias TimeStampSource = @Sendable (TimeStampRequest) async throws -> [UInt8]

/// No time-stamp was to be had: the authority is away, refuses, or answers something else than it was asked. It says
/// nothing about what was to be signed.
public struct TimeStampFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

extension TimeStampRequest {
  /// Sends the request, and gives a token that answers it and is signed by the certificate that it names.
  /// - Throws: ``TimeStampFailure``; what the source throws.
  func token(from source: TimeStampSource) async throws -> TimeStampToken {
    let octets = try await source(self)
    let response: TimeStampResponse
    do {
      response = try TimeStampResponse(derEncoded: octets)
    } catch {
      throw TimeStampFailure("the answer cannot be read: \(error.detail)")
    }
    switch response.token(for: self) {
    case .failure(let refusal): throw TimeStampFailure(refusal.detail)
    case .success(let token):
      if let fault = token.fault { throw TimeStampFailure("the answer's token is not good: \(fault)") }
      return token
    }
  }
}

extension TimeStampResponse.Refusal {
  /// For people.
  fileprivate var detail: String {
    switch self {
    case .notGranted(let text): "the authority refuses: \(text)"
    case .broken(let defect): "the answer has no token that can be read: \(defect.detail)"
    case .otherImprint: "the answer's token is over something else"
    case .otherNonce: "the answer is to another request"
    case .otherPolicy: "the answer's token follows another policy than the one asked for"
    }
  }
}

extension TimeStampToken {
  /// Why the token's own certificates do not vouch for it; nil when they do. A new signature takes no other token.
  var fault: String? {
    switch signature() {
    case .valid: nil
    case .invalid(let flaw): flaw.detail
    case .signerNotFound(let fault): fault.detail
    case .unsupported(let what): "\(what) is outside the profile"
    }
  }
}
