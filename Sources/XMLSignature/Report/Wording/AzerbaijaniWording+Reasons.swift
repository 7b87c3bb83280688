/// Why signatures do not pass, in Azerbaijani.
extension AzerbaijaniWording {
  func account(of reason: SubIndication) -> ReasonAccount {
    switch reason {
    case .formatFailure: Self.formatFailure
    case .hashFailure: Self.hashFailure
    case .sigCryptoFailure: Self.sigCryptoFailure
    case .revoked: Self.revoked
    case .expired: Self.expired
    case .notYetValid: Self.notYetValid
    case .sigConstraintsFailure: Self.sigConstraintsFailure
    case .chainConstraintsFailure: Self.chainConstraintsFailure
    case .certificateChainGeneralFailure: Self.certificateChainGeneralFailure
    case .cryptoConstraintsFailure: Self.cryptoConstraintsFailure
    case .cryptoConstraintsFailureNoPOE: Self.cryptoConstraintsFailureNoPOE
    case .policyProcessingError: Self.policyProcessingError
    case .signaturePolicyNotAvailable: Self.signaturePolicyNotAvailable
    case .timestampOrderFailure: Self.timestampOrderFailure
    case .noSigningCertificateFound: Self.noSigningCertificateFound
    case .noCertificateChainFound: Self.noCertificateChainFound
    case .noCertificateChainFoundNoPOE: Self.noCertificateChainFoundNoPOE
    case .revokedNoPOE: Self.revokedNoPOE
    case .revokedCANoPOE: Self.revokedCANoPOE
    case .outOfBoundsNotRevoked: Self.outOfBoundsNotRevoked
    case .outOfBoundsNoPOE: Self.outOfBoundsNoPOE
    case .revocationOutOfBoundsNoPOE: Self.revocationOutOfBoundsNoPOE
    case .noPOE: Self.noPOE
    case .tryLater: Self.tryLater
    case .signedDataNotFound: Self.signedDataNotFound
    }
  }

  // MARK: Final

  private static let formatFailure = ReasonAccount(
    statement: "Bu imza standartın tələb etdiyi kimi qurulmayıb və ona görə etibarsızdır.",
    cause: """
      İmzada imzaların yazılma qaydaları pozulub, ona görə onun nə dediyi və nəyi əhatə etdiyi bəlli deyil.
      """,
    meaning: """
      İmza heç nəyi sübut etmir. Səbəb nasaz imzalama proqramı da ola bilər, bir məzmunu başqası kimi təqdim etmək \
      cəhdi də.
      """,
    remedy: "Sənəd yenidən, lazım gələrsə, başqa imzalama proqramı ilə imzalansın.")
  private static let hashFailure = ReasonAccount(
    statement: "Bu sənəd imzalandıqdan sonra dəyişdirilib.",
    cause: """
      İmza məzmunun rəqəmsal izini saxlayır. Bu məzmunun izi başqadır, deməli, ən azı bir işarə imzalandığı kimi deyil.
      """,
    meaning: """
      İmza sənədin bu halına aid deyil və sənədi onda adı göstərilən şəxsə aid etmək olmaz. Onu kiminsə qəsdən, yoxsa \
      proqramın səhvən dəyişdirdiyini imza göstərmir.
      """,
    remedy: "Göndərəndən imzalanmış ilkin faylı istəyin və ya sənəd yenidən imzalansın.")
  private static let sigCryptoFailure = ReasonAccount(
    statement: "Bu imza onda göstərilən sertifikatın açarı ilə yaradılmayıb.",
    cause: """
      Hər sertifikat bir açara aiddir. Bu imza həmin açara uyğun gəlmir: başqa açarla yaradılıb və ya imzanın özü \
      dəyişdirilib.
      """,
    meaning: """
      Sertifikatda adı göstərilən şəxsin bu sənədi imzaladığını heç nə sübut etmir. Sənədi həmin şəxsə aid etmək olmaz.
      """,
    remedy: "Adı göstərilən şəxsdən imzalayıb-imzalamadığını soruşun və sənəd yenidən imzalansın.")
  private static let revoked = ReasonAccount(
    statement: "Bu sənəd əvvəlcədən ləğv edilmiş sertifikatla imzalanıb.",
    cause: "Sertifikatı onu verən ləğv etmişdi və imzanın yalnız bundan sonra yaradıldığı sübut olunub.",
    meaning: """
      İmza etibarsızdır. Sertifikat ləğv edildikdən sonra onunla heç kim imzalaya bilməz: çox vaxt səbəb açarın başqasının \
      əlinə keçmiş ola bilməsidir.
      """,
    remedy: "Sənəd qüvvədə olan sertifikatla yenidən imzalansın.")
  private static let expired = ReasonAccount(
    statement: "Bu sənəd müddəti artıq bitmiş sertifikatla imzalanıb.",
    cause: "İmzanın sertifikatın qüvvədə olma müddətindən sonra yaradıldığı sübut olunub.",
    meaning: "İmza etibarsızdır, çünki sertifikatı verən həmin vaxt imza sahibini artıq təsdiq etmirdi.",
    remedy: "Sənəd qüvvədə olan sertifikatla yenidən imzalansın.")
  private static let notYetValid = ReasonAccount(
    statement: "Bu sənəd sertifikat qüvvəyə minməmişdən əvvəl imzalanıb.",
    cause: "İmzanın sertifikatın qüvvədə olma müddəti başlamamışdan əvvəl yaradıldığı sübut olunub.",
    meaning: "İmza etibarsızdır, çünki sertifikatı verən həmin vaxt imza sahibini hələ təsdiq etmirdi.",
    remedy: "Sənəd yenidən imzalansın və imzalama qurğusunun saatı yoxlanılsın.")

