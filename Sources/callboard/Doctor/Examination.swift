import AMI
import AMITransport
import CTerminalGuard
import CallCenter
import Crossing
import Doctor
import LiveBoard
import NIOCore
import NIOPosix

/// One look at a PBX: connects once, asks for its lists, listens a while, asks again. Owned by one thread; what the
/// links and lookups deliver crosses through a lock.
final class Examination {
    /// For all of it, in µs.
    static let limit: Int64 = 9_500_000
    /// How long events are listened for: with the classes asked for, and with all.
    private static let listening: Int64 = 2_000_000
    private static let listeningToAll: Int64 = 1_500_000
    /// After the second lists: events on their way are waited for.
    private static let settling: Int64 = 1_200_000
    private static let listPatience: Int64 = 3_000_000

    private enum Input: Sendable {
        case resolved([String])
        case portOpen(Int)
        case portsTried
        case batch(LinkBatch)
        case queueOptions(GetConfigResponse)
        case managerOptions(GetConfigResponse)
    }

    private enum Phase: Equatable {
        case linking, lists, usual, all, again, ports, done
    }

    private let endpoint: ServerEndpoint
    private let group: MultiThreadedEventLoopGroup
    private let inbox = Guarded<[Input]>([])
    private let began = BoardClock.monotonicTime()
    private var link: AMILink?
    private var board: ServerBoard
    private var phase = Phase.linking
    private var phaseBegan: Int64
    private var scanner = PacketScanner()
    private var isResolved = false
    private(set) var findings: Findings

    /// - Parameter sharedLastCall: what the configuration says of the option; nil when it says nothing.
    init(name: String, endpoint: ServerEndpoint, sharedLastCall: Bool?, group: MultiThreadedEventLoopGroup) {
        self.endpoint = endpoint
        self.group = group
        board = ServerBoard(name: name)
        phaseBegan = began
        let trust: Findings.Trust =
            switch endpoint.tls {
            case .none: .plain
            case .systemRoots: .systemRoots
            case .certificateAuthority: .authority
            case .fingerprint: .fingerprint
            case .insecure: .insecure
            }
        findings = Findings(
            server: name, host: endpoint.host, port: endpoint.port, user: endpoint.user, trust: trust,
            classes: endpoint.eventClasses)
        findings.configuredSharedLastCall = sharedLastCall
    }

    func start() {
        HostLookup.addresses(of: endpoint.host) { [inbox] addresses in
            Self.post(.resolved(addresses), to: inbox)
        }
        let link = AMILink(endpoint: endpoint, group: group, reconnects: false, actionIDPrefix: "callboard-doctor") {
            [inbox] batch in Self.post(.batch(batch), to: inbox)
        }
        self.link = link
        link.start()
    }

    /// Ends the connection.
    func stop() { link?.stop() }

    /// Takes what was delivered and goes on; true when there is nothing more to find out.
    func step(at now: Int64) -> Bool {
        for input in inbox.withLock({ inputs in
            defer { inputs = [] }
            return inputs
        }) { take(input, at: now) }
        board.advance(to: BoardClock.wallTime())
        passTime(now)
        if now - began > Self.limit { timeIsUp() }
        return phase == .done && isResolved
    }

    private static func post(_ input: Input, to inbox: Guarded<[Input]>) {
        inbox.withLock { $0.append(input) }
        cb_wake()
    }

    private func enter(_ phase: Phase, at now: Int64) {
        self.phase = phase
        phaseBegan = now
    }

    // MARK: What came

    private func take(_ input: Input, at now: Int64) {
        switch input {
        case .resolved(let addresses):
            findings.addresses = addresses
            isResolved = true
        case .portOpen(let port): findings.openPorts.append(port)
        case .portsTried: if phase == .ports { enter(.done, at: now) }
        case .batch(let batch): for item in batch.items { take(item, of: batch, at: now) }
        case .queueOptions(let response): queueOptions = response.sections
        case .managerOptions(let response):
            findings.disabledEvents = response.sections.first { $0.name == "general" }?.options["disabledevents"] ?? ""
        }
    }

    private var queueOptions: [GetConfigResponse.Section]?

    private func take(_ item: LinkItem, of batch: LinkBatch, at now: Int64) {
        let stamp = RecordStamp(time: BoardClock.wallTime(), epoch: batch.epoch)
        switch item {
        case .packets(let bytes, _):
            count(bytes)
            bytes.withUnsafeBytes { board.apply(packets: $0, at: stamp) }
            return
        case .connected(let banner):
            findings.banner = banner
            findings.connectTime = Double(now - began) / 1_000_000
        case .loggedIn(let commands):
            findings.commands = Set(commands.map { $0.lowercased() })
            if phase == .linking { enter(.lists, at: now) }
        case .pong(let roundTrip, let pbxTime):
            findings.roundTrips.append(roundTrip)
            if pbxTime == nil { break }
            hasClock = true
        case .disconnected(let reason, _): lost(reason, at: now)
        case .connecting, .actionSent, .actionTimedOut: break
        }
        if let fact = OwnFact(item) { board.apply(fact, at: stamp) }
        if case .loggedIn = item, phase == .lists { askForLists() }
    }

    private var hasClock = false

