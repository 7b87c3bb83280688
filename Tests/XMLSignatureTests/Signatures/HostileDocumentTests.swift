import Foundation
import Testing

@testable import XMLSignature

/// Signature wrapping, tricks with transforms, keys, identifiers and entities: our own and those of other projects.
@Suite(.enabled(if: Corpora.folder != nil, "the corpora folder is not there"))
struct HostileDocumentTests {
  /// What a row must come out as.
  private enum Expected {
    /// Passes with the key.
    case passed
    /// Cryptography is right, but nobody is trusted for it: other projects' bases without a key.
    case valid
    /// Does not pass, and says this of it.
    case finding(SignatureFinding.Code)
    /// The same, where it depends on whether the certificate is given as the key or as an anchor.
    case findings(key: SignatureFinding.Code, anchor: SignatureFinding.Code)
    /// Is not parsed at all.
    case refused(XMLDefect.Kind)
    /// Has no signature.
    case unsigned
  }

  @Test func everyBasePassesAndEveryAttackIsNamed() async throws {
    var table: [String: [String]] = [:]
    for row in try ManifestRow.rows(of: "xsw-malicious") {
      let expected = try #require(Self.expected[row.path], "\(row.path) is not in the table of this test")
      let key = try row["key_or_anchor"].isEmpty ? nil : Corpora.octets("xsw-malicious/\(row["key_or_anchor"])")
      var trusts: [(String, SignatureVerifier.Trust)] = []
      if let key {
        if let trusted = TrustedKey(octets: key) { trusts.append(("key", .key(trusted))) }
        if let certificates = TrustStore.contents(of: key)?.certificates {
          trusts.append(("anchor", .paths(PathValidator(TrustStore(anchors: certificates)))))
        }
      }
      if trusts.isEmpty { trusts.append(("no trust", .none)) }
      for (name, trust) in trusts {
        var expected = expected
        if case .findings(let key, let anchor) = expected { expected = .finding(name == "key" ? key : anchor) }
        let outcome = try await outcome(of: row, trust, expected)
        table["\(row["expected"]) (\(name)): \(outcome.outcome)", default: []].append("\(row.path): \(outcome.detail)")
      }
    }
    let sorted = table.sorted { $0.key < $1.key }
    printTable("xsw-malicious: rows by outcome", sorted.map { "\($0.value.count)  \($0.key)" })
    for (outcome, rows) in sorted { printTable(outcome, rows) }
  }

  private func outcome(
    of row: ManifestRow, _ trust: SignatureVerifier.Trust, _ expected: Expected
  ) async throws -> (outcome: String, detail: String) {
    let octets = try Corpora.octets("xsw-malicious/\(row.path)")
    guard case .success(let parsed) = try XMLTree.parse(ByteSource(octets)) else {
      guard case .refused(let kind) = expected else {
        Issue.record("\(row.path) is not parsed")
        return ("not parsed", "")
      }
      #expect(try defect(octets).kind == kind, "\(row.path)")
      return ("refused: \(kind.rawValue)", "")
    }
    let report = try await SignatureVerifier(trust: trust).validate(parsed.tree, at: Date())
    let message = Comment(rawValue: "\(row.path) \(report.summary)")
    if ["INVALID", "SCOPE", "UNSUPPORTED", "POLICY"].contains(row["expected"]) {
      #expect(report.verdict != .passed, message)
    }
    switch expected {
    case .passed:
      #expect(report.verdict == .passed, message)
      return ("PASSED", "")
    case .valid:
      #expect(report.signatures.allSatisfy { $0.core == .valid }, message)
      return ("core VALID", "")
    case .finding(let code), .findings(let code, _):
      #expect(report.codes.contains(code), message)
      #expect(report.verdict != .passed, message)
      return (code.rawValue, report.summary)
    case .refused(let kind):
      Issue.record("\(row.path) should be refused as \(kind.rawValue)")
      return ("parsed", "")
    case .unsigned:
      #expect(report.signatures.isEmpty, message)
      return ("no signature", "")
    }
  }

