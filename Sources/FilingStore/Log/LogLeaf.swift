import Filing

/// An event of the register as a leaf of the transparency log: when, what, of which package, and what it made final.
///
/// Every leaf names the package's hash, which those who do not have the package cannot guess: a proof shows the hashes of other
/// leaves, and tells nothing by them.
struct LogLeaf: Sendable, Hashable {
  enum Matter: Sendable, Hashable {
    case arrival(channel: String, name: String, form: ChannelPolicy.Form, size: Int64)
    /// A final decision, with what its item was told; what was told on the way may give way to what is told later.
    case decision(ItemOutcome)
    /// Of the way of a court's documents to an addressee; the hash is that of the dispatch.
    case evidence(item: Int, content: ContentHash, addressee: String, reason: String?)
    /// By its ordinal.
    case item(Int)
    case package
    /// What a person did to a package as a whole.
    case clerk(ClerkStatement)
    /// What a clerk corrected in an item's entry.
    case correction(item: Int, EntryCorrection)
  }

  /// From 0: the event's id less one.
  let index: Int
  let at: Instant
  let event: EventKind
  let package: PackageID
  let packageHash: ContentHash
  let matter: Matter

  /// What the leaf's hash is taken over.
  ///
  /// The form is published: it must stay as it is for as long as a register written with it exists.
  var octets: [UInt8] {
    var form = CanonicalOctets(heading: "court-intake log leaf 1")
    form.append("index", Int64(index))
    form.append("at", at)
    form.append("event", event.rawValue)
    form.append("package", package.value)
    form.append("sha256", packageHash)
    switch matter {
    case .arrival(let channel, let name, let package, let size):
      form.append("channel", channel)
      form.append("name", CardNumber.masked(in: name))
      form.append("form", package.rawValue)
      form.append("size", size)
    case .decision(let outcome):
      outcome.append(to: &form)
    case .evidence(let item, let content, let addressee, let reason):
      form.append("item", Int64(item))
      form.append("content", content)
      form.append("addressee", addressee)
      form.append("reason", reason)
    case .item(let ordinal):
      form.append("item", Int64(ordinal))
    case .package:
      break
    case .clerk(let statement):
      form.append("person", statement.person)
      form.append("reason", statement.reason)
    case .correction(let item, let correction):
      form.append("item", Int64(item))
      correction.append(to: &form)
    }
    return form.octets
  }
}

extension ItemOutcome {
  fileprivate func append(to form: inout CanonicalOctets) {
    form.append("item", Int64(ordinal))
    form.append("sender-item-id", senderItemID)
    form.append("signer", businessKey?.signer)
    form.append("message-id", businessKey?.messageID)
    form.append("content", contentHash)
    if let entry {
      // The entry's own hash is taken over all that it says, its findings among it.
      form.append("number", entry.number.description)
      form.append("entry", entry.id.value)
      form.append("entry-hash", entry.hash)
    } else {
      form.append("precedent", precedent?.number.description)
      form.append(findings)
    }
  }
}

extension EntryCorrection {
  fileprivate func append(to form: inout CanonicalOctets) {
    form.append("number", number.description)
    form.append("field", place.field.rawValue)
    if let part = place.field.part { form.append(part.rawValue, place.part.map { Int64($0 + 1) }) }
    form.append("was", was)
    form.append("value", value)
    form.append("person", statement.person)
    form.append("reason", statement.reason)
  }
}
