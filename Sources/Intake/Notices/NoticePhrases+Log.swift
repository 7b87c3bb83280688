/// The words about the transparency log.
extension NoticePhrases {
  private func words(_ azerbaijani: String, _ english: String) -> String {
    switch language {
    case .azerbaijani: azerbaijani
    case .english: english
    }
  }

  /// - Parameters:
  ///   - place: From 1.
  ///   - root: In hexadecimal digits.
  func proof(ofLeaf place: Int, root: String) -> String {
    words(
      """
      Jurnal: məhkəmə jurnalında qeyd № \(place), kök \(root). Bu faylı dəyişdirmədən saxlayın: yuxarıda deyiləni onunla \
      sübut etmək olar.
      """,
      """
      Log: entry \(place) of the court's log, root \(root). Keep this file as it is: with it, what is said above can be proven.
      """)
  }

  var headAccount: Account {
    switch language {
    case .azerbaijani:
      Account(
        subject: "Məhkəmə jurnalının vəziyyəti",
        happened: """
          Məhkəmənin qəbul etdiyi və qərar verdiyi hər şey jurnala yazılır. Aşağıdakı kök bütün qeydləri əhatə edir: əvvəlki \
          qeyd sonradan dəyişdirilsə, silinsə və ya başqa tarixə yazılsa, kök uyğun gəlməyəcək.
          """,
        next: """
          Bu faylı dəyişdirmədən, məhkəmənin əli çatmayan yerdə saxlayın. Məhkəmənin reyestri yoxlananda onu təqdim edin.
          """)
    case .english:
      Account(
        subject: "Head of the court's log",
        happened: """
          Everything that the court receives and decides is written to a log. The root below is taken over all its entries: \
          if an earlier one is changed, removed or dated otherwise later on, the root will not match.
          """,
        next: """
          Keep this file as it is, where the court cannot reach it. Show it when the court's register is examined.
          """)
    }
  }

  var headTime: String { words("Hazırlanıb", "Made") }
  var headSize: String { words("Qeydlərin sayı", "Entries") }
  var headRoot: String { words("Kök (SHA-256)", "Root (SHA-256)") }
  var earlierHeadSize: String { words("Əvvəlki vəziyyət, qeydlərin sayı", "Head before it, entries") }
  var earlierHeadRoot: String { words("Əvvəlki vəziyyət, kök", "Head before it, root") }
}
