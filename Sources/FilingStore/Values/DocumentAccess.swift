/// Who may be shown a document of an entry. The raw values are stored and stand in entries and leaves; they are stable.
package enum DocumentAccess: String, Sendable, CaseIterable {
  /// Those in whose cabinets the filing lies.
  case parties
  /// The court alone: a cabinet says that there is a document, and not which.
  case court
  /// Nobody: the court's own lists, too, say only that there is one.
  case sealed
}