  // MARK: Signature and policy

  private static let sigConstraintsFailure = ReasonAccount(
    statement: "imza burada qəbul edilən qaydada yaradılmayıb.",
    cause: """
      İmzada qəbul edilməyən üsul var və ya imzadakı məlumat qəbul şərtini pozur. Hansı olduğu aşağıda göstərilib.
      """,
    meaning: "İmza nə təsdiqlənib, nə də təkzib olunub. Bu halda ona etibar etmək olmaz.",
    remedy: "Sənəd adi elektron imza ilə (ASAN İmza, e-İmza və ya şəxsiyyət vəsiqəsi) yenidən imzalansın.")
  private static let signedDataNotFound = ReasonAccount(
    statement: "imzalanmış bir hissə çatışmır.",
    cause: "İmza nə sənəddə olan, nə də onunla birlikdə təqdim edilən fayla və ya hissəyə istinad edir.",
    meaning: """
      Həmin hissə olmadan onun imzalanmış hissə olub-olmadığını heç kim deyə bilməz. İmza nə təsdiqlənib, nə də təkzib \
      olunub.
      """,
    remedy: "Göndərəndən imzaya aid bütün faylları istəyin və onları birlikdə yoxlayın.")
  private static let noSigningCertificateFound = ReasonAccount(
    statement: "imzanın kimə aid olduğu məlum deyil.",
    cause: """
      İmzada onun sahibinin sertifikatı yoxdur və ya imza sahibinin göstərdiyindən başqa sertifikat var. Açarın kimə aid \
      olduğunu yalnız sertifikat bildirir.
      """,
    meaning: "Bu imzaya əsasən sənədi heç kimə aid etmək olmaz.",
    remedy: "Sənədin imza sahibinin sertifikatını əlavə edən proqramla yenidən imzalanmasını istəyin.")
  private static let signaturePolicyNotAvailable = ReasonAccount(
    statement: "imza sahibinin hansı qaydalarla imzaladığını göstərən sənəd əldə yoxdur.",
    cause: "İmza sahibi imza siyasəti göstərib, lakin müqayisə edilməli olan mətni yoxdur.",
    meaning: "İmza sahibinin hansı şərtlərlə imzalamaq istədiyi məlum deyil.",
    remedy: "Göndərəndən imza siyasətini istəyin və yoxlamanı onunla təkrarlayın.")
  private static let policyProcessingError = ReasonAccount(
    statement: "imza sahibinin hansı qaydalarla imzaladığını göstərən sənəd oxuna bilmir.",
    cause: "İmza sahibi imza siyasəti göstərib, lakin onu qiymətləndirmək mümkün deyil.",
    meaning: "İmza sahibinin hansı şərtlərlə imzalamaq istədiyi məlum deyil.",
    remedy: "Göndərəndən oxuna bilən imza siyasətini istəyin və ya sənəd siyasət göstərilmədən yenidən imzalansın.")
  private static let cryptoConstraintsFailure = ReasonAccount(
    statement: "imza həmin vaxt artıq təhlükəsiz sayılmayan üsulla yaradılıb.",
    cause: "İmzanın və ya sertifikatın üsulu o qədər zəifdir ki, saxtalaşdırıla bilər.",
    meaning: "Saxtalaşdırmanı istisna etmək olmaz. Yalnız bu imzaya etibar etmək olmaz.",
    remedy: "Sənəd müasir üsulla yenidən imzalansın.")
  private static let cryptoConstraintsFailureNoPOE = ReasonAccount(
    statement: "imzada artıq təhlükəsiz sayılmayan üsul var və imzanın bundan əvvəl yaradıldığını heç nə sübut etmir.",
    cause: """
      İmzanın və ya sertifikatın üsulu əvvəllər güclü sayılırdı. Vaxt möhürü olmadan imzanın o dövrə aid olduğunu göstərmək \
      mümkün deyil.
      """,
    meaning: "Sonradan saxtalaşdırmanı istisna etmək olmaz. Yalnız bu imzaya etibar etmək olmaz.",
    remedy: "Sənədin nə vaxt mövcud olduğuna dair başqa sübut axtarın və ya sənəd müasir üsulla yenidən imzalansın.")

