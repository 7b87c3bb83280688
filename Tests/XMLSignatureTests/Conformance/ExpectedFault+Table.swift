@testable import XMLSignature

extension ExpectedFault {
  private static let unwholeKey = "the RSA key has 2047 bits, which is outside the profile: nothing is verified"
  private static let identifiers = "two elements have one identifier, so no reference means anything"

  static let table: [String: ExpectedFault] = [
    // MARK: Revocation
    "23608-bdoc21-no-ocsp.bdoc": .signature(.revocation, .revocationUnknown),
    "invalid-bdoc-tm-missing-revoked-ocsp.bdoc": .signature(.revocation, .revocationUnknown),
    "bdoc21-vigane-ocsp.bdoc": .signature(.revocation, .revocationUnknown),
    "tundmatuocsp.asice": .signature(.revocation, .revocationUnknown, "the responder was not authorised"),
    "esteid2018signerAiaOcspLT.asice": .signature(
      .revocation, .revocationUnknown, "the responder's certificate was not valid when the answer was made"),
    "TS-08_23634_TS_OCSP_before_TS.asice": .signature(.revocation, .revocationStale, "2014-05-19T10:54:27Z")
      .trusting("tsa01.quovadisglobal.com"),
    "edoc2_lv-eId_sha256.edoc": .signature(.revocation, .revocationStale, "2017-03-28T10:43:19Z")
      .trusting("E-ME SSI (RCA)"),
    // A setting of the test: digidoc4j accepts the row in another one with 27 hours.
    "revocation_timestamp_delta_26h.asice": .signature(.revocation, .revocationStale, "later after the time-stamp")
      .allowing(hours: 24),
    "corrupted_ocsp_data.asice": .signature(.revocation, .levelTooLow, "validation data that was added cannot be read"),

    // MARK: Certificates
    "SS-4_teadmataCA.4.asice": .signature(.certificate, .noCertificateChain),
    "signing_certificate_not_valid_during_timestamping.asice": .signature(
      .certificate, .certificateExpired, "2016-08-21"),
    "invalid_bdoc_tm_old-sig-sigat-NOK-prodat-NOK.bdoc": .expired("2012-03-05"),
    "invalid_bdoc_tm_old-sig-sigat-OK-prodat-NOK.bdoc": .expired("2012-03-05"),
    "23154_test1-old-sig-sigat-NOK-prodat-OK-1.bdoc": .expired("2012-03-05"),

    // MARK: Time-stamps
    "TS-02_23634_TS_wrong_SignatureValue.asice": .signature(.timeStamp, .timeStampInvalid, "was not made for"),
    "TS_broken_TS.asice": .signature(.timeStamp, .timeStampInvalid, "the certificate that the time-stamp names"),
    "bdoc21-ts-ok.bdoc": .signature(.timeStamp, .timeStampInvalid, "was not made for")
      .because("the imprint is looked at before the authority, which is not trusted either"),
    "1xTST-text-data-file-expired-tst.asics": .expiredStamp(.outOfBoundsNoPOE, "2019-09-16"),
    "1xTST-valid-bdoc-data-file-hash-failure-in-tst.asics": .stamp("over something else"),
    "2xTST-valid-bdoc-data-file-1st-tst-invalid-2nd-tst-no-coverage.asics": .stamp("over something else"),
    "2xTST-datafile-with-%20-unencoded-in-archive-manifest.asics": .stamp("leads to no file"),
    "timestamptoken-invalid.asics": .stamp("not a time-stamp"),
    "test-invalidts.asics": .stamp("over something else"),

    // MARK: Policy and time marks
    "23608_bdoc21-invalid-nonce-policy-oid.bdoc": .signature(
      .policy, .signaturePolicyNotAvailable, "1.3.6.1.4.1.10015.1000.3.4.3"
    )
    .demanding(policy: "1.3.6.1.4.1.10015.1000.3.2.1"),
    // EN 319 102-1 has no time marks, so what binds an answer to a signature as its mark is not looked at.
    "NoOcspCertificateAnywhere.bdoc": .signature(.timeMark, .levelTooLow, "must be XAdES-B-LT")
      .because("that the answer must bring its responder's certificate is a rule of time marks; it is known here"),
    "23200_weakdigest-wrong-nonce.asice": .signature(.timeMark, .unsupported, "public key")
      .because("the nonce binds the answer to the signature as its time mark; besides, \(unwholeKey)"),

    // MARK: Structure and content
    "REF-03_bdoc21-TM-no-signedpropref.bdoc": .signature(.content, .constraintsFailure, "not under the signature"),
    "REF-03_bdoc21-TS-no-signedpropref.asice": .signature(.content, .constraintsFailure, "not under the signature"),
    "filename_mismatch_manifest.asice": .content(.manifestOmits, "does not list"),
    "mimetype_mismatch.asice": .content(.mediaType, "in the manifest"),
    "missing_manifest.asice": .content(.manifestMissing),
    "missing_mimetype_file.asice": .content(.mimetypeMissing),
    "INC166120_wrong_mime_slash.bdoc": .content(.mediaType, "no media type"),
    "KS-18_lisatudfail.4.asice": .content(.manifestOmits),
    "KS-18_lisatudfilemanifest.4.asice": .content(.dataFileNotSigned)
      .because("of the file that was added and of the other one alike: " + unwholeKey),
    "asics-2-signatures-in-different-files.asics": .content(.asicSContent),
    "timestamptoken-two-data-files.asics": .content(.asicSContent),
    "asics-subfolder.asics": .content(.asicSContent),
    "asics_without_signatures.bdoc": .content(.noSignature),
    "CAdES-baseline-lt-for-ASiC-E.asics": .content(.unsupported, "CAdES"),
    "CAdES-baseline-lta-for-ASiC-E.asics": .content(.unsupported, "CAdES"),
    "pt-empty.asice": .content(.manifestMalformed),
    "test-invalid.asics": .content(.timeStamp, "nothing says what the time-stamp is over")
      .because("its media type is that of an ASiC-E, where a time-stamp needs a manifest (EN 319 162-1 §4.4.4.2)"),
    "22902_data_files_with_same_names.bdoc": .archive(.gap)
      .because("both entries of the central directory lead to the second file, so the first one is hidden"),
    "KS-10_manifest_topelt_bdoc21_TM.bdoc": .archive(.duplicate),
    "KS-19_IB-3721_bdoc21-TM-2fil-samename-1sig3.bdoc": .archive(.duplicate),
    "2-mimetypes.asice": .archive(.duplicate),
    "2-mimetypes.asics": .archive(.duplicate),
    "asice-relative.asice": .archive(.namePath),
    "zip-bomb-package-zip-1gb.bdoc": .archive(.ratio),
    "zip-bomb-package-zip.asics": .signature(.content, .idsNotUnique)
      .because(identifiers + "; the archive with the bomb is a data file, and data files are not opened"),
    "multiple_EncapsulatedTimeStamp_elements_in_single_SignatureTimeStamp.asice": .signature(.content, .idsNotUnique)
      .because(identifiers),

    // MARK: Cryptography
    "ocsp_cert_is_not_in_tsl.bdoc": .signature(.cryptography, .idsNotUnique).because(identifiers),
    "one-valid-and-multiple-invalid-signatures.asice": .signature(.cryptography, .cryptoFailure),
    "signature_does_not_cover_datafile.asice": .signature(.cryptography, .signedDataNotFound),
    "space-in-datafile-name-encoded-as-plus-in-signature.asice": .signature(.cryptography, .signedDataNotFound),
  ]
}