  /// The table: what each row's attack is to be called.
  private static let expected: [String: Expected] = [
    "gen/base-idref.xml": .passed,
    "gen/base-enveloped.xml": .passed,
    "gen/base-enveloped-ecdsa.xml": .passed,
    "gen/xsw1-original-moved-to-wrapper-no-id.xml": .finding(.coveragePartial),
    "gen/xsw2-original-moved-evil-id.xml": .finding(.coveragePartial),
    "gen/xsw3-evil-sibling-before.xml": .finding(.coveragePartial),
    "gen/xsw4-evil-contains-original.xml": .finding(.coveragePartial),
    "gen/xsw5-original-inside-ds-Object.xml": .finding(.coveragePartial),
    "gen/xsw6-sig-in-evil-original-in-object.xml": .finding(.coveragePartial),
    "gen/xsw7-duplicate-id-evil-first.xml": .finding(.idsNotUnique),
    "gen/xsw8-duplicate-id-evil-last.xml": .finding(.idsNotUnique),
    "gen/dup-id-case-ID-vs-Id.xml": .finding(.idsNotUnique),
    "gen/dup-id-xmlid.xml": .finding(.idsNotUnique),
    "gen/xsw9-signed-root-wrapped-in-evil-root.xml": .finding(.coveragePartial),
    "gen/tamper-text.xml": .finding(.hashFailure),
    "gen/tamper-attr.xml": .finding(.hashFailure),
    "gen/ws-outside.xml": .passed,
    "gen/pi-outside.xml": .finding(.hashFailure),
    "gen/comment-in-text.xml": .finding(.coveragePartial),
    "gen/pi-in-text.xml": .finding(.hashFailure),
    "gen/digestvalue-comment.xml": .finding(.formatFailure),
    "gen/digestvalue-comment-split.xml": .finding(.formatFailure),
    "gen/multi-signedinfo-evil-first.xml": .finding(.formatFailure),
    "gen/multi-signedinfo-evil-last.xml": .finding(.formatFailure),
    "gen/signedinfo-nested-in-object.xml": .passed,
    "gen/two-signaturevalues.xml": .finding(.formatFailure),
    "gen/empty-signaturevalue.xml": .finding(.formatFailure),
    "gen/no-reference.xml": .finding(.formatFailure),
    "gen/junk-in-signaturevalue.xml": .finding(.formatFailure),
    "gen/xpath-selects-nothing.xml": .finding(.unsupported),
    "gen/xpath-excludes-amount.xml": .finding(.unsupported),
    "gen/xpath2-subtract-all.xml": .finding(.unsupported),
    "gen/xpath-dos.xml": .finding(.unsupported),
    "gen/xslt-constant-output.xml": .finding(.unsupported),
    "gen/xslt-document-file.xml": .finding(.unsupported),
    "gen/xslt-loop.xml": .finding(.unsupported),
    "gen/xslt-constant-output-tampered.xml": .finding(.unsupported),
    "gen/ref-file.xml": .finding(.signedDataNotFound),
    "gen/ref-http.xml": .finding(.signedDataNotFound),
    "gen/ref-relative-dotdot.xml": .finding(.signedDataNotFound),
    "gen/ref-abs.xml": .finding(.signedDataNotFound),
    "gen/ref-unc.xml": .finding(.signedDataNotFound),
    "gen/ref-data.xml": .finding(.signedDataNotFound),
    "gen/ref-ftp.xml": .finding(.signedDataNotFound),
    "gen/retrievalmethod-http.xml": .passed,
    "gen/retrievalmethod-loop.xml": .finding(.formatFailure),
    "gen/no-keyinfo.xml": .finding(.noSigningCertificate),
    "gen/attacker-self-signed.xml": .findings(key: .cryptoFailure, anchor: .noCertificateChain),
    "gen/key-confusion-keyvalue-attacker-x509-victim.xml": .finding(.cryptoFailure),
    "gen/key-two-certs-victim-first.xml": .findings(key: .cryptoFailure, anchor: .noSigningCertificate),
    "gen/hmac-truncation-0.xml": .finding(.unsupported),
    "gen/hmac-truncation-1.xml": .finding(.unsupported),
    "gen/hmac-truncation-8.xml": .finding(.unsupported),
    "gen/hmac-truncation-80.xml": .finding(.unsupported),
    "gen/hmac-truncation--8.xml": .finding(.unsupported),
    "gen/hmac-truncation-4294967296.xml": .finding(.unsupported),
    "gen/hmac-truncation-abc.xml": .finding(.unsupported),
    "gen/hmac-with-public-key-pem.xml": .finding(.unsupported),
    "gen/ecdsa-zero.xml": .finding(.cryptoFailure),
    "gen/ecdsa-der-encoded.xml": .finding(.unsupported),
    "gen/ecdsa-s-negated.xml": .passed,
    "gen/ecdsa-short.xml": .finding(.cryptoFailure),
    "gen/billion-laughs.xml": .refused(.doctype),
    "gen/quadratic-blowup.xml": .refused(.doctype),
    "gen/xxe-file.xml": .refused(.doctype),
    "gen/xxe-parameter.xml": .refused(.doctype),
    "gen/xinclude.xml": .unsigned,
    "gen/dtd-attlist-id.xml": .refused(.doctype),
    "gen/dtd-default-attr.xml": .refused(.doctype),
    "gen/dtd-attr-normalise.xml": .refused(.doctype),
    "gen/utf16.xml": .passed,
    "gen/latin1.xml": .passed,
    "gen/utf7.xml": .refused(.encoding),
    "gen/crlf.xml": .finding(.hashFailure),
    "gen/deep-nesting.xml": .refused(.limit),
    "gen/many-namespaces.xml": .unsigned,
    "gen/many-transforms.xml": .finding(.formatFailure),
    "gen/alg-sha1.xml": .finding(.algorithmTooWeak),
    "gen/alg-rsa-small.xml": .finding(.unsupported),
    "gen/c14n-unknown.xml": .finding(.unsupported),
    "gen/sigmethod-unknown.xml": .finding(.unsupported),
    "gen/sigmethod-none-md5.xml": .finding(.unsupported),
    "peer/signxml/cyclic.xml": .refused(.doctype),
    "peer/signxml/dtd.xml": .refused(.doctype),
    "peer/signxml/external.xml": .refused(.doctype),
    "peer/signxml/external_file.xml": .refused(.doctype),
    "peer/signxml/quadratic.xml": .refused(.doctype),
    "peer/signxml/simple.xml": .unsigned,
    "peer/signxml/xmlbomb2.xml": .refused(.doctype),
    "peer/libdigidocpp/xml-bomb-cont.xml": .refused(.doctype),
    "peer/ruby-saml/response_wrapped.xml": .finding(.cryptoFailure),
    "peer/ruby-saml/response_node_text_attack.xml": .finding(.formatFailure),
    "peer/ruby-saml/attackxee.xml": .refused(.doctype),
    "peer/ruby-saml/signature_wrapping_attack.xml": .finding(.idsNotUnique),
    "peer/ruby-saml/encrypted_new_attack.xml": .finding(.coveragePartial),
    "peer/ruby-saml/response_with_concealed_signed_assertion.xml": .finding(.coveragePartial),
    "peer/ruby-saml/response_with_doubled_signed_assertion.xml": .finding(.coveragePartial),
    "peer/ruby-saml/invalid_signature_position.xml": .refused(.malformed),
    // Sound as signatures; wrong only to a SAML reader.
    "peer/ruby-saml/response_invalid_signed_element.xml": .finding(.noCertificateChain),
    "peer/ruby-saml/multiple_signed.xml": .finding(.coveragePartial),
    "peer/python3-saml/response1_with_duplicate_attributes.xml": .finding(.cryptoFailure),
    "peer/python3-saml/wrapped_response_2.xml": .finding(.cryptoFailure),
    "peer/python3-saml/response_node_text_attack.xml": .finding(.formatFailure),
    "peer/python3-saml/multiple_assertions.xml": .finding(.cryptoFailure),
    "peer/python3-saml/bad_reference.xml": .finding(.hashFailure),
    // Sound as signatures; wrong only to a SAML reader.
    "peer/python3-saml/duplicated_attributes.xml": .finding(.noCertificateChain),
    "peer/python3-saml/signature_wrapping_attack.xml": .finding(.idsNotUnique),
    "peer/python3-saml/signature_wrapping_attack2.xml": .finding(.coveragePartial),
    // Not schema-valid: the other SignedInfo stands in an element that ds:Signature may not have.
    "peer/xml-crypto/saml_wrapped_signed_info_node.xml": .finding(.formatFailure),
    "peer/xml-crypto/saml_multiple_signed_info_nodes.xml": .finding(.formatFailure),
    "peer/xml-crypto/invalid_signature - hash.xml": .findings(key: .cryptoFailure, anchor: .noSigningCertificate),
    "peer/xml-crypto/invalid_signature - non existing reference.xml": .finding(.signedDataNotFound),
    "peer/xml-crypto/invalid_signature - changed content.xml": .findings(
      key: .hashFailure, anchor: .noSigningCertificate),
    // Relative namespace names have no canonical form (Canonical XML 1.0 §1.3); libxml2 says the same.
    "peer/xml-crypto/valid_signature.xml": .findings(key: .formatFailure, anchor: .noSigningCertificate),
    // RSA-1024, past its date.
    "peer/xml-crypto/valid_signature_utf8.xml": .finding(.algorithmTooWeak),
    "peer/xml-crypto/valid_signature_with_whitespace_in_digestvalue.xml": .findings(
      key: .formatFailure, anchor: .noSigningCertificate),
    // Its reference is not a fragment, and the given key is not the signer's.
    "peer/xml-crypto/id_with_quotes.xml": .finding(.signedDataNotFound),
    "peer/xml-crypto/valid_saml.xml": .finding(.algorithmTooWeak),
    "peer/xml-crypto/invalid_saml_sha256_rsa_mgf1.xml": .finding(.hashFailure),
    "peer/dss/XSW-enveloped-fake-content.xml": .finding(.formatFailure),
    "peer/dss/XSW-enveloped-fake-content-misplaced.xml": .finding(.coveragePartial),
    "peer/dss/disable-checks.xml": .finding(.coveragePartial),
    "peer/dss/original.xml": .valid,
    "peer/dss/TSL-CY-sign.xml": .valid,
    "peer/dss/xades-with-dtd-injection.xml": .refused(.doctype),
    "peer/dss/xades-counter-signature-injected.xml": .finding(.constraintsFailure),
    "peer/dss/xades-fake-counter-signature.xml": .finding(.constraintsFailure),
    "peer/santuario/signature-enveloping-hmac-sha1-trunclen-0-attack.xml": .finding(.unsupported),
    "peer/santuario/signature-enveloping-hmac-sha1-trunclen-8-attack.xml": .finding(.unsupported),
    "peer/xades4j/document.signed.bes.cs.invalidtransforms.xml": .finding(.unsupported),
    "peer/xades4j/document.signed.bes.invaliddataobj.xml": .finding(.hashFailure),
    // XAdES-C references are not validated at the basic level.
    "peer/xades4j/document.signed.c.bad.xml": .finding(.noCertificateChain),
    "peer/xades4j/document.signed.c.missingcertref.xml": .finding(.noCertificateChain),
  ]
}
