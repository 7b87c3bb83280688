package import Filing

/// A party to a transaction (`RltdPties/Dbtr`, `UltmtDbtr`), as its bank wrote it. Nothing of it is proven.
package struct BankParty: Sendable, Hashable {
  /// `Nm`; in later versions inside `Pty`, or of an institution inside `Agt/FinInstnId`. Card numbers are masked.
  package let name: String?
  /// `Id/PrvtId/Othr/Id` and `Id/OrgId/Othr/Id`, in their order.
  package let identifiers: [String]

  package init?(name: String?, identifiers: [String] = []) {
    guard name != nil || !identifiers.isEmpty else { return nil }
    (self.name, self.identifiers) = (name, identifiers)
  }

  /// The first identifier that has the form of a VÖEN.
  package var taxNumber: TaxNumber? { identifiers.lazy.compactMap { TaxNumber($0) }.first }

  /// The first identifier that has the form of a FİN.
  package var personalNumber: PersonalNumber? { identifiers.lazy.compactMap { PersonalNumber($0.uppercased()) }.first }
}

/// A bank of a transaction (`RltdAgts/DbtrAgt/FinInstnId`).
package struct BankAgent: Sendable, Hashable {
  /// `BIC` in version 02, `BICFI` from 03 on.
  package let bic: String?
  /// `Nm`.
  package let name: String?
  /// `ClrSysMmbId/MmbId`: the bank's number in its clearing system.
  package let memberID: String?

  package init?(bic: String?, name: String? = nil, memberID: String? = nil) {
    guard bic != nil || name != nil || memberID != nil else { return nil }
    (self.bic, self.name, self.memberID) = (bic, name, memberID)
  }
}
