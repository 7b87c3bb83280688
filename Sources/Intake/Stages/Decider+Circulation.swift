import Filing
import FilingStore

/// What is asked of cabinets: requests of their holders, documents of courts, and filings in somebody's name.
extension Decider {
  /// What is to be done where an item is no filing; nil for a filing. What settings let pass and cannot be carried out is refused.
  func orderedDecision(on item: AssessedItem) -> DecidedItem.Decision? {
    switch item.review.content {
    case .submission, .scan: nil
    case .cabinetRequest(let request): cabinetOrder(for: request, of: item).map { .changeCabinet($0) } ?? .reject
    case .dispatch(let dispatch): dispatchOrder(for: dispatch, of: item).map { .dispatch($0) } ?? .reject
    }
  }

  // MARK: Requests of holders

  private func cabinetOrder(for request: CabinetRequest, of item: AssessedItem) -> CabinetOrder? {
    guard let holder = item.review.cabinetHolder, let messageID = request.messageID?.value,
      let action = request.action.flatMap({ orderedAction($0, on: item.review.arrivalDay) })
    else { return nil }
    return CabinetOrder(
      owner: holder.number, holder: request.holder.name, messageID: messageID, contentHash: item.contentHash,
      certificate: holder.certificate, action: action,
      finding: { [severities] outcome in
        Self.finding(for: outcome, of: request, holder: holder.number, messageID: messageID).graded(by: severities)
      })
  }

  private func orderedAction(_ action: CabinetRequest.Action, on today: LocalDay) -> CabinetOrder.Action? {
    switch action {
    case .open(let contact): return .open(contact)
    case .change(let contact): return .change(contact)
    case .close: return .close
    case .renew: return .renew
    case .revokePower(let number): return number.map { .revoke($0.value) }
    case .grantPower(let power):
      let first = power.validFrom.flatMap { LocalDay($0.value) } ?? today
      guard let number = power.number?.value, let representative = power.representative.number,
        let last = power.validUntil.flatMap({ LocalDay($0.value) }), first <= last
      else { return nil }
      return .grant(
        CabinetOrder.Power(
          number: number, representative: representative, representativeName: power.representative.name,
          scope: power.scope, validity: first...last))
    }
  }

  private static func finding(
    for outcome: CabinetOutcome, of request: CabinetRequest, holder: PartyNumber, messageID: String
  ) -> Finding {
    let place = request.location
    switch outcome {
    case .opened(let userName): return Finding(.cabinetOpened, at: place, ["userName": userName])
    case .changed(let userName): return Finding(.cabinetChanged, at: place, ["userName": userName])
    case .closed(let userName): return Finding(.cabinetClosed, at: place, ["userName": userName])
    case .renewed(let userName): return Finding(.cabinetRenewed, at: place, ["userName": userName])
    case .powerRecorded(let power):
      return Finding(
        .powerRecorded, at: place,
        [
          "number": power.number, "representative": label(power.representativeName, power.representative),
          "until": power.validity.upperBound.description,
        ])
    case .powerRevoked(let number): return Finding(.powerRevoked, at: place, ["number": number])
    case .repeated: return Finding(.requestRepeated, at: place, ["messageId": messageID])
    case .messageIDUsed: return Finding(.messageIDUsed, at: request.messageID?.location, ["messageId": messageID])
    case .alreadyOpen(let userName): return Finding(.cabinetAlreadyOpen, at: place, ["userName": userName])
    case .notOpen: return Finding(.cabinetNotOpen, at: place, ["holder": label(request.holder.name, holder)])
    case .certificateKnown(let userName): return Finding(.cabinetCertificateKnown, at: place, ["userName": userName])
    case .powerNumberUsed(let number): return Finding(.powerNumberUsed, at: place, ["number": number])
    case .powerUnknown(let number): return Finding(.powerUnknown, at: place, ["number": number])
    }
  }

  private static func label(_ name: String, _ number: PartyNumber) -> String {
    name.isEmpty ? number.label : "\(name), \(number.label)"
  }

  // MARK: Documents of courts

