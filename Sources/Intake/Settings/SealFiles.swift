import Filing
import Foundation
package import XMLSignature

/// Where the key and the certificate of the seal stand, as `intake.yaml` names them.
package struct SealFiles: Sendable, Hashable {
  let key: String
  let certificate: String
  /// Of each name in the settings.
  let keyPlace: ConfigurationPlace
  let certificatePlace: ConfigurationPlace

  /// Nil, and a defect, when one of them is missing.
  init?(_ value: YAMLValue) {
    guard let section = value.section(keys: ["key", "certificate"]), let key = section.requiredText("key"),
      let certificate = section.requiredText("certificate")
    else { return nil }
    self.key = key
    self.certificate = certificate
    keyPlace = section.optional("key")?.place ?? section.place
    certificatePlace = section.optional("certificate")?.place ?? section.place
  }
}

extension SealFiles {
  /// Reads both files; a name without a leading `/` is one below the root. Nil, and a defect, when they cannot seal.
  func identity(rootPath: String, log: DefectLog) -> SigningIdentity? {
    guard let keyOctets = Self.octets(of: key, below: rootPath) else {
      log.report(.sealUnusable("the file cannot be read"), at: keyPlace)
      return nil
    }
    guard let certificateOctets = Self.octets(of: certificate, below: rootPath) else {
      log.report(.sealUnusable("the file cannot be read"), at: certificatePlace)
      return nil
    }
    let key: SigningKey
    do {
      key = try SigningKey(pem: keyOctets)
    } catch {
      log.report(.sealUnusable("\(error)"), at: keyPlace)
      return nil
    }
    guard let certificates = TrustStore.contents(of: certificateOctets)?.certificates, let own = certificates.first
    else {
      log.report(.sealUnusable("there is no certificate in the file"), at: certificatePlace)
      return nil
    }
    do {
      return try SigningIdentity(key: key, certificate: own, chain: Array(certificates.dropFirst()))
    } catch {
      log.report(.sealUnusable("\(error)"), at: certificatePlace)
      return nil
    }
  }

  /// The same, when it is needed at once.
  /// - Throws: `ConfigurationDefects`.
  package func identity(rootPath: String) throws -> SigningIdentity {
    let log = DefectLog()
    let identity = identity(rootPath: rootPath, log: log)
    try log.throwIfDefective()
    guard let identity else { preconditionFailure("What is missing was reported") }
    return identity
  }

  private static func octets(of name: String, below rootPath: String) -> [UInt8]? {
    FileManager.default.contents(atPath: name.hasPrefix("/") ? name : "\(rootPath)/\(name)").map(Array.init)
  }
}
