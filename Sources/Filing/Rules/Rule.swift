/// One thing that is checked of an item. A rule sees the item alone: no clock, no disk, no register.
public struct Rule: Sendable {
  public let name: String
  private let evaluation: @Sendable (ItemUnderReview) -> [Finding]

  init(_ name: String, evaluation: @escaping @Sendable (ItemUnderReview) -> [Finding]) {
    self.name = name
    self.evaluation = evaluation
  }

  /// Everything that the rule has to say of the item; empty when it is satisfied or does not concern the item.
  public func evaluate(_ item: ItemUnderReview) -> [Finding] { evaluation(item) }
}
