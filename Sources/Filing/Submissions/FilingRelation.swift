/// What a filing is to an earlier one.
public struct FilingRelation: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case corrects, replaces, supplements
    /// The earlier filing is withdrawn by this one; it stays in the register, as everything does.
    case withdraws

    /// Whether only those may say so whose filing the earlier one is.
    public var isForItsFilerAlone: Bool { self != .supplements }
  }

  public let kind: Kind
  /// The registration number of the earlier one, as the sender wrote it.
  public let number: Stated<String>

  public init(kind: Kind, number: Stated<String>) {
    self.kind = kind
    self.number = number
  }
}
