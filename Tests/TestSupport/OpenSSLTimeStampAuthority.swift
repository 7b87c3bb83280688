package import Foundation

/// A time-stamping authority that lives in a folder: `openssl ts` with a key and a certificate of its own.
package struct OpenSSLTimeStampAuthority: Sendable {
  package struct Failed: Error, CustomStringConvertible {
    package let description: String
  }

  /// Why it cannot be; nil when it can.
  package static let missing: String? = {
    (try? run(["version"], in: FileManager.default.temporaryDirectory)) == nil ? "openssl is not installed" : nil
  }()

  package let folder: URL
  /// The authority's certificate, which is its own issuer's.
  package var certificate: URL { folder.appending(path: "tsa.pem") }

  package init(in folder: URL) throws {
    self.folder = folder
    try """
    [tsa]
    serial = \(folder.path)/serial
    signer_cert = \(folder.path)/tsa.pem
    signer_key = \(folder.path)/tsa.key
    certs = \(folder.path)/tsa.pem
    signer_digest = sha256
    default_policy = 1.2.3.4
    digests = sha256, sha384, sha512
    accuracy = secs:1
    ess_cert_id_alg = sha256
    [request]
    distinguished_name = name
    [name]
    [extensions]
    keyUsage = critical, digitalSignature
    extendedKeyUsage = critical, timeStamping
    """.write(to: folder.appending(path: "tsa.cnf"), atomically: false, encoding: .utf8)
    try "01".write(to: folder.appending(path: "serial"), atomically: false, encoding: .utf8)
    try Self.run(
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Test TSA", "-config", "tsa.cnf",
        "-section", "request", "-extensions", "extensions", "-keyout", "tsa.key", "-out", "tsa.pem",
      ], in: folder)
  }

  /// `TimeStampResp` to a `TimeStampReq`, both in DER.
  package func answer(to request: [UInt8]) throws -> [UInt8] {
    let name = UUID().uuidString
    try Data(request).write(to: folder.appending(path: "\(name).tsq"))
    try Self.run(
      ["ts", "-reply", "-config", "tsa.cnf", "-section", "tsa", "-queryfile", "\(name).tsq", "-out", "\(name).tsr"],
      in: folder)
    return Array(try Data(contentsOf: folder.appending(path: "\(name).tsr")))
  }

  /// Whether OpenSSL finds a token to be the authority's own over some octets.
  package func verifies(token: [UInt8], over octets: [UInt8]) throws -> Bool {
    let name = UUID().uuidString
    try Data(token).write(to: folder.appending(path: "\(name).tst"))
    try Data(octets).write(to: folder.appending(path: "\(name).data"))
    let arguments = [
      "ts", "-verify", "-data", "\(name).data", "-in", "\(name).tst", "-token_in", "-CAfile", "tsa.pem",
    ]
    do {
      try Self.run(arguments, in: folder)
      return true
    } catch is Failed {
      return false
    }
  }

  private static func run(_ arguments: [String], in folder: URL) throws {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    let text = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failed(description: "openssl \(arguments[0]): \(String(decoding: text, as: UTF8.self))")
    }
  }
}
