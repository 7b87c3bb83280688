import Foundation
import TestSupport

/// A folder with a signer's files and a package to be signed.
final class Desk {
  let folder: TemporaryFolder
  let authority: TestAuthority
  let identity: TestIdentity

  init(_ kind: TestKey.Kind = .p256) throws {
    folder = try TemporaryFolder()
    authority = try TestAuthority(root: Filer.issuerName)
    identity = try authority.issue(
      [(TestAuthority.commonName, "SINAQOV RƏŞAD"), (TestAuthority.serialNumber, "PNOAZ-\(Filer.fin)")], kind: kind)
    try write(identity.key.pem, "me.key")
    try write(identity.certificatePEM, "me.pem")
    try FileManager.default.createDirectory(atPath: path("trust"), withIntermediateDirectories: false)
    try write(authority.identity.certificatePEM, "trust/root.pem")
    try Filer.unsignedClaim("m-1", document: Filer.document("a")).write(to: URL(filePath: path("claim.xml")))
  }

  func path(_ name: String) -> String { "\(folder.path)/\(name)" }
  func write(_ text: String, _ name: String) throws { try Data(text.utf8).write(to: URL(filePath: path(name))) }
  func read(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }

  func run(_ arguments: [String], in program: Program = Program()) throws -> Program.Result {
    var program = program
    program.folder = folder.path
    return try program.run(arguments)
  }

  func sign(_ arguments: [String]) throws -> Program.Result {
    try run(["sign", "--key", "me.key", "--certificate", "me.pem"] + arguments)
  }

  func verify(_ arguments: [String]) throws -> [String: Any] {
    try present(try run(["verify", "--json", "--trust", "trust"] + arguments).objects.first)
  }
}
