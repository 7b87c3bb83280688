/// What a virus scanner said of a document's octets.
public enum VirusCheck: Sendable, Hashable {
  /// Settings name no scanner.
  case notAsked
  case clean
  case infected(signature: String)
  /// It did not look at all of the document, and so cannot say. The reason is in English.
  case incomplete(reason: String)
  /// It gave no answer that says anything: the document waits, and is never taken for clean. The reason is in English.
  case scannerAway(reason: String)
}
