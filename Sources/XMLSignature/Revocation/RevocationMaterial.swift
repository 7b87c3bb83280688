/// Lists, answers and certificates that a validation may rest on, and where each came from. Nothing in it is proven.
public struct RevocationMaterial: Sendable {
  /// Senders decide how much they send; of what came with signatures and time-stamps no more than this is looked at.
  static let mostOfEachKind = 64

  private(set) var lists: [(list: RevocationList, origin: RevocationRecord.Origin)] = []
  private(set) var answers: [(answer: BasicOCSPResponse, origin: RevocationRecord.Origin)] = []
  /// May have signed lists or answers.
  private(set) var certificates: [CertificateRecord] = []
  /// What could not be read or was too much, in English.
  public private(set) var defects: [String] = []

  public init() {}

  public mutating func add(_ list: RevocationList, from origin: RevocationRecord.Origin) {
    guard origin.isOperators || lists.count(where: { !$0.origin.isOperators }) < Self.mostOfEachKind else {
      return refuse("revocation lists")
    }
    guard !lists.contains(where: { $0.list.digest == list.digest }) else { return }
    lists.append((list, origin))
  }

  public mutating func add(_ answer: BasicOCSPResponse, from origin: RevocationRecord.Origin) {
    guard origin.isOperators || answers.count(where: { !$0.origin.isOperators }) < Self.mostOfEachKind else {
      return refuse("OCSP answers")
    }
    guard !answers.contains(where: { $0.answer.digest == answer.digest }) else { return }
    answers.append((answer, origin))
  }

  public mutating func add(_ certificates: some Sequence<CertificateRecord>) {
    for certificate in certificates {
      guard self.certificates.count < Self.mostOfEachKind else { return refuse("certificates") }
      self.certificates.append(certificate)
    }
  }

  /// Octets that should be a list, as DER.
  public mutating func add(encodedList octets: [UInt8], from origin: RevocationRecord.Origin) {
    do {
      add(try RevocationList(derEncoded: octets), from: origin)
    } catch {
      defects.append("a revocation list cannot be used: \(error)")
    }
  }

  /// Octets that should be an answer, in either form that signatures carry.
  public mutating func add(encodedAnswer octets: [UInt8], from origin: RevocationRecord.Origin) {
    do {
      add(try BasicOCSPResponse.read(octets), from: origin)
    } catch {
      defects.append("an OCSP answer cannot be used: \(error)")
    }
  }

  /// Everything of another pool, after what is here already.
  public mutating func add(_ other: RevocationMaterial) {
    for (list, origin) in other.lists { add(list, from: origin) }
    for (answer, origin) in other.answers { add(answer, from: origin) }
    add(other.certificates)
    defects += other.defects
  }

  public var isEmpty: Bool { lists.isEmpty && answers.isEmpty }

  private mutating func refuse(_ what: String) {
    let defect = "more than \(Self.mostOfEachKind) \(what) were given; the others are not looked at"
    if !defects.contains(defect) { defects.append(defect) }
  }
}

extension RevocationRecord.Origin {
  /// Whether the operator chose it, and not the sender of a signature.
  var isOperators: Bool {
    switch self {
    case .signature, .timeStamp: false
    case .trustFolder, .source: true
    }
  }
}
