/// Reports in English.
struct EnglishWording: ReportWording {
  func name(_ verdict: ValidationReport.Verdict) -> String {
    switch verdict {
    case .passed: "Valid"
    case .failed: "Not valid"
    case .indeterminate: "Cannot be decided now"
    }
  }

  func name(_ indication: Indication) -> String {
    switch indication {
    case .totalPassed: "Valid"
    case .totalFailed: "Not valid"
    case .indeterminate: "Cannot be decided now"
    }
  }

  func text(_ core: CoreResult) -> String {
    switch core {
    case .valid: "What was signed has not been changed since."
    case .invalid: "It is not proven that the content is what was signed."
    case .unsupported:
      "Whether the content is what was signed could not be checked: the signature uses a method that is not accepted here."
    }
  }

  func text(_ coverage: Coverage) -> String {
    switch coverage {
    case .full: "The whole document."
    case .partial: "Only a part of the document. Anybody may have written the rest."
    case .none: "Nothing in this document."
    }
  }

  func label(_ label: ReportLabel) -> String {
    switch label {
    case .reportTitle: "Report on electronic signatures"
    case .overview: "Files in this report"
    case .file: "File"
    case .fingerprint: "Fingerprint of the file (SHA-256)"
    case .result: "Result"
    case .signature: "Signature"
    case .why: "Why"
    case .meaning: "What this means"
    case .remedy: "What to do next"
    case .remarks: "Please note"
    case .signer: "Signer"
    case .namedSigner: "Named as signer (not confirmed)"
    case .issuer: "Certificate issued by"
    case .namedIssuer: "Named as issuer of the certificate (not confirmed)"
    case .issuedBy: "issued by"
    case .validity: "Period stated in the certificate"
    case .serialNumber: "Number of the certificate"
    case .content: "Content"
    case .coverage: "What the signature covers"
    case .claimedTime: "Time of signing (stated, not proven)"
    case .provenTime: "Proven to exist since"
    case .timeStamp: "Time-stamp"
    case .level: "Level of the signature"
    case .algorithm: "Method"
    case .policy: "Checked by the policy"
    case .validationTime: "Checked as of"
    case .steps: "Steps of the check"
    case .step: "Step"
    case .explanation: "Explanation"
    case .details: "Details for specialists: checks, clauses of the standards, evidence"
    case .clause: "Clause"
    case .evidence: "Evidence"
    case .technicalDetail: "Technical detail"
    case .findings: "Findings"
    case .chain: "Chain of trust"
    case .anchor: "trust anchor"
    case .certificate: "Certificate"
    case .revocationEvidence: "Revocation evidence"
    case .time: "Time"
    case .revokedSince: "Revoked since"
    case .reason: "reason"
    case .origin: "found in"
    case .thisUpdate: "issued"
    case .nextUpdate: "next issue due"
    case .producedAt: "signed"
    case .authority: "authority"
    case .timeStampPolicy: "time-stamp policy"
    case .number: "number"
    case .container: "Container"
    case .dataFiles: "Files in the container"
    case .coveredBy: "Covered by"
    }
  }

  func attribute(_ type: String) -> String? {
    switch type {
    case "2.5.4.3": "Name"
    case "2.5.4.4": "Surname"
    case "2.5.4.42": "Given name"
    case "2.5.4.5": "Serial number attribute"
    case "2.5.4.6": "Country"
    case "2.5.4.7": "Place"
    case "2.5.4.8": "Region"
    case "2.5.4.10": "Organisation"
    case "2.5.4.11": "Unit"
    case "2.5.4.12": "Title"
    case "2.5.4.97": "Identifier of the organisation"
    case "1.2.840.113549.1.9.1": "E-mail address"
    default: nil
    }
  }

