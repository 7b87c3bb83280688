/// What is wrong with containers, in Azerbaijani.
extension AzerbaijaniWording {
  func text(_ finding: ContainerFinding.Code) -> String {
    switch finding {
    case .mimetypeMissing: "Konteyner özünün konteyner olduğunu bildirmir: “mimetype” yazısı yoxdur."
    case .mimetypeForm: "Konteynerin nə olduğunu bildirən yazı standartın tələb etdiyi şəkildə deyil."
    case .containerTypeUnknown: "Konteyner özünü imzalar üçün nəzərdə tutulmayan növ kimi təqdim edir."
    case .reservedName: "Konteynerdəki bir ad xüsusi mənası olan ada oxşayır."
    case .manifestMissing: "Konteynerdə onun fayllarının siyahısı yoxdur."
    case .manifestMalformed: "Konteynerdəki faylların siyahısı oxunmur."
    case .manifestOmits: "Konteynerdəki bir faylın adı onun fayllarının siyahısında yoxdur."
    case .manifestInvents: "Konteynerin siyahısında adı çəkilən fayl orada yoxdur."
    case .manifestRepeats: "Konteynerin siyahısında bir faylın adı bir neçə dəfə çəkilir."
    case .mediaType: "Konteynerdə faylın növü imza sahibinin göstərdiyindən fərqlidir."
    case .asicSContent: "Bu növ konteynerdə bir fayl və bir imza olmalıdır, bunda isə başqa cürdür."
    case .noSignature: "İmza olmalı olan yerdə imza yoxdur."
    case .signatureFileMalformed: "İmzaların saxlandığı fayl oxunmur."
    case .limit: "Konteynerdə təhlükəsiz yoxlana biləndən çox məlumat var."
    case .dataFileNotSigned: "Konteynerdəki bir faylı heç bir etibarlı imza əhatə etmir."
    case .coveragePartial: "Bir imza konteynerdəki bütün faylları əhatə etmir."
    case .unsupported: "Konteynerdə burada yoxlanmayan növdə imza və ya sübut var."
    case .unknownFile: "İmzalar qovluğunda orada heç bir mənası olmayan fayl var."
    case .asicManifest: "İmzalanmış və ya vaxt möhürü vurulmuş faylların siyahısı fayllara uyğun gəlmir."
    case .timeStamp: "Konteynerdəki vaxt möhürünə etibar etmək olmaz."
    }
  }
}
