package import Filing

/// What a value must look like. Says it to people, and so to the tests.
package enum ValueForm: Sendable, Hashable {
  case duration(ClosedRange<Duration>)
  case size(ClosedRange<Int64>)
  case count(ClosedRange<Int>)
  case boolean
  case notEmpty
  case words
  case programPath
  case socketPath
  case accountNumber
  case cardPrefix
  case metricsFile
  case address
  case channelName
  case courtCode
  case fingerprint
  case hexadecimal
  case filerNumber
  case objectIdentifier
  /// A pattern with exactly one such placeholder.
  case pattern(placeholder: String)
  case literal
  case amount
  case percentage
  case roundingUnit
  case day

  package func text(in language: FindingCatalogue.Language) -> String {
    switch language {
    case .azerbaijani: textInAzerbaijani
    case .english: textInEnglish
    }
  }

  private var textInEnglish: String {
    switch self {
    case .duration(let range):
      "a time from \(DurationText.text(of: range.lowerBound)) to \(DurationText.text(of: range.upperBound)), such as "
        + "500ms, 2s, 5m, 24h or 7d"
    case .size(let range):
      "a size from \(SizeText.text(of: range.lowerBound)) to \(SizeText.text(of: range.upperBound)), such as 500MB, "
        + "2GB or 2GiB"
    case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .boolean: "true or false"
    case .notEmpty: "a text that is not empty"
    case .words: "a text with letters or digits in it"
    case .metricsFile: "a file below the root or a full path, ending with .prom"
    case .accountNumber: "an account's number (IBAN, or 4 to 34 Latin letters and digits)"
    case .cardPrefix: "1 to 6 digits in quotes, such as \"4169\""
    case .programPath: "a list that begins with a program's full path, such as [/usr/local/bin/forward]"
    case .socketPath:
      "the full path of a socket of at most \(VirusScanSettings.longestSocket) octets, such as /run/clamav/clamd.ctl"
    case .address: "an address that begins with http:// or https://, without a password"
    case .channelName: "lower-case letters, digits and hyphens, at most \(FolderLabel.maximumLength)"
    case .courtCode: "a court's three digits in quotes, such as \"103\""
    case .fingerprint: "64 hexadecimal digits (SHA-256 of the certificate)"
    case .hexadecimal: "pairs of hexadecimal digits"
    case .filerNumber: "a FİN (7 characters) or a VÖEN (10 digits)"
    case .objectIdentifier: "an object identifier such as 2.5.4.5"
    case .pattern(let placeholder): "a text with \(placeholder) in it once"
    case .literal: "a text without placeholders"
    case .amount: "an amount in AZN such as \"120.50\""
    case .percentage: "a percentage from 0 to 100 with at most four decimals, such as \"0.05\""
    case .roundingUnit: "an amount in AZN from \"0.01\" to \"100\""
    case .day: "a day such as 2021-08-01"
    }
  }

  private var textInAzerbaijani: String {
    switch self {
    case .duration(let range):
      "\(DurationText.text(of: range.lowerBound)) ilə \(DurationText.text(of: range.upperBound)) arasında müddət, "
        + "məsələn 500ms, 2s, 5m, 24h və ya 7d"
    case .size(let range):
      "\(SizeText.text(of: range.lowerBound)) ilə \(SizeText.text(of: range.upperBound)) arasında həcm, məsələn 500MB, "
        + "2GB və ya 2GiB"
    case .count(let range): "\(range.lowerBound) ilə \(range.upperBound) arasında tam ədəd"
    case .boolean: "true və ya false"
    case .notEmpty: "boş olmayan mətn"
    case .words: "içində hərf və ya rəqəm olan mətn"
    case .metricsFile: "kök qovluqdakı fayl və ya tam yol, sonu .prom"
    case .accountNumber: "hesab nömrəsi (IBAN, ya da 4–34 latın hərfi və rəqəm)"
    case .cardPrefix: "dırnaq içində 1–6 rəqəm, məsələn \"4169\""
    case .programPath: "proqramın tam yolu ilə başlayan siyahı, məsələn [/usr/local/bin/forward]"
    case .socketPath:
      "soketin ən çoxu \(VirusScanSettings.longestSocket) baytlıq tam yolu, məsələn /run/clamav/clamd.ctl"
    case .address: "http:// və ya https:// ilə başlayan, parolsuz ünvan"
    case .channelName:
      "kiçik latın hərfləri, rəqəmlər və defis, ən çoxu \(FolderLabel.maximumLength) işarə"
    case .courtCode: "məhkəmənin dırnaq içində üç rəqəmi, məsələn \"103\""
    case .fingerprint: "64 onaltılıq rəqəm (sertifikatın SHA-256 izi)"
    case .hexadecimal: "onaltılıq rəqəm cütləri"
    case .filerNumber: "FİN (7 işarə) və ya VÖEN (10 rəqəm)"
    case .objectIdentifier: "obyekt identifikatoru, məsələn 2.5.4.5"
    case .pattern(let placeholder): "içində bir dəfə \(placeholder) olan mətn"
    case .literal: "əvəzləyicisi olmayan mətn"
    case .amount: "AZN ilə məbləğ, məsələn \"120.50\""
    case .percentage: "0 ilə 100 arasında, ən çoxu dörd onluq rəqəmli faiz, məsələn \"0.05\""
    case .roundingUnit: "AZN ilə \"0.01\" ilə \"100\" arasında məbləğ"
    case .day: "gün, məsələn 2021-08-01"
    }
  }
}
