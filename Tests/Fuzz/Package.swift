// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nothing of the product is built for it and it is built for nothing else.
let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "court-intake", path: "../..")],
  targets: [
    .systemLibrary(name: "CFuzzer"),
    .executableTarget(
      name: "fuzz", dependencies: ["CFuzzer", .product(name: "XMLSignature", package: "court-intake")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ],
  swiftLanguageModes: [.v6])
