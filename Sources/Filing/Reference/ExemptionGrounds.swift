/// Grounds on which filers claim exemption from the duty: a code of the list, or the article of the law relied on.
public enum ExemptionGrounds {
  public static let all = [
    CodeListEntry("labour", az: "Əmək münasibətləri", en: "Labour dispute"),
    CodeListEntry("alimony", az: "Aliment", en: "Alimony"),
    CodeListEntry("health-damage", az: "Sağlamlığa vurulmuş zərər", en: "Damage to health"),
    CodeListEntry("breadwinner", az: "Ailə başçısını itirmə", en: "Loss of a breadwinner"),
    CodeListEntry("budget-organisation", az: "Büdcə təşkilatı", en: "Budget organisation"),
    CodeListEntry("municipality", az: "Bələdiyyə", en: "Municipality"),
  ]

  /// An article is taken as named: a judge, not software, decides what it grants.
  public static func isRecognised(_ ground: String) -> Bool {
    all.contains { $0.code == ground } || ground.split(separator: " ").contains(where: isArticle)
  }

  /// `9`, `9.1.1`, and with the punctuation of a sentence or the Azerbaijani ending (`9.1-ci`).
  private static func isArticle(_ word: Substring) -> Bool {
    let number = word.prefix { $0 != "-" }.drop { $0 == "(" }
    let trimmed = number.reversed().drop { ".,;)".contains($0) }.reversed()
    let parts = String(trimmed).split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 6
      && parts.allSatisfy { part in
        (1...3).contains(part.utf8.count)
          && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
