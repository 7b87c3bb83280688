/// How well the source of a tariff's line or rule is known.
public enum TariffMark: String, Sendable, Hashable, CaseIterable {
  /// Found in a public source.
  case verified
  /// Found, but the text was cut or old, or says only a part of it.
  case partlyVerified = "partly-verified"
  /// Remembered or assumed; an operator must confirm it.
  case unverified
}

/// A way of reckoning that a tariff prescribes, and where that is written.
public struct TariffRule<Choice: Sendable & Hashable>: Sendable, Hashable {
  public let choice: Choice
  public let citation: BilingualText
  public let mark: TariffMark

  public init(_ choice: Choice, citation: BilingualText, mark: TariffMark) {
    self.choice = choice
    self.citation = citation
    self.mark = mark
  }
}

/// What becomes of several claims in one filing.
public enum SeveralClaims: String, Sendable, Hashable, CaseIterable {
  /// The values of the claims under one act add up, and one duty is due on the sum. A claim whose duty does not depend on
  /// its value bears its own.
  case sumOfValues = "sum-of-values"
  /// Each claim bears its own duty.
  case eachClaim = "each-claim"
}

/// On which value the duty is reckoned that another act's duty is a share of.
public enum ShareBase: String, Sendable, Hashable, CaseIterable {
  /// On what the complaint contests, by the tariff of the day of the complaint.
  case contestedAmount = "contested-amount"
  /// On the whole claim, by the tariff of the day of the complaint.
  case wholeClaim = "whole-claim"
}

extension TariffRule<SeveralClaims> {
  /// For tariffs that prescribe none.
  public static let standard = TariffRule(
    .sumOfValues,
    citation: BilingualText(
      az: """
        Mülki Prosessual Məcəllə, maddə 112.1.10 (bütün tələblərin ümumi məbləği); qiymətləndirilməyən tələbə görə \
        rüsumun ayrıca ödənilməsi ehtimaldır
        """,
      en: """
        Civil Procedure Code, article 112.1.10 (the total of all claims); that a claim without a value bears its own \
        duty beside it is assumed
        """), mark: .partlyVerified)
}

extension TariffRule<ShareBase> {
  /// For lines that prescribe none.
  public static let standard = TariffRule(
    .contestedAmount,
    citation: BilingualText(
      az: "payın mübahisələndirilən məbləğin rüsumundan götürülməsi ehtimaldır",
      en: "that the share is taken of the duty on the contested amount is assumed"), mark: .unverified)
}
