import SwiftASN1

/// What a time-stamping authority answers (`TimeStampResp`, RFC 3161 §2.4.2).
public struct TimeStampResponse: Sendable {
  /// `PKIStatus`: 0 granted, 1 granted with modifications, others without a token.
  public let status: Int
  /// What the authority says about it.
  public let texts: [String]
  /// Names of the bits of `failInfo`.
  public let failures: [String]
  /// Octets of the token, where there is one.
  public let encodedToken: [UInt8]?

  /// Reads an answer: one structure, and nothing behind it.
  public init(derEncoded octets: [UInt8]) throws(TimeStampDefect) {
    // Some more than the token.
    guard octets.count <= TimeStampToken.mostOctets + 4096 else { throw .tooLarge(octets: octets.count) }
    do {
      let parts = try BER.sequence(BER.parse(octets), identifier: .sequence) { fields in
        (try Status(berEncoded: fields.required()), fields.next().map { Array($0.encodedBytes) })
      }
      status = parts.0.status
      texts = parts.0.texts
      failures = parts.0.failures
      encodedToken = parts.1
    } catch {
      throw .malformed("\(error)")
    }
  }

  /// Why an answer is no answer to a request.
  public enum Refusal: Error, Sendable, Hashable {
    /// The authority did not grant it; its own words.
    case notGranted(String)
    case broken(TimeStampDefect)
    /// The token is about another digest.
    case otherImprint
    /// The token answers another request.
    case otherNonce
    /// The token follows another policy than the one asked for.
    case otherPolicy
  }

  /// The token, when it is what was asked for (RFC 3161 §2.4.2). Its signature is yet to be checked.
  public func token(for request: TimeStampRequest) -> Result<TimeStampToken, Refusal> {
    guard status == 0 || status == 1, let encodedToken else { return .failure(.notGranted(statusText)) }
    let token: TimeStampToken
    do {
      token = try TimeStampToken(derEncoded: encodedToken)
    } catch {
      return .failure(.broken(error))
    }
    guard token.info.imprintAlgorithm == .success(request.algorithm), token.info.isAbout(digest: request.digest) else {
      return .failure(.otherImprint)
    }
    guard token.info.nonce == request.nonce else { return .failure(.otherNonce) }
    guard request.policy.map({ $0 == token.info.policy }) ?? true else { return .failure(.otherPolicy) }
    return .success(token)
  }

  private var statusText: String {
    let names = [
      "granted", "granted with modifications", "rejected", "waiting", "revocation warning", "revocation notification",
    ]
    let name = names.indices.contains(status) ? names[status] : "status \(status)"
    return ([name] + failures + texts).joined(separator: "; ")
  }

  /// `PKIStatusInfo`.
  private struct Status {
    let status: Int
    let texts: [String]
    let failures: [String]

    init(berEncoded node: ASN1Node) throws {
      (status, texts, failures) = try BER.sequence(node, identifier: .sequence) { fields in
        let status = try Int(derEncoded: &fields)
        let texts = try fields.next(if: .sequence).map { list in
          try list.children().map { String(decoding: try ASN1UTF8String(derEncoded: $0).bytes, as: UTF8.self) }
        }
        let failures = try fields.next(if: .bitString).map { Self.names(of: try ASN1BitString(derEncoded: $0)) }
        return (status, texts ?? [], failures ?? [])
      }
    }

    /// `PKIFailureInfo`.
    private static func names(of bits: ASN1BitString) -> [String] {
      let known = [
        0: "badAlg", 2: "badRequest", 5: "badDataFormat", 14: "timeNotAvailable", 15: "unacceptedPolicy",
        16: "unacceptedExtension", 17: "addInfoNotAvailable", 25: "systemFailure",
      ]
      let octets = Array(bits.bytes)
      return (0..<min(octets.count * 8, 32)).filter { octets[$0 / 8] & (0x80 >> UInt8($0 % 8)) != 0 }
        .map { known[$0] ?? "failure \($0)" }
    }
  }
}
