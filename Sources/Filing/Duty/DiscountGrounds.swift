/// Grounds on which tariffs grant discounts, with their names. Another ground of a tariff has its code for a name.
public enum DiscountGrounds {
  public static let all = [
    CodeListEntry(
      "first-electronic-claim", az: "“Elektron məhkəmə” vasitəsilə ilk iddia (first-electronic-claim)",
      en: "first claim through the electronic system (first-electronic-claim)")
  ]

  static func name(of ground: String) -> BilingualText {
    all.first { $0.code == ground }.map { BilingualText(az: $0.nameInAzerbaijani, en: $0.nameInEnglish) }
      ?? BilingualText(ground)
  }
}