  private func dispatchOrder(for dispatch: Dispatch, of item: AssessedItem) -> DispatchOrder? {
    let documents = item.review.documents.compactMap { EntryDocument($0) }
    guard let court = item.review.dispatchingCourt, let key = businessKey(of: item),
      let title = dispatch.title?.value, let term = dispatch.term.flatMap({ Int($0.value) }),
      documents.count == item.review.documents.count
    else { return nil }
    // Who is named twice is served once.
    var seen: Set<PartyNumber> = []
    let addressees = dispatch.addressees.compactMap { addressee -> DispatchOrder.Addressee? in
      guard let number = addressee.identity.number, seen.insert(number).inserted else { return nil }
      return DispatchOrder.Addressee(number: number, name: addressee.identity.name)
    }
    guard !addressees.isEmpty else { return nil }
    return DispatchOrder(
      key: key, contentHash: item.contentHash, court: court.code, caseNumber: dispatch.caseReference?.number?.value,
      title: title, term: term, addressees: addressees, documents: documents,
      finding: { [severities] outcome in
        Self.finding(for: outcome, of: dispatch, messageID: key.messageID).graded(by: severities)
      })
  }

  private static func finding(for outcome: DispatchOutcome, of dispatch: Dispatch, messageID: String) -> Finding {
    func place(of addressee: DispatchOrder.Addressee) -> SourceLocation {
      dispatch.addressees.first { $0.identity.number == addressee.number }?.location ?? dispatch.location
    }
    switch outcome {
    case .placed(let placed, let count, let day):
      return Finding(
        .dispatchPlaced, at: dispatch.location,
        ["count": String(count), "placed": String(placed), "day": day.description])
    case .unknown(let addressee):
      return Finding(
        .dispatchAddresseeUnknown, at: place(of: addressee), ["addressee": label(addressee.name, addressee.number)])
    case .closed(let addressee):
      return Finding(
        .dispatchAddresseeClosed, at: place(of: addressee), ["addressee": label(addressee.name, addressee.number)])
    case .restricted(let name, let number):
      return Finding(
        .dispatchDocumentRestricted, at: dispatch.location, ["name": name, "number": number.description])
    case .repeated: return Finding(.requestRepeated, at: dispatch.location, ["messageId": messageID])
    case .messageIDUsed: return Finding(.messageIDUsed, at: dispatch.messageID?.location, ["messageId": messageID])
    }
  }

  // MARK: In somebody's name

  /// What is decided where a power of attorney on record covers what a representative files.
  func authority(
    of item: AssessedItem, under key: BusinessKey?, accepting acceptance: ClerkAcceptance?
  ) -> AuthorityClaim? {
    guard case .representative(let signer) = item.review.filingSigner,
      let principal = item.review.submission?.filingParticipant?.identity.number,
      let court = item.review.destinationCourt?.code,
      let unproven = item.findings.first(where: { $0.code == .representativeAuthorityUnproven })
    else { return nil }
    let proven = Decision.make(
      findings: item.findings.filter { $0.code != unproven.code }, severities: severities,
      lifting: acceptance?.codes ?? [])
    var draft = proven.verdict == .register ? key.flatMap { entry(for: item, under: $0) } : nil
    if acceptance != nil { draft?.disposition = .acceptedByClerk }
    let isLifted = acceptance?.codes.contains(where: \.isOfAuthority) ?? false
    return AuthorityClaim(
      principal: principal, representatives: signer.numbers, court: court,
      procedure: item.review.submission?.procedure?.value, caseNumber: item.review.caseReference?.number?.value,
      day: item.review.arrivalDay, decision: outcome(of: proven.verdict, item: item, draft: draft),
      finding: { [severities] standing in
        let finding = Self.finding(for: standing, at: unproven.location).graded(by: severities)
        return isLifted && finding.isOverridable ? finding.overridden() : finding
      })
  }

  private static func finding(for standing: PowerStanding, at place: SourceLocation?) -> Finding {
    switch standing {
    case .covering(let power):
      Finding(
        .representativePowerOnRecord, at: place,
        ["number": power.number, "until": power.validity.upperBound.description])
    case .expired(let power):
      Finding(
        .representativePowerExpired, at: place,
        ["number": power.number, "until": power.validity.upperBound.description])
    case .revoked(let power): Finding(.representativePowerRevoked, at: place, ["number": power.number])
    case .notCovering(let power): Finding(.representativePowerNotCovering, at: place, ["number": power.number])
    }
  }
}

extension ItemUnderReview {
  /// Who signed, and for whom; only who is proven to have signed.
  var filingParties: [PartyNumber] {
    guard let submission, let filer = submission.filingParticipant?.identity.number else { return [] }
    switch filingSigner {
    case .filer: return [filer]
    case .representative: return [submission.representative?.identity.number, filer].compactMap(\.self)
    case nil: return []
    }
  }
}