  // MARK: Certificates

  private static let noCertificateChainFound = ReasonAccount(
    statement: "imza sahibinin kim olduğunu burada etibar edilən heç bir qurum təsdiq etmir.",
    cause: """
      Hər kəs istənilən ada sertifikat düzəldə bilər. Sertifikat yalnız etibar zənciri ilə etibar edilən sertifikat mərkəzinə \
      aparanda sayılır; bu sertifikat belə mərkəzə aparmır.
      """,
    meaning: """
      Sertifikatdakı ad sadəcə iddiadır. Kimin imzaladığı açıq qalır və bu imzaya əsasən sənədi adı göstərilən şəxsə aid etmək \
      olmaz.
      """,
    remedy: """
      Sertifikatı verənin akkreditə olunmuş mərkəz olub-olmadığını öyrənin. Belədirsə, onun sertifikatı etibar edilənlərə \
      əlavə olunsun və yoxlama təkrarlansın; belə deyilsə, ASAN İmza, e-İmza və ya şəxsiyyət vəsiqəsi ilə imza istəyin.
      """)
  private static let noCertificateChainFoundNoPOE = ReasonAccount(
    statement: "sertifikatı verənə etibar sona çatıb və imzanın bundan əvvəl yaradıldığını heç nə sübut etmir.",
    cause: """
      Sertifikatı verənə müəyyən günə qədər etibar edilirdi və imzanın həmin gündən əvvəl yaradıldığını heç bir vaxt möhürü \
      göstərmir.
      """,
    meaning: "İmzanın nə vaxt yaradıldığı sübut olunana qədər kimin imzaladığı açıq qalır.",
    remedy: "Sənədin nə vaxt mövcud olduğuna dair başqa sübut axtarın və ya sənəd yenidən imzalansın.")
  private static let chainConstraintsFailure = ReasonAccount(
    statement: "sertifikatlardan biri verildiyi məqsəddən başqa məqsədlə istifadə olunub.",
    cause: """
      Hər sertifikatda onun nə üçün istifadə oluna biləcəyi göstərilir. İmza sahibinin sertifikatı və ya etibar zəncirindəki \
      sertifikat belə istifadəyə icazə vermir.
      """,
    meaning: "Sertifikatı verən belə imzanı təsdiq etmir. Bu halda imzaya etibar etmək olmaz.",
    remedy: "Sənəd sənədləri imzalamaq üçün nəzərdə tutulmuş sertifikatla yenidən imzalansın.")
  private static let certificateChainGeneralFailure = ReasonAccount(
    statement: "sertifikatı yoxlamaq mümkün deyil.",
    cause: "İmza sahibinin sertifikatı və ya etibar zəncirindəki sertifikat zədələnib və ya qeyri-adi növdədir.",
    meaning: "Kimin imzaladığı açıq qalır. İmza nə təsdiqlənib, nə də təkzib olunub.",
    remedy: "Sertifikatı mütəxəssis araşdırsın və ya sənəd başqa sertifikatla yenidən imzalansın.")
  private static let revokedNoPOE = ReasonAccount(
    statement: "imza sahibinin sertifikatı ləğv edilib və imzanın bundan əvvəl yaradıldığını heç nə sübut etmir.",
    cause: """
      Sertifikatı onu verən ləğv edib. Bundan əvvəl yaradılmış imza etibarlı qalardı, lakin bu imzanın nə vaxt yaradıldığını heç \
      bir vaxt möhürü göstərmir; imza sahibinin özünün göstərdiyi vaxt isə heç nəyi sübut etmir.
      """,
    meaning: """
      İmza onun sahibinə məxsus ola bilər, ləğvdən sonra isə açarı əlində olan başqa şəxsə. Yalnız bu imzaya etibar etmək \
      olmaz.
      """,
    remedy: """
      Sənədin ləğvdən əvvəl imzalandığına dair başqa sübut axtarın (məsələn, onun daxilolma vaxtı) və ya sənəd yenidən \
      imzalansın.
      """)
  private static let revokedCANoPOE = ReasonAccount(
    statement:
      "sertifikatı verənin öz sertifikatı ləğv edilib və imzanın bundan əvvəl yaradıldığını heç nə sübut etmir.",
    cause: "İmza sahibindən etibar nöqtəsinə aparan zəncirdə bir sertifikat ləğv edilib və vaxt möhürü yoxdur.",
    meaning: "Kimin imzaladığı açıq qalır: ləğvdən sonra istənilən ada sertifikat verilə bilərdi.",
    remedy: """
      Sənədin nə vaxt imzalandığına dair başqa sübut axtarın və ya sənəd başqa sertifikatla yenidən imzalansın.
      """)
  private static let outOfBoundsNotRevoked = ReasonAccount(
    statement: "yoxlama vaxtı sertifikat qüvvədə deyildi və imzanın bundan əvvəl yaradıldığını heç nə sübut etmir.",
    cause: """
      Sertifikatın qüvvədə olma müddəti deyildi. O, ləğv edilməyib, lakin imzanın sertifikat qüvvədə olarkən yaradıldığını heç \
      bir vaxt möhürü göstərmir.
      """,
    meaning: "İmza əvvəlki dövrə aid etibarlı imza da ola bilər, sonrakı imza da. Bunu imzanın özü göstərmir.",
    remedy: "Sənədin nə vaxt imzalandığına dair başqa sübut axtarın və ya sənəd yenidən imzalansın.")
  private static let outOfBoundsNoPOE = ReasonAccount(
    statement: "yoxlama vaxtı sertifikat qüvvədə deyildi və imzanın nə vaxt yaradıldığını heç nə sübut etmir.",
    cause: """
      Yoxlama vaxtı sertifikatın müddəti bitmişdi və ya hələ başlamamışdı. Həmin müddətdə yaradılmış imza etibarlı olardı, lakin \
      bu imzanın nə vaxt yaradıldığını heç bir vaxt möhürü göstərmir; imza sahibinin özünün göstərdiyi vaxt isə heç nəyi sübut \
      etmir.
      """,
    meaning: "İmza həmin müddətə aid etibarlı imza ola da bilər, olmaya da. Yalnız bu imzaya etibar etmək olmaz.",
    remedy: """
      Sənədin nə vaxt imzalandığına dair başqa sübut axtarın (məsələn, onun daxilolma vaxtı) və ya sənəd qüvvədə olan \
      sertifikatla yenidən imzalansın.
      """)
  private static let revocationOutOfBoundsNoPOE = ReasonAccount(
    statement: "ləğv haqqında məlumat öz sertifikatı artıq qüvvədə olmayan mənbədən gəlir.",
    cause: "Ləğv haqqında siyahı və ya cavab qüvvədə olma müddəti xaricindəki sertifikatla imzalanıb.",
    meaning: "İmza sahibinin sertifikatının ləğv edilib-edilmədiyi açıq qalır.",
    remedy: "Sertifikatı verəndən ləğv haqqında daha yeni məlumat alınsın və yoxlama təkrarlansın.")

