import Filing

/// What becomes of a filing whose signer has no open cabinet.
package enum CabinetRequirement: String, Sendable, CaseIterable {
  case no, warn, refuse

  /// What its filer is told; nil where nobody need have one.
  func finding(graded severities: SeverityPolicy) -> Finding? {
    switch self {
    case .no: nil
    case .warn: Finding(.filerWithoutCabinet).graded(by: severities)
    case .refuse: Finding(.filerCabinetRequired).graded(by: severities)
    }
  }
}