    private func count(_ bytes: [UInt8]) {
        guard phase == .usual || phase == .all else { return }
        var seen: [(String, Int)] = []
        bytes.withUnsafeBytes { bytes in
            _ = scanner.scan(bytes, wanted: .all) { view in
                // An item of a list has no class, and an answer is no event.
                guard view.event != nil, let privilege = view[.privilege] else { return }
                seen.append((privilege.string, view.raw.count))
            }
        }
        for (privilege, size) in seen {
            if phase == .usual {
                findings.usual.count(privilege: privilege, bytes: size)
            } else {
                findings.all.count(privilege: privilege, bytes: size)
            }
        }
    }

    private func lost(_ failure: LinkFailure, at now: Int64) {
        guard findings.failure == nil, phase != .done else { return }
        findings.failure = Findings.Failure(
            stage: stage(of: failure.code), sentence: failure.sentence)
        switch failure.code {
        case .refusedConnection, .unreachable, .timedOut:
            enter(.ports, at: now)
            tryUsualPorts()
        default: enter(.done, at: now)
        }
    }

    private func stage(of code: LinkFailure.Code) -> Findings.Stage {
        switch code {
        case .nameNotFound: .name
        case .refusedConnection, .unreachable: .connection
        case .tls: .encryption
        case .certificate: .certificate
        case .notAMI, .noBanner, .closedWithoutBanner: .banner
        case .loginRefused, .loginInUse, .secretUnavailable: .login
        default:
            if findings.commands != nil {
                .lists
            } else {
                findings.banner == nil ? .connection : .login
            }
        }
    }

    // MARK: What is asked

    private func askForLists() {
        guard let link else { return }
        link.send(CoreSettings())
        link.send(QueueStatus())
        link.send(CoreShowChannels())
        link.send(Ping())
        guard findings.commands?.contains("getconfig") ?? false else { return }
        link.send(GetConfig(file: "queues.conf")) { [inbox] result in
            if case .success(let packet) = result, packet.isSuccess {
                Self.post(.queueOptions(GetConfigResponse(packet)), to: inbox)
            }
        }
        link.send(GetConfig(file: "manager.conf", category: "general")) { [inbox] result in
            if case .success(let packet) = result, packet.isSuccess {
                Self.post(.managerOptions(GetConfigResponse(packet)), to: inbox)
            }
        }
    }

    /// Where AMI usually is, when nobody was where it should be.
    private func tryUsualPorts() {
        let ports = [5038, 5039, 7777].filter { $0 != endpoint.port }
        let left = Guarded(ports.count)
        for port in ports {
            ClientBootstrap(group: group).connectTimeout(.milliseconds(800)).connect(host: endpoint.host, port: port)
                .whenComplete { [inbox] result in
                    if case .success(let channel) = result {
                        channel.close(promise: nil)
                        Self.post(.portOpen(port), to: inbox)
                    }
                    let isLast = left.withLock { count in
                        count -= 1
                        return count == 0
                    }
                    if isLast { Self.post(.portsTried, to: inbox) }
                }
        }
    }

    // MARK: Time

    private func passTime(_ now: Int64) {
        let age = now - phaseBegan
        switch phase {
        case .lists where board.hasSnapshot || age > Self.listPatience:
            readLists()
            enter(.usual, at: now)
        case .usual where age > Self.listening:
            findings.usual.seconds = Double(age) / 1_000_000
            link?.send(Ping())
            link?.send(Events(mask: "on"))
            enter(.all, at: now)
        case .all where age > Self.listeningToAll:
            findings.all.seconds = Double(age) / 1_000_000
            link?.send(Events(mask: endpoint.eventClasses))
            link?.send(Ping())
            correctedBefore = board.audit.kinds
            link?.send(QueueStatus())
            if findings.channelsListed { link?.send(CoreShowChannels()) }
            enter(.again, at: now)
        case .again where age > Self.settling:
            findings.unexplained = board.audit.kinds.filter { $0.value > (correctedBefore[$0.key] ?? 0) }
            finishReading()
            enter(.done, at: now)
        default: break
        }
    }

    private var correctedBefore: [String: Int] = [:]

    private func readLists() {
        findings.version = board.version
        findings.channelsListed = board.hasSnapshot && (findings.commands?.contains("coreshowchannels") ?? false)
        findings.queues =
            board.hasSnapshot ? board.queues.map { QueueFinding(name: $0.name, serviceLevel: $0.serviceLevel) } : nil
        let agents = board.agents(at: board.now)
        findings.members = agents.count
        func names(_ status: DeviceStatus) -> [String] {
            agents.filter { $0.status == status }.map { $0.name.isEmpty ? $0.id : $0.name }
        }
        findings.invalidMembers = names(.invalid)
        findings.unreachableMembers = names(.unavailable)
    }

    private func finishReading() {
        if hasClock { findings.clockOffset = board.clockOffset }
        findings.version = board.version
        guard let sections = queueOptions, let queues = findings.queues else { return }
        let general = sections.first { $0.name == "general" }?.options ?? [:]
        // Asterisk's own default is no.
        findings.sharedLastCall = Diagnosis.isYes(general["shared_lastcall"] ?? "no")
        findings.queues = queues.map { queue in
            var queue = queue
            let own = sections.first { $0.name == queue.name }?.options
            queue.options = own.map { general.merging($0) { $1 } }
            return queue
        }
    }

    private func timeIsUp() {
        if findings.failure == nil, phase != .done {
            switch phase {
            case .linking:
                findings.failure = Findings.Failure(
                    stage: findings.banner == nil ? .connection : .login,
                    sentence: "\(findings.place) did not come so far within 10 s.")
            default: finishReading()
            }
        }
        isResolved = true
        phase = .done
    }
}
