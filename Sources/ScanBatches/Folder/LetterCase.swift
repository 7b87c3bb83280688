extension StringProtocol {
  /// For comparing what people type: capitals are small, and the four letters i, ı, I and İ, which spreadsheets and keyboards turn
  /// into each other, are one.
  var inOneCase: String {
    lowercased().replacing("i\u{307}", with: "i").replacing("ı", with: "i")
  }
}
