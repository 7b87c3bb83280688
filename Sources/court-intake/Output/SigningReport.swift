import Foundation
import XMLSignature

/// What `sign` prints: what was signed, by whom, and how.
struct SigningReport {
  let files: [String]
  let output: String
  let made: SignatureMade
  /// File with the request for a time-stamp, where one was asked for.
  let request: String?

  var text: String {
    var lines = [
      "\(output) is signed, and every signature in it was verified.",
      "  signed     \(files.joined(separator: ", "))",
      "  signer     \(made.signer.subject.text)",
      "  issuer     \(made.signer.issuer.text), serial \(made.signer.serialNumberText)",
      "  signature  \(made.level.rawValue), \(made.algorithm.name), \(made.id)",
      "  time       \(made.signingTime.formatted(.iso8601)) (this computer's clock)",
    ]
    if let time = made.timeStampedAt {
      lines.append("  stamped    \(time.formatted(.iso8601)) (the authority's clock)")
    }
    if made.signatures > 1 { lines.append("  it has \(made.signatures) signatures now") }
    if let request {
      lines.append(
        "Next: have \(request) answered, then: court-intake sign \(output) --timestamp-file ANSWER -o STAMPED")
    }
    return lines.joined(separator: "\n")
  }

  var json: JSONValue {
    [
      "file": .string(output), "signed": .array(files.map { .string($0) }), "level": .string(made.level.rawValue),
      "signature": .string(made.id), "algorithm": .string(made.algorithm.name),
      "references": .array(made.references.map { .string($0) }),
      "signer": [
        "subject": .string(made.signer.subject.text), "issuer": .string(made.signer.issuer.text),
        "serialNumber": .string(made.signer.serialNumberText),
      ],
      "signingTime": .string(made.signingTime.formatted(.iso8601)),
      "timeStampedAt": JSONValue(made.timeStampedAt.map { $0.formatted(.iso8601) }),
      "signatures": JSONValue(made.signatures), "timeStampRequest": JSONValue(request),
    ]
  }
}

/// What `sign --timestamp-file` prints.
struct TimeStampAdditionReport {
  let file: String
  let output: String
  let made: TimeStampAddition.Made

  var text: String {
    """
    \(output) is \(file) with the time-stamp.
      signature  \(made.signature ?? "(without an identifier)"), now XAdES-B-T
      stamped    \(made.time.formatted(.iso8601)) (the authority's clock)
    """
  }

  var json: JSONValue {
    [
      "file": .string(output), "level": .string(XAdESLevel.baselineT.rawValue), "signature": JSONValue(made.signature),
      "timeStampedAt": .string(made.time.formatted(.iso8601)),
    ]
  }
}
