import Foundation
import TestSupport
import Testing
import XMLSignature

/// `court-intake sign` as people and scripts call it.
@Suite struct SignCommandTests {
  @Test func aPackageIsSignedInItsSlotAndIsRegistered() throws {
    let desk = try Desk()
    let signed = try desk.sign(["claim.xml", "-o", "signed.xml", "--role", "Vəkil", "--place", "Masallı"])
    #expect(signed.exitCode == 0 && signed.errors.isEmpty, "\(signed.errors)")
    #expect(signed.output.contains("SINAQOV RƏŞAD") && signed.output.contains("XAdES-B-B"))
    let report = try desk.verify(["signed.xml"])
    #expect(report["verdict"] as? String == "PASSED", "\(report)")
    // A second one of somebody else's, and the intake takes it.
    let root = try ProgramRoot()
    try desk.authority.identity.certificatePEM.write(
      toFile: "\(root.path)/trust/other.pem", atomically: false, encoding: .utf8)
    let check = try root.program.run(["check", "--json", "--root", root.path, desk.path("signed.xml")])
    #expect(try check.objects.map { $0["verdict"] as? String } == ["REGISTERED"], "\(check.output)")
    #expect(try desk.sign(["signed.xml", "-o", "twice.xml", "--digest", "sha512"]).exitCode == 0)
    let twice = try desk.verify(["twice.xml"])
    #expect(twice["verdict"] as? String == "PASSED" && (twice["signatures"] as? [Any])?.count == 2)
    #expect(try desk.read("claim.xml") == Filer.unsignedClaim("m-1", document: Filer.document("a")))
  }

  @Test func eachFormIsVerified() throws {
    let desk = try Desk(.rsa)
    try desk.write("<letter>ten manats</letter>\r\n", "letter.xml")
    try desk.write("%PDF", "a b.pdf")
    let json = try desk.sign(["letter.xml", "-o", "enveloped.xml", "--pss", "--json"])
    let object = try present(try json.objects.first)
    #expect(object["algorithm"] as? String == "RSA-PSS with SHA-256" && object["references"] as? [String] == [""])
    #expect(try desk.verify(["enveloped.xml"])["verdict"] as? String == "PASSED")
    #expect(try desk.sign(["claim.xml", "--form", "enveloped", "-o", "lone.xml"]).exitCode == 0)
    #expect(try desk.verify(["lone.xml"])["verdict"] as? String == "PASSED")
    #expect(try desk.sign(["letter.xml", "a b.pdf", "--form", "detached", "-o", "beside.xml"]).exitCode == 0)
    #expect(try desk.verify(["--detached", desk.folder.path, "beside.xml"])["verdict"] as? String == "PASSED")
    try desk.write("%PDX", "a b.pdf")
    #expect(try desk.verify(["--detached", desk.folder.path, "beside.xml"])["verdict"] as? String == "FAILED")
  }

  @Test func noticesCarryTheSealThatTheSettingsName() throws {
    let desk = try Desk()
    let root = try ProgramRoot()
    let settings = "\(root.path)/intake.yaml"
    let text = try String(contentsOfFile: settings, encoding: .utf8)
    try "\(text)\nseal: {key: \(desk.path("me.key")), certificate: \(desk.path("me.pem"))}\n".write(
      toFile: settings, atomically: false, encoding: .utf8)
    try root.put("a.xml", try Filer.shared.get().claim("a", document: Filer.document("a")))
    try root.put("b.xml", "<b/>")
    #expect(try root.run().exitCode == 0)
    let outbox = "\(root.path)/outbox/integrators/new"
    let notices = try names(in: outbox)
    #expect(notices.count == 2)
    for notice in notices {
      let report = try desk.verify(["\(outbox)/\(notice)"])
      #expect(report["verdict"] as? String == "PASSED", "\(report)")
    }
  }

