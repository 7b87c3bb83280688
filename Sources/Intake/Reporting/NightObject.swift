import Filing
package import FilingStore
package import XMLSignature

/// A report as one JSON object. Names are stable; times are in UTC, durations in milliseconds, sizes in octets.
package struct NightObject: Sendable {
  private let account: NightAccount

  package init(of account: NightAccount) { self.account = account }

  package var value: JSONValue {
    let facts = account.facts
    return .object(
      [
        ("since", .string(account.span.start.description)), ("until", .string(account.span.end.description)),
        ("asOf", .string(account.condition.now.description)), ("packages", JSONValue(account.packages)),
        ("undecidedPackages", JSONValue(account.undecided)),
      ] + JSONValue.fields(of: account.counts) + [
        ("concerns", .array(account.concerns.map { $0.json(root: account.condition.root) })),
        (account.isByHour ? "hours" : "days", .array(account.parts().map(Self.json))),
        ("channels", .array(account.channels.map(Self.json))),
        ("reasons", .array(account.reasons.map(Self.json))),
        ("judging", facts.judging.map(Self.json) ?? .null), ("answering", facts.answering.map(Self.json) ?? .null),
        ("slowest", .array(facts.slowest.map(Self.json))),
        ("quarantined", .array(facts.quarantined.map(\.json))),
        ("runs", .array(facts.runs.map { $0.json(in: account.condition) })),
        ("failures", .array(facts.failures.map(\.json))), ("waiting", account.condition.waiting.json),
      ])
  }

  private static func json(_ part: NightAccount.Part) -> JSONValue {
    .object([("start", .string(part.start.description))] + fields(of: part))
  }

  private static func json(_ channel: (channel: String, part: NightAccount.Part)) -> JSONValue {
    .object([("channel", .string(channel.channel))] + fields(of: channel.part))
  }

  private static func fields(of part: NightAccount.Part) -> [(String, JSONValue)] {
    [("packages", JSONValue(part.packages)), ("undecidedPackages", JSONValue(part.undecided))]
      + JSONValue.fields(of: part.counts)
  }

  private static func json(_ reason: (code: FindingCode, items: Int, states: [ItemState])) -> JSONValue {
    let entry = FindingCatalogue.entry(for: reason.code)
    return [
      "code": .string(reason.code.rawValue), "items": JSONValue(reason.items),
      "states": .array(reason.states.map { .string($0.rawValue) }), "en": .string(entry.english.title),
      "az": .string(entry.azerbaijani.title),
    ]
  }

  private static func json(_ durations: ArrivalFacts.Durations) -> JSONValue {
    [
      "items": JSONValue(durations.count), "p50": JSONValue(durations.p50), "p90": JSONValue(durations.p90),
      "p99": JSONValue(durations.p99), "longest": JSONValue(durations.longest),
    ]
  }

  private static func json(_ package: ArrivalFacts.Slow) -> JSONValue {
    [
      "id": JSONValue(package.package.value), "channel": .string(package.channel),
      "package": .string(SheetPage.mask(package.name)), "items": JSONValue(package.items),
      "size": JSONValue(package.size), "milliseconds": JSONValue(package.duration),
      "number": JSONValue(package.number?.description),
    ]
  }
}

extension JSONValue {
  /// The line that adds up.
  package static func fields(of counts: StateCounts) -> [(String, JSONValue)] {
    [("received", JSONValue(counts.received))]
      + ItemState.allCases.map { ($0.rawValue.lowercased(), JSONValue(counts[state: $0])) }
      + [("addsUp", .bool(counts.addsUp))]
  }
}

extension Concern {
  package func json(root: String) -> JSONValue {
    [
      "concern": .string(name), "weight": .string(weight.rawValue),
      "commands": .array(commands(root: root).map { .string($0.text) }),
    ]
  }
}

extension Waiting {
  package var json: JSONValue {
    .object(
      Queue.allCases.map { queue in
        let line = self[queue]
        return (
          queue.rawValue,
          [
            "count": JSONValue(line.count), "oldest": JSONValue(line.oldest?.description),
            "entries": .array(line.entries.map(\.json)),
          ]
        )
      })
  }
}

extension Waiting.Entry {
  package var json: JSONValue {
    [
      "id": .string(reference), "channel": .string(channel), "package": .string(SheetPage.mask(name)),
      "since": .string(since.description), "nextLook": JSONValue(nextLook?.description),
      "code": JSONValue(code?.rawValue),
      "remark": JSONValue(remark.map(SheetPage.mask)), "attempts": JSONValue(attempts),
    ]
  }
}

extension RecipientStanding {
  package var json: JSONValue {
    [
      "recipient": .string(recipient), "owed": JSONValue(owed), "obstructed": JSONValue(obstructed),
      "notAcknowledged": JSONValue(unacknowledged), "notHandedOver": JSONValue(notHandedOver),
      "since": JSONValue((wait?.since ?? oldestOwed)?.description),
      "reason": JSONValue((wait?.reason ?? handOverFailure).map(SheetPage.mask)), "attempts": JSONValue(wait?.attempts),
      "nextTry": JSONValue((wait?.nextTry ?? nextHandOver)?.description),
    ]
  }
}

extension RunRecord {
  package func json(in condition: RootCondition) -> JSONValue {
    let isLost = endedWithoutEnd(latest: condition.runs.first?.id, isAtWork: condition.isAtWork)
    return .object(
      [
        ("started", .string(startedAt.description)), ("finished", JSONValue(finishedAt?.description)),
        ("endedWithoutEnd", .bool(isLost)),
      ] + (totals.map { JSONValue.fields(of: $0) } ?? []))
  }
}

extension WorldFailure {
  package var json: JSONValue {
    [
      "at": .string(at.description), "channel": JSONValue(package?.channel),
      "package": JSONValue(package.map { SheetPage.mask($0.name) }), "reason": .string(SheetPage.mask(reason)),
    ]
  }
}
