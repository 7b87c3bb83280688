import ArgumentParser
import Foundation
import XMLSignature

struct Sign: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Signs a document or files by XAdES, without changing any other octet of them.",
    discussion: """
      A submission package is signed in its signature slot, so that several people can sign one after the other; other XML by
      one signature over the whole document; anything when the output is called .asice. --form chooses something else:

        enveloped   one signature over the whole XML document
        slot        over the content of a submission package, beside the signatures that it has
        detached    a signature file that names the files beside it
        asice       a container with the files and the signature; a container as input gets one more signature

      Level T adds a time-stamp: from --tsa, or in two steps where the authority cannot be reached: sign with
      --timestamp-request R, have R answered, then sign the result with --timestamp-file ANSWER, without a key.
      """)

  enum Form: String, CaseIterable, ExpressibleByArgument { case enveloped, slot, detached, asice }
  enum Level: String, CaseIterable, ExpressibleByArgument {
    case basic = "B"
    case timeStamped = "T"
  }
  enum Digest: String, CaseIterable, ExpressibleByArgument {
    case sha256, sha384, sha512

    var signing: SigningDigest {
      switch self {
      case .sha256: .sha256
      case .sha384: .sha384
      case .sha512: .sha512
      }
    }
  }

  @Argument(help: "File to sign; several in the forms detached and asice.", completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp("The signer's private key, PEM, without a password.", valueName: "file"), completion: .file())
  var key: String?

  @Option(help: ArgumentHelp("The signer's certificate, PEM or DER.", valueName: "file"), completion: .file())
  var certificate: String?

  @Option(
    help: ArgumentHelp("Certificates that lead to the anchor, to be put beside the signer's.", valueName: "file"),
    completion: .file())
  var chain: [String] = []

  @Option(help: "B, or T with a time-stamp; T when --tsa is given.")
  var level: Level?

  @Option(help: ArgumentHelp("Time-stamping authority, over HTTP (RFC 3161).", valueName: "URL"))
  var tsa: String?

  @Option(
    name: .customLong("timestamp-request"),
    help: ArgumentHelp("Write a request for a time-stamp over the new signature.", valueName: "file"))
  var timeStampRequest: String?

  @Option(
    name: .customLong("timestamp-file"),
    help: ArgumentHelp("Add this answer or token to the signature that it is over.", valueName: "file"),
    completion: .file())
  var timeStampFile: String?

  @Option(help: "enveloped, slot, detached or asice.")
  var form: Form?

  @Option(help: ArgumentHelp("A role that the signer claims.", valueName: "text"))
  var role: [String] = []

  @Option(help: ArgumentHelp("Town where it is signed.", valueName: "text"))
  var place: String?

  @Option(help: "sha256, sha384 or sha512; an elliptic curve signs by the one of its strength.")
  var digest = Digest.sha256

  @Flag(help: "RSA pads as RSASSA-PSS.")
  var pss = false

  @Option(name: .shortAndLong, help: ArgumentHelp("File to write.", valueName: "file"), completion: .file())
  var output: String

  @Flag(help: "Replace the output if it is there.")
  var force = false

  @Flag(help: "One JSON object.")
  var json = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name at least one file.") }
    if timeStampFile != nil {
      guard key == nil, certificate == nil, tsa == nil, timeStampRequest == nil, form == nil, files.count == 1 else {
        throw ValidationError(
          "--timestamp-file adds a time-stamp to one signed document, without a key. Sign first with --timestamp-request."
        )
      }
      return
    }
    guard key != nil, certificate != nil else { throw ValidationError("Give --key and --certificate.") }
    if let tsa, TimeStampAuthority(tsa) == nil { throw ValidationError("\"\(tsa)\" is not an address of HTTP.") }
    if level == .timeStamped, tsa == nil {
      throw ValidationError("Level T needs --tsa, or the two steps of --timestamp-request and --timestamp-file.")
    }
    if level == .basic, tsa != nil { throw ValidationError("--tsa is for level T.") }
    if files.count > 1, let form, form == .enveloped || form == .slot {
      throw ValidationError("The form \(form.rawValue) is for one document. Several files go with detached or asice.")
    }
    if files.count > 1, form == nil, !SigningTask.isNewContainer(output) {
      throw ValidationError("Several files go with --form detached or --form asice.")
    }
  }

  func run() async throws {
    try await reporting {
      if let timeStampFile { return try await addTimeStamp(timeStampFile) }
      let file = try OutputFile(output, replacing: force)
      let request = try timeStampRequest.map { try OutputFile($0, replacing: force) }
      let task = SigningTask(signer: try signer(), claims: claims(), file: file)
      let isContainer = SigningTask.isNewContainer(output) || files.contains(where: SigningTask.isContainer)
      let chosen = form ?? (isContainer ? .asice : nil)
      let made: SignatureMade
      do {
        made = try await task.sign(files, as: chosen)
      } catch let failure as TimeStampFailure {
        throw Failure(
          message: "No time-stamp: \(failure). Nothing was written. Try again later, or sign with --level B.",
          code: .unavailable)
      }
      if let request { try request.write(made.timeStampRequest.derEncoded) }
      try file.commit()
      try request?.commit()
      let report = SigningReport(files: files, output: output, made: made, request: timeStampRequest)
      print(json ? report.json.line : report.text)
    }
  }

  private func claims() -> SignatureClaims {
    var claims = SignatureClaims(signingTime: Date())
    claims.roles = role
    claims.place = place.map { ClaimedPlace(city: $0) }
    return claims
  }

  private func signer() throws -> XAdESSigner {
    let keyFile = key ?? ""
    let certificateFile = certificate ?? ""
    let privateKey: SigningKey
    do {
      privateKey = try SigningKey(pem: octets(of: keyFile))
    } catch let defect as SigningKeyDefect {
      throw Failure(message: "\(keyFile) cannot be the key: \(defect).", code: .data)
    }
    let own = try certificates(in: certificateFile)
    let identity: SigningIdentity
    do {
      // A certificate's file often brings the ones above it along.
      let others = try own.dropFirst() + chain.flatMap(certificates)
      identity = try SigningIdentity(key: privateKey, certificate: own[0], chain: Array(others))
    } catch let defect as SigningIdentity.Defect {
      throw Failure(message: "\(keyFile) and \(certificateFile) do not fit: \(defect).", code: .data)
    }
    var signer = XAdESSigner(identity)
    signer.digest = digest.signing
    signer.usesPSS = pss
    if let authority = tsa.flatMap(TimeStampAuthority.init) {
      signer.level = .timeStamped { try await authority.answer(to: $0) }
    }
    return signer
  }

  private func certificates(in file: String) throws -> [CertificateRecord] {
    guard let found = TrustStore.contents(of: try octets(of: file))?.certificates, !found.isEmpty else {
      throw Failure(message: "There is no certificate in \(file).", code: .data)
    }
    return found
  }

  private func octets(of file: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Failure(message: "Cannot read \(file).", code: .inputOutput)
    }
    return Array(data)
  }

  private func addTimeStamp(_ file: String) async throws {
    let (document, target) = (files[0], try OutputFile(output, replacing: force))
    let addition: TimeStampAddition
    do {
      addition = try TimeStampAddition(octets(of: file))
    } catch let defect as SigningDefect {
      throw Failure(message: "\(file) cannot be used: \(defect).", code: .data)
    }
    switch try await addition.add(to: try SigningTask.source(document), writing: target.descriptor) {
    case .failure(let defect): throw Failure(message: "\(document) was not changed: \(defect).", code: .data)
    case .success(let made):
      try target.commit()
      let report = TimeStampAdditionReport(file: document, output: output, made: made)
      print(json ? report.json.line : report.text)
    }
  }
}