  // MARK: Time

  private static let timestampOrderFailure = ReasonAccount(
    statement: "ondakı vaxtlar bir-birinə ziddir.",
    cause: """
      Vaxt möhürləri və ya vaxt möhürü ilə imza sahibinin göstərdiyi vaxt olmalı olduqları ardıcıllıqda deyil.
      """,
    meaning: "İmzanın nə vaxt yaradıldığı dəqiq deyil.",
    remedy: "Göndərəndən imzanın necə yaradıldığını soruşun və ya sənəd yenidən imzalansın.")
  private static let noPOE = ReasonAccount(
    statement: "imzanın vaxtında yaradıldığını heç nə sübut etmir.",
    cause: """
      Bir şərt yalnız müəyyən günə qədər ödənilirdi və imzanın həmin gündən əvvəl yaradıldığını heç bir vaxt möhürü göstərmir.
      """,
    meaning: "İmza əvvəlki dövrə aid etibarlı imza da ola bilər, sonrakı imza da. Bunu imzanın özü göstərmir.",
    remedy: "Sənədin nə vaxt imzalandığına dair başqa sübut axtarın və ya sənəd yenidən imzalansın.")
  private static let tryLater = ReasonAccount(
    statement: "sertifikatın ləğv edilib-edilmədiyi hələ məlum deyil.",
    cause: "Sertifikatı verənin ləğv edilmiş sertifikatlar haqqında siyahısı və ya cavabı yoxdur və ya köhnəlib.",
    meaning: """
      Hələlik imzanın əleyhinə heç nə yoxdur, lakin sertifikat ləğv edilmişdisə, imzaya etibar etmək olmaz. Bu, gecikmədir, imza \
      sahibinin təqsiri deyil.
      """,
    remedy: "Sertifikatı verənin daha yeni siyahısı və ya cavabı olanda yoxlamanı təkrarlayın.")
}
