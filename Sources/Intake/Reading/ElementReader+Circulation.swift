import Filing

extension ElementReader {
  /// Reads a `CabinetRequest` element.
  var cabinetRequest: CabinetRequest {
    var request = CabinetRequest(location: location)
    request.id = attribute("Id")
    request.messageID = token("MessageId")
    request.destination = destination
    if let holder = child("Holder") { request.holder = holder.identity }
    request.action = cabinetAction
    let contact = child("Open") ?? child("Change")
    let parties = [child("Holder"), child("GrantPower")?.child("Representative")].compactMap(\.self)
    request.freeTexts = ([contact].compactMap(\.self) + parties).flatMap(\.textsOfParty)
    return request
  }

  private var cabinetAction: CabinetRequest.Action? {
    if let open = child("Open") { return .open(open.contact) }
    if let change = child("Change") { return .change(change.contact) }
    if child("Close") != nil { return .close }
    if child("Renew") != nil { return .renew }
    if let power = child("GrantPower") { return .grantPower(power.statedPower) }
    return child("RevokePower").map { .revokePower($0.token("Number")) }
  }

  private var contact: StatedContact {
    var contact = StatedContact()
    contact.address = token("Address")
    contact.email = token("Email")
    contact.phone = token("Phone")
    contact.notices = token("Notices")
    contact.language = token("Language")
    return contact
  }

  private var statedPower: StatedPower {
    var power = StatedPower(
      representative: child("Representative")?.identity ?? PartyIdentity(kind: .person), location: location)
    power.number = token("Number")
    power.courts = children("Court").compactMap(\.token)
    power.procedures = children("Procedure").compactMap(\.token)
    power.cases = children("CaseNumber").compactMap(\.token)
    power.validFrom = token("ValidFrom")
    power.validUntil = token("ValidUntil")
    return power
  }

  /// Reads a `Dispatch` element.
  var dispatch: Dispatch {
    var dispatch = Dispatch(location: location)
    dispatch.id = attribute("Id")
    dispatch.messageID = token("MessageId")
    dispatch.destination = destination
    dispatch.caseReference = caseReference
    dispatch.title = token("Title")
    dispatch.term = token("OpenWithin")
    dispatch.addressees = children("Addressee").map { Dispatch.Addressee(identity: $0.identity, location: $0.location) }
    dispatch.documents = children("Document").map(\.document)
    return dispatch
  }
}
