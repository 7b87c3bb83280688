/// Steps, checks, findings and evidence in Azerbaijani.
extension AzerbaijaniWording {
  func title(_ kind: BuildingBlock.Kind) -> String {
    switch kind {
    case .formatChecking: "İmzanın quruluşu"
    case .signingCertificate: "İstifadə olunmuş sertifikat"
    case .validationContext: "Yoxlama qaydaları"
    case .x509Validation: "Sertifikata etibar"
    case .cryptographicVerification: "Məzmunun dəyişməzliyi"
    case .signatureAcceptance: "Qəbul şərtləri"
    case .timeStamp: "Vaxt möhürü"
    case .validationWithTime: "Sübut olunmuş vaxtda etibarlılıq"
    }
  }

  func success(_ kind: BuildingBlock.Kind) -> String {
    switch kind {
    case .formatChecking: "İmza tamdır və standarta uyğun qurulub."
    case .signingCertificate: "İmzada onun hansı sertifikata aid olduğu göstərilib."
    case .validationContext: "İmzanın hansı qaydalarla yoxlanıldığı məlumdur."
    case .x509Validation:
      "Sertifikat etibar edilən sertifikat mərkəzinə aparır və yoxlama vaxtı onun əleyhinə məlum olan heç nə yoxdur."
    case .cryptographicVerification: "İmzalanmış məzmun son hərfinədək imzalandığı kimidir."
    case .signatureAcceptance: "İmza qəbul şərtlərinə uyğundur."
    case .timeStamp: "Etibar edilən vaxt möhürü xidməti imzanın həmin vaxt mövcud olduğunu təsdiq edir."
    case .validationWithTime: "Sübut olunmuş vaxtda imza da, sertifikat da etibarlı idi."
    }
  }

  func question(_ check: Check.Name) -> String {
    switch check {
    case .structure: "İmza standarta uyğun qurulubmu?"
    case .profile: "Yalnız burada qəbul edilən üsullardan istifadə olunubmu?"
    case .identifiersUnique: "İmzanın sənədin hansı hissəsini göstərdiyi bəllidirmi?"
    case .signingCertificateFound: "İmza sahibinin sertifikatı varmı?"
    case .signingCertificateBound: "İmza sahibi məhz bu sertifikatla imzalayıbmı?"
    case .validationPolicy: "İmza hansı qaydalarla yoxlanılıb?"
    case .signaturePolicy: "İmza sahibinin göstərdiyi imza siyasəti məlumdurmu?"
    case .chainFound: "Sertifikat etibar edilən sertifikat mərkəzinə aparırmı?"
    case .chainConstraints: "Zəncirdəki hər sertifikat öz təyinatı üzrə istifadə olunubmu?"
    case .revocation: "Sertifikatın ləğv edilmədiyi məlumdurmu?"
    case .revocationFreshness: "Ləğv haqqında məlumat kifayət qədər yenidirmi?"
    case .certificateValidity: "Sertifikat qüvvədə olma müddətində idimi?"
    case .certificateAlgorithms: "Sertifikatlar kifayət qədər güclü üsullarla yaradılıbmı?"
    case .signedDataFound: "İmzalanmış hər şey yerindədirmi?"
    case .signatureValue: "İmza bu sertifikatın açarı ilə yaradılıbmı?"
    case .referenceDigest: "Məzmun imzalandığı kimi qalıbmı?"
    case .signedProperties: "İmza sahibinin imza haqqında bildirdikləri də imzalanıbmı?"
    case .manifest: "Digər faylların siyahısında göstərilən hər şey yoxlanılıbmı?"
    case .counterSignature: "Təsdiqləyici imza içində olduğu imzanı təsdiq edirmi?"
    case .validationData: "İmzaya sübut kimi əlavə edilmiş hər şey oxunurmu?"
    case .signatureAlgorithms: "İmza kifayət qədər güclü üsullarla yaradılıbmı?"
    case .level: "İmza tələb olunan səviyyədədirmi?"
    case .timeStampImprint: "Vaxt möhürü bu imzaya aiddirmi?"
    case .timeStampSignature: "Vaxt möhürünün özü imzalanıb və dəyişməz qalıbmı?"
    case .timeStampAuthority: "Vaxt möhürü xidmətinə etibar edilirmi?"
    case .timeStampAlgorithms: "Vaxt möhürü kifayət qədər güclü üsullarla yaradılıbmı?"
    case .bestSignatureTime: "İmzanın ən geci nə vaxt mövcud olduğu sübut olunubmu?"
    case .timeStampOrder: "Vaxtlar bir-birinə uyğundurmu?"
    case .archiveTimeStamp: "Arxiv üçün vaxt möhürü qiymətləndirilibmi?"
    }
  }

  func answer(_ outcome: Check.Outcome) -> String {
    switch outcome {
    case .passed: "Bəli"
    case .failed: "Xeyr"
    case .indeterminate: "Açıqdır"
    case .warning: "Qeyd"
    case .notEvaluated: "Qiymətləndirilməyib"
    }
  }