  @Test func aContainerIsMadeAndSignedAgain() throws {
    let desk = try Desk()
    try desk.write("%PDF", "ərizə 1.pdf")
    let first = try desk.sign(["claim.xml", "ərizə 1.pdf", "-o", "filing.asice", "--json"])
    let object = try present(try first.objects.first)
    #expect(object["references"] as? [String] == ["claim.xml", "%C9%99riz%C9%99%201.pdf"], "\(first.errors)")
    let second = try desk.sign(["filing.asice", "-o", "both.asice", "--json"])
    #expect(try present(try second.objects.first)["signatures"] as? Int == 2, "\(second.errors)")
    try desk.write("", "META-INF")
    let reserved = try desk.sign(["META-INF", "-o", "bad.asice"])
    #expect(reserved.exitCode == 65 && reserved.errors.contains("META-INF"))
    let broken = try desk.sign(["bad.asice", "-o", "bad.asice"])
    #expect(broken.exitCode == 74)
    try desk.write("no archive", "bad.asice")
    #expect(try desk.sign(["bad.asice", "-o", "out.asice"]).exitCode == 65)
  }

  @Test func nothingIsOverwrittenUnlessForced() throws {
    let desk = try Desk()
    try desk.write("mine", "out.xml")
    let refused = try desk.sign(["claim.xml", "-o", "out.xml"])
    #expect(refused.exitCode == 73 && refused.errors.contains("--force") && refused.output.isEmpty)
    #expect(try String(decoding: desk.read("out.xml"), as: UTF8.self) == "mine")
    #expect(try desk.sign(["claim.xml", "-o", "out.xml", "--force"]).exitCode == 0)
    #expect(try desk.sign(["claim.xml", "-o", "claim.xml", "--force"]).exitCode == 0)
    #expect(try desk.verify(["claim.xml"])["verdict"] as? String == "PASSED")
    #expect(try desk.sign(["claim.xml", "-o", "no/such/folder.xml"]).exitCode == 73)
    #expect(try names(in: desk.folder.path) == ["claim.xml", "me.key", "me.pem", "out.xml", "trust"])
  }

  @Test func defectsOfTheInputAreNamedAndLeaveNothingBehind() throws {
    let desk = try Desk()
    let other = try Desk()
    try desk.write(try String(decoding: other.read("me.pem"), as: UTF8.self), "other.pem")
    try desk.write("not XML", "text.txt")
    try desk.write("<?xml version=\"1.0\" encoding=\"windows-1254\"?><a/>", "turkish.xml")
    let before = try names(in: desk.folder.path)
    let cases: [(arguments: [String], code: Int32, words: String)] = [
      (["text.txt", "--key", "me.key", "--certificate", "me.pem"], 65, "--form detached"),
      (["turkish.xml", "--key", "me.key", "--certificate", "me.pem"], 65, "windows-1254"),
      (["turkish.xml", "--key", "me.key", "--certificate", "other.pem"], 65, "another key"),
      (["turkish.xml", "--key", "me.pem", "--certificate", "me.pem"], 65, "not a private key"),
      (["turkish.xml", "--key", "me.key", "--certificate", "me.key"], 65, "no certificate"),
      (["turkish.xml", "--key", "no.key", "--certificate", "me.pem"], 74, "no.key"),
      (["missing.xml", "--key", "me.key", "--certificate", "me.pem"], 74, "missing.xml"),
      (["turkish.xml", "--key", "me.key"], 64, "--certificate"),
      (["a", "b", "--key", "me.key", "--certificate", "me.pem"], 64, "detached"),
      (["a", "--key", "me.key", "--certificate", "me.pem", "--level", "T"], 64, "--tsa"),
      (["a", "--key", "me.key", "--certificate", "me.pem", "--tsa", "ftp://x"], 64, "HTTP"),
      (["a", "--timestamp-file", "x", "--key", "me.key"], 64, "without a key"),
    ]
    for one in cases {
      let result = try desk.run(["sign"] + one.arguments + ["-o", "out.xml"])
      #expect(result.exitCode == one.code, "\(one.arguments): \(result.errors)")
      #expect(result.errors.contains(one.words) && result.output.isEmpty, "\(one.arguments): \(result.errors)")
    }
    #expect(try names(in: desk.folder.path) == before)
  }

