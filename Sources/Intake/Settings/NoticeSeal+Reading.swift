import Filing
import Foundation
import XMLSignature

/// Where the key and the certificate of the seal stand, as `intake.yaml` names them.
package struct SealFiles: Sendable {
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

extension NoticeSeal {
  /// Reads both files; a name without a leading `/` is one below the root. Nil, and a defect, when they cannot seal.
  static func read(_ files: SealFiles, rootPath: String, log: DefectLog) -> NoticeSeal? {
    guard let keyOctets = octets(of: files.key, below: rootPath) else {
      log.report(.sealUnusable("the file cannot be read"), at: files.keyPlace)
      return nil
    }
    guard let certificateOctets = octets(of: files.certificate, below: rootPath) else {
      log.report(.sealUnusable("the file cannot be read"), at: files.certificatePlace)
      return nil
    }
    let key: SigningKey
    do {
      key = try SigningKey(pem: keyOctets)
    } catch {
      log.report(.sealUnusable("\(error)"), at: files.keyPlace)
      return nil
    }
    guard let certificates = TrustStore.contents(of: certificateOctets)?.certificates, let own = certificates.first
    else {
      log.report(.sealUnusable("there is no certificate in the file"), at: files.certificatePlace)
      return nil
    }
    do {
      let chain = Array(certificates.dropFirst())
      return NoticeSeal(try SigningIdentity(key: key, certificate: own, chain: chain))
    } catch {
      log.report(.sealUnusable("\(error)"), at: files.certificatePlace)
      return nil
    }
  }

  private static func octets(of name: String, below rootPath: String) -> [UInt8]? {
    FileManager.default.contents(atPath: name.hasPrefix("/") ? name : "\(rootPath)/\(name)").map(Array.init)
  }
}
