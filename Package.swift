// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target: language mode 6, warnings as errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// What decides, draws, and reads settings is optimised in debug builds too, and what tests read back with: tests replay
/// hours of a call centre through it, which takes a quarter of the time. Checks that matter are `precondition`s and typed
/// errors, which stay.
let quick = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// `CALLBOARD_PURE=1` leaves out everything that needs a socket or a third party's package: a small, quick
/// build of the deciding parts, for the thread sanitizer and for the fuzzers.
let pureOnly = Context.environment["CALLBOARD_PURE"] == "1"

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
    .product(name: "NIOTLS", package: "swift-nio"),
]

// The deciding parts, and the few thin edges (a file, a lock) that need no package of a third party.
let pureTargets: [Target] = [
    .target(name: "CPacketScan", cSettings: [.unsafeFlags(["-O3"])]),
    .target(name: "AMI", dependencies: ["CPacketScan"], swiftSettings: quick),
    .target(name: "PBXSimulator", dependencies: ["AMI"], swiftSettings: quick),
    .target(name: "CallCenter", dependencies: ["AMI"], swiftSettings: quick),
    .target(name: "Doctor", dependencies: ["AMI"], swiftSettings: strict),
    .target(name: "Reports", dependencies: ["CallCenter", "Doctor"], swiftSettings: quick),
    .target(name: "Cells", swiftSettings: quick),
    .target(name: "Crossing", swiftSettings: quick),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .target(name: "CCRC32C", cSettings: [.unsafeFlags(["-O2"])]),
    .target(name: "Journal", dependencies: ["CCRC32C", "Crossing", "CZstd"], swiftSettings: quick),
    .target(name: "TestSupport", dependencies: ["AMI"], path: "Tests/TestSupport", swiftSettings: quick),
    .testTarget(
        name: "AMITests", dependencies: ["AMI", "TestSupport"], swiftSettings: strict),
    .testTarget(
        name: "PBXSimulatorTests", dependencies: ["PBXSimulator", "AMI", "CallCenter", "TestSupport"],
        exclude: ["Goldens", "HeaderOrders.txt"], swiftSettings: strict),
    .testTarget(
        name: "CallCenterTests", dependencies: ["CallCenter", "AMI", "TestSupport"], swiftSettings: strict),
    .testTarget(
        name: "ReportsTests", dependencies: ["Reports", "CallCenter", "AMI", "TestSupport"], exclude: ["Goldens"],
        swiftSettings: strict),
    .testTarget(name: "DoctorTests", dependencies: ["Doctor", "Reports"], swiftSettings: strict),
    .testTarget(name: "CellsTests", dependencies: ["Cells", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "CrossingTests", dependencies: ["Crossing"], swiftSettings: strict),
    .testTarget(name: "JournalTests", dependencies: ["Journal", "Crossing", "TestSupport"], swiftSettings: strict),
]

// What touches the world, and what needs other packages.
let worldTargets: [Target] = [
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CMessageDigest", providers: [.apt(["libmd-dev"])]),
    .systemLibrary(name: "CPasswordHash", providers: [.apt(["libcrypt-dev"])]),
    .systemLibrary(name: "CVterm", path: "Tests/CVterm", providers: [.apt(["libvterm-dev"])]),
    .target(name: "CTerminalGuard"),
    .target(name: "AMITransport", dependencies: ["AMI", "CMessageDigest"] + nio, swiftSettings: strict),
    .target(name: "Settings", dependencies: [.product(name: "TOMLKit", package: "TOMLKit")], swiftSettings: quick),
    .target(
        name: "LiveBoard",
        dependencies: ["AMI", "AMITransport", "CallCenter", "Crossing", "Journal", "Settings", "PBXSimulator"] + nio + [
            .product(name: "Logging", package: "swift-log")
        ],
        swiftSettings: strict),
    .target(name: "Curses", dependencies: ["Cells", "CNcurses", "CTerminalGuard"], swiftSettings: quick),
    .target(
        name: "BoardScreen", dependencies: ["CallCenter", "Cells", "Settings"],
        resources: [.embedInCode("Resources")], swiftSettings: quick),
    .target(
        name: "TerminalApp",
        dependencies: [
            "BoardScreen", "CallCenter", "Cells", "Crossing", "CTerminalGuard", "Curses", "LiveBoard", "Reports",
            "Settings",
        ],
        swiftSettings: strict),
    .executableTarget(
        name: "callboard",
        dependencies: [
            "AMI", "AMITransport", "BoardScreen", "CallCenter", "Cells", "Crossing", "CPasswordHash", "CTerminalGuard",
            "Doctor", "Journal", "LiveBoard", "CSQLite", "Curses", "PBXSimulator", "Reports", "Settings", "TerminalApp",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"),
        ],
        swiftSettings: strict),
    .executableTarget(
        name: "callboard-bench",
        dependencies: [
            "AMI", "BoardScreen", "CallCenter", "Cells", "Crossing", "Curses", "CTerminalGuard", "Journal", "LiveBoard",
            "PBXSimulator", "Settings",
        ],
        path: "Tests/Benchmarks", exclude: ["Reference", "gates", "latency.py", "service.py"], swiftSettings: strict),
    .target(
        name: "TerminalTestSupport", dependencies: ["CVterm", "CTerminalGuard", "Cells"],
        path: "Tests/TerminalTestSupport", swiftSettings: quick),
    .testTarget(
        name: "AMITransportTests", dependencies: ["AMITransport", "AMI", "Crossing", "TestSupport"] + nio,
        swiftSettings: strict),
    .testTarget(
        name: "SettingsTests", dependencies: ["Settings", "TestSupport"], exclude: ["InvalidConfigurations"],
        swiftSettings: strict),
    .testTarget(
        name: "LiveBoardTests",
        dependencies: [
            "LiveBoard", "AMITransport", "PBXSimulator", "CallCenter", "Crossing", "Journal", "Reports", "TestSupport",
        ] + nio,
        swiftSettings: strict),
    .testTarget(
        name: "CursesTests",
        dependencies: ["Curses", "Cells", "CNcurses", "CTerminalGuard", "TerminalTestSupport", "TestSupport"],
        swiftSettings: strict),
    .testTarget(
        name: "BoardScreenTests",
        dependencies: ["BoardScreen", "CallCenter", "Cells", "Settings", "AMI", "PBXSimulator", "TestSupport"],
        exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
        name: "TerminalAppTests", dependencies: ["TerminalApp", "BoardScreen", "Cells", "Crossing", "Settings"],
        swiftSettings: strict),
    .testTarget(
        name: "ProgramTests",
        dependencies: [
            "callboard", "BoardScreen", "CallCenter", "Cells", "Journal", "TerminalTestSupport", "CTerminalGuard",
            "TestSupport",
        ],
        swiftSettings: strict),
    .testTarget(
        name: "AsteriskTests",
        dependencies: ["callboard", "TerminalTestSupport", "CTerminalGuard", "TestSupport"], swiftSettings: strict),
]

let package = Package(
    name: "callboard",
    products: pureOnly ? [] : [.executable(name: "callboard", targets: ["callboard"])],
    dependencies: pureOnly
        ? []
        : [
            .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
            .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
            .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
            .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
            .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        ],
    targets: pureOnly ? pureTargets : pureTargets + worldTargets
)