  @Test(.enabled(if: OpenSSLTimeStampAuthority.missing == nil)) func aTimeStampIsFetchedOverHTTP() throws {
    let desk = try Desk()
    let authority = try HTTPAuthority(status: 200)
    let signed = try desk.sign(["claim.xml", "--level", "T", "--tsa", authority.address, "-o", "out.xml", "--json"])
    #expect(signed.exitCode == 0, "\(signed.errors)")
    let object = try present(try signed.objects.first)
    #expect(object["level"] as? String == "XAdES-B-T" && object["timeStampedAt"] is String)
    #expect(try String(decoding: desk.read("out.xml"), as: UTF8.self).contains("<xades:EncapsulatedTimeStamp>"))
    let core = try (desk.verify(["out.xml"])["signatures"] as? [[String: Any]])?.first?["core"] as? String
    #expect(core == "VALID")
  }

  @Test(.enabled(if: OpenSSLTimeStampAuthority.missing == nil), arguments: [500, 302, 404])
  func anAuthorityThatIsAwayLeavesNothingBehind(_ status: Int) throws {
    let desk = try Desk()
    let authority = try HTTPAuthority(status: status)
    for address in [authority.address, "http://127.0.0.1:1/"] {
      let result = try desk.sign(["claim.xml", "--tsa", address, "-o", "out.xml"])
      #expect(result.exitCode == 69 && result.errors.contains(address), "\(result.errors)")
    }
    #expect(try names(in: desk.folder.path) == ["claim.xml", "me.key", "me.pem", "trust"])
  }

  @Test(.enabled(if: OpenSSLTimeStampAuthority.missing == nil)) func aTimeStampIsAddedInASecondStep() throws {
    let desk = try Desk()
    let folder = try TemporaryFolder()
    let authority = try OpenSSLTimeStampAuthority(in: URL(filePath: folder.path))
    let first = try desk.sign(["claim.xml", "-o", "b.xml", "--timestamp-request", "request.tsq"])
    #expect(first.exitCode == 0 && first.output.contains("--timestamp-file"), "\(first.errors)")
    let answer = try authority.answer(to: Array(desk.read("request.tsq")))
    try Data(answer).write(to: URL(filePath: desk.path("answer.tsr")))
    let second = try desk.run(["sign", "b.xml", "--timestamp-file", "answer.tsr", "-o", "t.xml"])
    #expect(second.exitCode == 0 && second.output.contains("XAdES-B-T"), "\(second.errors)")
    let wrong = try desk.run(["sign", "claim.xml", "--timestamp-file", "answer.tsr", "-o", "u.xml"])
    #expect(wrong.exitCode == 65 && wrong.errors.contains("not over any signature"))
    let broken = try desk.run(["sign", "b.xml", "--timestamp-file", "me.pem", "-o", "u.xml"])
    #expect(broken.exitCode == 65)
    #expect(try !names(in: desk.folder.path).contains("u.xml"))
  }
}

/// `openssl ts` behind an HTTP server on the loopback, which ends with this value.
private final class HTTPAuthority {
  private let folder = Result { try TemporaryFolder() }
  private let process = Process()
  private let input = Pipe()
  let address: String

  init(status: Int) throws {
    let folder = try folder.get()
    _ = try OpenSSLTimeStampAuthority(in: URL(filePath: folder.path))
    let script = """
      #!/bin/sh
      cd \(folder.path) && exec openssl ts -reply -config tsa.cnf -section tsa -queryfile "$1" -out "$2" 2>/dev/null
      """
    try script.write(toFile: folder.path + "/answer", atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/answer")
    let server = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Oracles/http_answer.py")
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", server.path, "\(status)", folder.path]
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    address = "http://127.0.0.1:\(port.trimmingCharacters(in: .whitespacesAndNewlines))/"
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
