/// Why something cannot be signed as it was asked. Nothing was written that could be taken for a signed document.
public enum SigningDefect: Error, Sendable, Hashable, CustomStringConvertible {
  case notXML(XMLDefect)
  /// The document is in another encoding than UTF-8, so that nothing can be put into it as it is.
  case encoding(String)
  /// The document has no single element to sign beside its slot for signatures.
  case noContent(path: String)
  /// The element to be signed has no identifier to be referenced by.
  case noIdentifier(path: String)
  /// An identifier stands twice, so that no reference to it would mean anything.
  case identifierTwice(String, line: Int)
  /// Something stands where only the slot for signatures may stand: last.
  case slotNotLast(path: String)
  /// A signature in the document was not valid before anything was added.
  case brokenSignature(path: String, detail: String)
  /// A signature in the document covers the place where the new one would stand.
  case wouldBreakSignature(path: String)
  /// More signatures than a verifier reads.
  case tooManySignatures(Int)
  /// A claim holds characters that XML cannot carry.
  case notText(String)
  case noFiles
  case tooManyFiles(Int)
  case fileTwice(String)
  case noCanonicalForm(String)
  /// A container that cannot be read or written, and why.
  case container(String)
  /// What the time-stamp source gave is no token over this signature value.
  case timeStamp(String)
  /// No signature in the document has the value that a token is over.
  case noSignatureForToken
  /// The result did not verify; it must not be used.
  case notVerified(String)

  public var description: String {
    switch self {
    case .notXML(let defect): "it is not a document that can be signed: \(defect.detail) (line \(defect.line))"
    case .encoding(let name):
      "its encoding is \(name), and only UTF-8 documents can be signed without rewriting them. Convert it first"
    case .noContent(let path): "\(path) must have exactly one element to sign, and after it only the signatures"
    case .noIdentifier(let path): "\(path) has no Id by which a signature could reference it. Give it one"
    case .identifierTwice(let id, let line):
      "the identifier \(id) stands a second time in line \(line). Every identifier must be unique"
    case .slotNotLast(let path): "\(path) stands where only the signatures may stand. Move or remove it"
    case .brokenSignature(let path, let detail):
      "the signature \(path), which it has already, is not valid: \(detail). Take it out, or ask for a sound copy"
    case .wouldBreakSignature(let path):
      "the signature \(path) covers the whole document, and a further one would break it. Sign a copy without it, or sign "
        + "the file as it is in the detached or asice form"
    case .tooManySignatures(let most): "it has \(most) signatures, and no more are read from one document"
    case .notText(let value): "\"\(value)\" holds control characters, which XML cannot carry"
    case .noFiles: "there is no file to sign"
    case .tooManyFiles(let most): "there are more than \(most) files, and a signature references no more"
    case .fileTwice(let name): "two files are called \(name)"
    case .noCanonicalForm(let detail): "it has no canonical form: \(detail)"
    case .container(let detail): "it cannot be a container: \(detail)"
    case .timeStamp(let detail): "the time-stamp cannot be used: \(detail)"
    case .noSignatureForToken: "the time-stamp is not over any signature in it"
    case .notVerified(let detail): "the new signature does not verify, so nothing was written: \(detail)"
    }
  }
}
