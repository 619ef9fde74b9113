// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "hearken",
  products: [.executable(name: "hearken", targets: ["JournalTUI"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),
    .target(
      name: "JournalCore", dependencies: ["CSQLite", "CSodium"],
      resources: [
        .embedInCode("Listening/English/contractions.txt"),
        .embedInCode("Listening/English/danger.txt"),
        .embedInCode("Listening/English/details.txt"),
        .embedInCode("Listening/English/deflections.txt"),
        .embedInCode("Listening/English/coach-weights.tsv"),
        .embedInCode("Listening/English/words.txt"),
        .embedInCode("Listening/English/names.txt"),
        .embedInCode("Listening/English/frequencies.txt"),
        .embedInCode("Listening/English/concepts.txt"),
        .embedInCode("Listening/English/issues.txt"),
        .embedInCode("Listening/English/recogniser-weights.txt"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "JournalTUI",
      dependencies: [
        "JournalCore", "CNcurses",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [.embedInCode("Resources/scenario.jsonl")],
      swiftSettings: strict),
    .target(name: "Fuzzing", dependencies: ["JournalCore"], path: "Tests/Fuzzing", swiftSettings: strict),
    .testTarget(
      name: "JournalCoreTests", dependencies: ["JournalCore", "Fuzzing", "CSQLite", "CSodium"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "JournalTUITests", dependencies: ["JournalTUI", "JournalCore", "Fuzzing"], swiftSettings: strict),
    .testTarget(name: "EndToEnd", dependencies: ["JournalTUI", "JournalCore", "Fuzzing"], swiftSettings: strict),
  ]
)
