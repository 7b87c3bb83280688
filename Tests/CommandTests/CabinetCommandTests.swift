import Foundation
import GRDB
import Testing

/// What an operator sees of cabinets and dispatches. The court's officer is the filer: one certificate will do.
struct CabinetCommandTests {
  private let root: ProgramRoot

  init() throws {
    root = try ProgramRoot()
    let courts = "\(root.path)/courts.yaml"
    let text = try String(contentsOfFile: courts, encoding: .utf8)
    // The seals of the first court of the file.
    let own = text.replacing("    seals: []", with: "    seals: []\n    officers: [\(Filer.fin)]", maxReplacements: 1)
    try own.write(toFile: courts, atomically: false, encoding: .utf8)
    let settings = "\(root.path)/intake.yaml"
    let kinds = try String(contentsOfFile: settings, encoding: .utf8)
      .replacing("kinds: [Submission, CabinetRequest]", with: "kinds: [Submission, CabinetRequest, Dispatch]")
    try kinds.write(toFile: settings, atomically: false, encoding: .utf8)
    try put("request.xml", Self.request)
    #expect(try root.run().exitCode == 0)
    try put("dispatch.xml", Self.dispatch)
    #expect(try root.run().exitCode == 0)
  }

  private func put(_ name: String, _ content: String) throws {
    try root.put(name, try Filer.shared.get().package(content, id: "c"))
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try root.program.run(arguments + ["--root", root.path])
  }

  @Test func listsNameNobody() throws {
    let cabinets = try run("cabinet", "list", "--json").objects
    #expect(cabinets.count == 1 && cabinets[0]["state"] as? String == "open")
    let dispatches = try run("dispatch", "list", "--json").objects
    #expect(dispatches.count == 1 && dispatches[0]["reached"] as? Int == 0 && dispatches[0]["addressees"] as? Int == 2)
    for output in [try run("cabinet", "list").output, try run("dispatch", "list", "--not-reached").output] {
      #expect(!output.contains(Filer.fin) && !output.contains("Sınaqov"))
    }
  }

  @Test func whoLooksIsRecordedAndWhoGivesNoReasonSeesNothing() throws {
    let cabinet = try present(try run("cabinet", "list", "--json").objects.first?["userName"] as? String)
    #expect(try run("cabinet", "show", cabinet).exitCode == 64)
    let why = ["--person", "A. Clerk", "--reason", "Asked by the holder"]
    let shown = try root.program.run(["cabinet", "show", cabinet, "--root", root.path] + why)
    #expect(shown.output.contains("FİN \(Filer.fin)") && shown.output.contains("served, new, Qərardad"))
    let item = try present(try run("dispatch", "list", "--json").objects.first?["item"] as? String)
    let missed = try root.program.run(["dispatch", "show", item, "--not-reached", "--json", "--root", root.path] + why)
    let addressees = try present(missed.objects.first?["addressees"] as? [[String: Any]])
    #expect(addressees.count == 2)
    let log = try root.register { try String.fetchAll($0, sql: "SELECT what FROM access_log ORDER BY id") }
    #expect(log == ["cabinet \(cabinet)", "dispatch \(item)"])
    #expect(try root.program.run(["cabinet", "show", "nobody", "--root", root.path] + why).exitCode == 65)
    #expect(try root.fsck().exitCode == 0)
  }

  @Test func whoSearchesIsRecordedToo() throws {
    try root.put("a.xml", try Filer.shared.get().claim("a", document: Filer.document("a")))
    #expect(try root.run().exitCode == 0)
    #expect(try run("search", "iddia").exitCode == 64)
    let why = ["--person", "A. Clerk", "--reason", "Asked by the filer", "--root", root.path]
    let found = try root.program.run(["search", "--json", "SINAQOV", Filer.fin.lowercased()] + why)
    let number = try present(found.objects.first?["number"] as? String)
    let count = try found.objects.count
    #expect(count == 1 && number.hasPrefix("050/"))
    #expect(try root.program.run(["search", "sinaqov", "--before", number] + why).output == "No entries.\n")
    #expect(try root.program.run(["search", "sinaqov", "--before", "050/1999/000001"] + why).exitCode == 65)

    let accesses = ["access", "list", "--json", "--participant", Filer.fin]
    let looks = try root.program.run(accesses + ["--of", "A. Clerk", "--since", "2020-01-01"] + why).objects
    #expect(looks.map { $0["what"] as? String } == ["search SINAQOV \(Filer.fin.lowercased())"])
    #expect(looks.first?["reason"] as? String == "Asked by the filer")
    // That look is among the next.
    let next = try root.program.run(accesses + why).objects
    #expect(next.first?["what"] as? String == "access log")
    let nobodys = try root.program.run(accesses + ["--of", "nobody"] + why).objects
    #expect(nobodys.isEmpty)
    #expect(try root.program.run(["access", "list", "--participant", "12"] + why).exitCode == 64)
    #expect(try root.fsck().exitCode == 0)
  }

  private static let holder =
    "<Person><FIN>\(Filer.fin)</FIN><Surname>Sınaqov</Surname><GivenName>Rəşad</GivenName></Person>"

  private static let request = """
    <CabinetRequest Id="c"><MessageId>r-1</MessageId><Destination><Court>102</Court></Destination>\
    <Holder>\(holder)</Holder><Open/></CabinetRequest>
    """

  private static let dispatch = """
    <Dispatch Id="c"><MessageId>d-1</MessageId><Destination><Court>102</Court></Destination>\
    <Case><Number>2(102)-17/2026</Number></Case><Title>Qərardad</Title><OpenWithin>10</OpenWithin>\
    <Addressee>\(holder)</Addressee><Addressee>\(holder.replacing(Filer.fin, with: "8TEST04"))</Addressee>\
    <Document><Name>a.pdf</Name><MediaType>application/pdf</MediaType>\
    <Content>\(Filer.document("a").base64EncodedString())</Content></Document></Dispatch>
    """
}