  func text(_ remark: ReportRemark) -> String {
    switch remark {
    case .meaningOfPassed:
      "The document is exactly what was signed, and the signer's certificate was good at the time that counts. The signature does not prove that what the document says is true, nor that the signer was entitled to act for somebody else."
    case .meaningOfPartial:
      "What is under this signature is exactly what was signed, and the signer's certificate was good at the time that counts. The signature says nothing about the rest of the document: anybody may have written it."
    case .contentIsCertain: "This is certain, whatever else is open."
    case .timeIsClaim:
      "The time of signing is what the signer's device stated. Nobody else confirms it, so the check does not rely on it."
    case .settledLater:
      "It does not count against this signature: another step shows that the signature was made in time."
    case .notReached: "An earlier step had already decided the result."
    case .nothingToCheck: "There was nothing of the kind to check."
    case .notEvaluated: "It was seen; the result does not depend on it."
    case .foot:
      "This report was made by a program that follows the European standard EN 319 102-1. What each conclusion rests on is named in its details."
    case .unsignedMeaning: "Nothing proves who made the document, or that it has not been changed."
    case .unsignedRemedy:
      "Ask the sender for the signed document. A scan or a printed image of a signature is not an electronic signature."
    case .unreadableMeaning:
      "No signature in the file can be checked, and the file must not be relied on. This alone does not show that anybody meant to deceive."
    case .unreadableRemedy: "Ask the sender for the file once more, as the signing program wrote it."
    case .partUnsignedMeaning:
      "For what is signed, the signatures count. For the rest nothing proves who wrote it, or when."
    case .partUnsignedRemedy:
      "Rely only on the signed part, or ask for the document to be signed again as a whole. The findings say where the unsigned part stands."
    case .containerDamaged:
      "The file is a container of several files that is damaged or incomplete, or that different programs could read in different ways."
    case .containerFaultyMeaning:
      "For the signed files the signatures count. What else stands in the container, or how it is built, is not as the standard demands, so that other programs may show other things in it."
    case .containerFaultyRemedy:
      "Ask the sender for the container once more, as the signing program wrote it. The findings say what is wrong with it."
    case .timeStampedMeaning:
      "The files have not been changed since the time of the time-stamp. Nothing proves who made them: a time-stamp is nobody's signature."
    case .dataFileUncovered: "No valid signature covers this file."
    }
  }

  func text(_ defect: XMLDefect.Kind) -> String {
    switch defect {
    case .empty: "The file is empty."
    case .malformed: "The file is damaged or incomplete: it breaks the rules by which such documents are written."
    case .encoding: "The letters of the file are not encoded as the file says."
    case .namespace: "The file uses names that it does not explain."
    case .doctype:
      "The file contains a document type declaration. With one, the same file can show different readers different content, so it is refused."
    case .limit: "The file is larger or deeper than can be checked safely."
    }
  }

  // MARK: Sentences

  func headline(of statement: SignatureStatement) -> ReportSentence {
    switch statement {
    case .passed(let signer, let coverage):
      let signer = signer.map { ReportSentence(value: $0) } ?? "The holder of the trusted key"
      switch coverage {
      case .full: return "\(signer) signed this document, and nothing in it has been changed since."
      case .partial: return "\(signer) signed a part of this document, and nothing in that part has been changed since."
      case .none: return "\(signer) signed data outside this document, and nothing in it has been changed since."
      }
    case .failed(let reason): return ReportSentence(words: account(of: reason).statement)
    case .indeterminate(let reason):
      return ReportSentence(
        words: "It cannot be decided now whether the signature is valid, because \(account(of: reason).statement)")
    }
  }

  func headline(of statement: DocumentStatement) -> ReportSentence {
    switch statement {
    case .unreadable: "This file cannot be read as a document, so no signature in it can be checked."
    case .unsigned: "There is no electronic signature in this document."
    case .tooManySignatures: "The document holds more signatures than can be checked."
    case .signature(let statement): headline(of: statement)
    case .partUnsigned: "What is signed is valid, but a part of this document is not signed by anybody."
    case .containerFaulty: "The signatures are valid, but the container in which they stand is not in order."
    case .timeStamped(.passed):
      "Nobody signed these files; a time-stamp proves that they existed at its time and have not been changed since."
    case .timeStamped(.failed): "Nobody signed these files, and the time-stamp in the container is not about them."
    case .timeStamped(.indeterminate):
      "Nobody signed these files, and it cannot be decided now whether their time-stamp can be relied on."
    case .several(.passed, let passed, _, _):
      "All signatures (\(passed)) are valid, and nothing in this document has been changed since."
    case .several(.failed, let passed, let failed, let open):
      "Of \(passed + failed + open) signatures at least one is not valid: \(passed) valid, \(failed) not valid, \(open) undecided."
    case .several(.indeterminate, let passed, let failed, let open):
      "Of \(passed + failed + open) signatures not all can be confirmed now: \(passed) valid, \(open) undecided."
    }
  }

  func moment(_ moment: SigningMoment) -> ReportSentence {
    switch moment {
    case .provenNoLater(let time): "A time-stamp proves that it was signed no later than \(own: time)."
    case .claimed(let time): "Signed on \(time), as the signer states; no time-stamp proves it."
    }
  }

  func strangers(_ letters: String, in attribute: String) -> ReportSentence {
    "“\(own: attribute)” has a word that mixes the Latin alphabet with letters that only look Latin: \(own: letters). One name may be meant to pass for another; compare it letter by letter."
  }

  func place(line: Int, path: String?) -> ReportSentence {
    path.map { "line \(line), \($0)" } ?? "line \(line)"
  }
  func size(octets: Int) -> String { "\(octets) bytes" }
  func period(from start: String, to end: String) -> String { "from \(start) to \(end)" }
  func day(_ day: Int, month: Int, year: Int) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return "\(day) \(names[(month - 1) % 12]) \(year)"
  }
  func time(day: String, clock: String, zone: String) -> String { "\(day), \(clock) (\(zone))" }
}
