// swift-tools-version: 6.2
import PackageDescription

let swift: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "court-intake",
  products: [
    .library(name: "XMLSignature", targets: ["XMLSignature"]),
    .library(name: "Filing", targets: ["Filing"]),
    .executable(name: "court-intake", targets: ["court-intake"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CFilingSchemas"),
    .target(name: "CIntakeDefaults", exclude: ["defaults"]),
    .target(name: "CIntakeSystem"),
    .target(
      name: "XMLSignature",
      dependencies: [
        "CLibXML2", "CZlib",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ],
      swiftSettings: swift),
    .target(name: "Filing", swiftSettings: swift),
    .target(
      name: "TransparencyLog", dependencies: ["Filing", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: swift),
    .target(name: "BankStatements", dependencies: ["CLibXML2", "Filing"], swiftSettings: swift),
    .target(
      name: "FilingStore",
      dependencies: [
        "Filing", "TransparencyLog", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: swift),
    .target(
      name: "Intake",
      dependencies: [
        "BankStatements", "CFilingSchemas", "CIntakeDefaults", "CIntakeSystem", "Filing", "FilingStore",
        "TransparencyLog", "XMLSignature",
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: swift),
    .target(name: "ScanInspection", dependencies: ["CIntakeSystem", "Filing"], swiftSettings: swift),
    .target(
      name: "ScanBatches",
      dependencies: [
        "BankStatements", "Filing", "FilingStore", "Intake", "ScanInspection", "XMLSignature",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: swift),
    .executableTarget(
      name: "court-intake",
      dependencies: [
        "Filing", "FilingStore", "Intake", "ScanBatches", "ScanInspection", "TransparencyLog", "XMLSignature",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: swift),
    .target(
      name: "TestSupport",
      dependencies: [
        "Filing", "ScanInspection", "XMLSignature",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "X509", package: "swift-certificates"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ],
      path: "Tests/TestSupport", swiftSettings: swift),
    .testTarget(
      name: "XMLSignatureTests",
      dependencies: [
        "TestSupport", "XMLSignature",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "X509", package: "swift-certificates"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ],
      swiftSettings: swift),
    .testTarget(
      name: "TransparencyLogTests",
      dependencies: ["Filing", "TransparencyLog", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: swift),
    .testTarget(name: "FilingTests", dependencies: ["Filing", "TestSupport"], swiftSettings: swift),
    .executableTarget(
      name: "statement-cost", dependencies: ["BankStatements"], path: "Tests/Benchmark/Statements", swiftSettings: swift
    ),
    .executableTarget(
      name: "large-register",
      dependencies: ["Filing", "FilingStore", .product(name: "Crypto", package: "swift-crypto")],
      path: "Tests/Benchmark/LargeRegister", swiftSettings: swift),
    .testTarget(
      name: "BankStatementsTests", dependencies: ["BankStatements", "Filing", "TestSupport"], exclude: ["Samples"],
      swiftSettings: swift),
    .testTarget(
      name: "FilingStoreTests",
      dependencies: [
        "Filing", "FilingStore", "TestSupport", "TransparencyLog",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Registers"],
      swiftSettings: swift),
    .testTarget(
      name: "IntakeTests",
      dependencies: [
        "BankStatements", "Filing", "FilingStore", "Intake", "TestSupport", "XMLSignature",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ],
      swiftSettings: swift),
    .testTarget(
      name: "ScanTests",
      dependencies: [
        "Filing", "FilingStore", "Intake", "ScanBatches", "ScanInspection", "TestSupport",
      ],
      swiftSettings: swift),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Filing", "FilingStore", "Intake", "ScanBatches", "ScanInspection", "TestSupport", "XMLSignature",
        "court-intake",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: swift),
  ],
  swiftLanguageModes: [.v6],
  // `#embed`.
  cLanguageStandard: .c2x
)
