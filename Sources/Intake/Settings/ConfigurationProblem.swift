package import Filing

/// What can be wrong with an operator's files. The texts stand in the neighbouring files, one for each language.
package enum ConfigurationProblem: Sendable, Hashable {
  // Files.
  case rootMissing
  case fileMissing
  case folderMissing
  /// A folder that must hold at least one file with this ending.
  case folderEmpty(ending: String)
  case fileUnexpected(endings: [String])
  case notAFile
  case fileTooLarge(limit: String)
  case notUTF8
  /// The parser's own words, in English.
  case notYAML(String)

  // Keys.
  case keyUnknown(nearest: String?)
  case keyRepeated([String])
  case keyMissing(String)
  case shapeUnexpected(ValueShape)

  // Values.
  case valueInvalid(String, ValueForm)
  case choiceUnknown(String, nearest: String?, choices: [String])
  case entryRepeated(String)
  case severityTooLow(FindingCode)
  /// Neither or both of two things stand there.
  case formulaAmbiguous
  case numberSourceMissing
  /// Statements are waited for, and nobody's are taken.
  case treasuryWithoutAccount
  /// Records of a payment portal cannot be read so; in English.
  case layoutUnusable(String)
  case tariff(TariffDefect)

  // Trust.
  case trustUnreadable
  case trustPartlyUnreadable(blocks: Int, readable: Int)
  /// A list among certificates, or a certificate among lists.
  case trustMisplaced(isList: Bool)
  case demoAnchor(subject: String)

  /// Why the key or the certificate of the seal cannot be used, in English.
  case sealUnusable(String)

  package func cause(in language: FindingCatalogue.Language) -> String {
    switch language {
    case .azerbaijani: textInAzerbaijani.cause
    case .english: textInEnglish.cause
    }
  }

  package func remedy(in language: FindingCatalogue.Language) -> String {
    switch language {
    case .azerbaijani: textInAzerbaijani.remedy
    case .english: textInEnglish.remedy
    }
  }
}

/// The forms that YAML gives to values.
package enum ValueShape: Sendable, Hashable {
  case text
  case list
  case keys
}