  func answer(_ standing: Standing) -> String {
    switch standing {
    case .passed: "Uğurlu"
    case .failed: "Uğursuz"
    case .open: "Açıq"
    case .warning: "Qeyd"
    case .notEvaluated: "Qiymətləndirilməyib"
    case .empty: "Tətbiq olunmur"
    case .settled: "Həll olunub"
    case .notReached: "Araşdırılmayıb"
    }
  }

  func text(_ finding: SignatureFinding.Code) -> String {
    switch finding {
    case .formatFailure: "İmza standarta uyğun qurulmayıb."
    case .idsNotUnique: "Sənədin bir neçə hissəsində eyni identifikator var, ona görə nəyin imzalandığı bəlli deyil."
    case .unsupported: "İmzada burada qəbul edilməyən üsul var, ona görə bunu yoxlamaq mümkün olmadı."
    case .hashFailure: "Məzmun imzalanmış məzmun deyil: sonradan dəyişdirilib."
    case .cryptoFailure: "İmza bu sertifikatın açarı ilə yaradılmayıb və ya imzanın özü dəyişdirilib."
    case .signedDataNotFound: "İmzalanmış bir hissə sənəddə yoxdur və onunla birlikdə təqdim edilməyib."
    case .coveragePartial: "Sənədin bir hissəsini heç kim imzalamayıb."
    case .noSigningCertificate: "İmzada onun sahibinin sertifikatı yoxdur."
    case .signingCertificateMismatch: "Sertifikat imza sahibinin imzalayarkən göstərdiyi sertifikat deyil."
    case .constraintsFailure: "İmza qəbul şərtini pozur."
    case .noCertificateChain: "Sertifikat burada etibar edilən sertifikat mərkəzinə aparmır."
    case .chainConstraintsFailure: "Zəncirdəki sertifikatlardan biri bu məqsəd üçün istifadə edilə bilməz."
    case .certificateUnsupported: "Sertifikatlardan biri burada yoxlana bilməyən üsulla yaradılıb."
    case .certificateExpired: "Sertifikatın müddəti bitmişdi."
    case .certificateNotYetValid: "Sertifikat hələ qüvvəyə minməmişdi."
    case .certificateRevoked: "Sertifikatı onu verən ləğv edib."
    case .certificateOnHold: "Sertifikatın qüvvəsini onu verən dayandırıb."
    case .revocationUnknown: "Sertifikatın ləğv edilib-edilmədiyi məlum deyil."
    case .revocationStale: "Ləğv haqqında məlumat köhnəlib."
    case .algorithmTooWeak: "Artıq kifayət qədər güclü sayılmayan üsuldan istifadə olunub."
    case .validationDataUnreadable: "İmzaya sübut kimi əlavə edilmiş məlumatın bir hissəsi oxunmur."
    case .timeStampInvalid: "Vaxt möhürünə etibar etmək olmaz."
    case .timeStampOrder: "Göstərilən vaxtlar bir-birinə ziddir."
    case .levelTooLow: "İmza burada tələb olunan səviyyədə deyil."
    case .signaturePolicyNotAvailable: "İmza sahibinin göstərdiyi imza siyasəti əldə yoxdur."
    }
  }

  func text(_ reason: RevocationReason) -> String {
    switch reason {
    case .unspecified: "səbəb göstərilməyib"
    case .keyCompromise: "imza sahibinin açarı başqasının əlinə keçmiş ola bilər"
    case .cACompromise: "sertifikat mərkəzinin açarı başqasının əlinə keçmiş ola bilər"
    case .affiliationChanged: "sahibinin adı və ya təşkilatı dəyişib"
    case .superseded: "başqa sertifikatla əvəz edilib"
    case .cessationOfOperation: "təyinatı üzrə daha lazım deyil"
    case .certificateHold: "qüvvəsi müvəqqəti dayandırılıb"
    case .removeFromCRL: "qüvvəsi bərpa edilib"
    case .privilegeWithdrawn: "sahibi sertifikatda göstərilən səlahiyyəti itirib"
    case .aACompromise: "sahibinin səlahiyyətini təsdiq edən qurumun açarı başqasının əlinə keçmiş ola bilər"
    }
  }

  func name(_ kind: RevocationRecord.Kind) -> String {
    switch kind {
    case .list: "Ləğv edilmiş sertifikatların siyahısı (CRL)"
    case .answer: "Bir sertifikat haqqında cavab (OCSP)"
    }
  }

  func text(_ origin: RevocationRecord.Origin) -> ReportSentence {
    switch origin {
    case .signature: "imza"
    case .timeStamp: "vaxt möhürü"
    case .trustFolder: "etibar edilən sertifikatlar qovluğu"
    case .source(let address): "tənzimlənmiş mənbə \(address)"
    }
  }
}
