import ArgumentParser

/// The command line of DESIGN.md §7: it parses, builds and runs; everything else stands in the libraries.
@main
struct CourtIntake: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "court-intake",
    abstract: "Takes electronic filings in for a court: validates, registers, answers.",
    discussion: """
      A root is a folder with an inbox, an outbox, settings and a register; `init` makes one, `demo` shows one at work.
      Exit codes: 0 done, 1 findings block, 64 usage, 65 data, 69 a service is away, 70 our fault, 73 cannot create,
      74 input or output failed, 75 busy, try again, 78 configuration.
      """,
    version: "1.0.0",
    subcommands: [
      Init.self, Demo.self, Run.self, ServiceCommand.self, Check.self, Verify.self, Sign.self, Assess.self, Status.self,
      Report.self, Register.self, Search.self, Receipt.self, Payments.self, Cabinets.self, Dispatches.self,
      Accesses.self, Held.self,
      Deferred.self,
      Quarantine.self, Outbox.self, Fsck.self, Batch.self, Separators.self, Stacks.self,
      Backup.self,
      Restore.self,
      Trust.self, Explain.self, Schema.self,
    ])
}
