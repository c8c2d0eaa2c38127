// LiveBoard: sessions, journal, translation and fold joined, without a terminal. `status`, `watch`, `record` and the
// screen all run on it. It may not depend on cells, curses or the command line.

import AMI
import AMITransport
import CallCenter
import Crossing
import Journal
import Logging
import NIOPosix

/// The live board of one or more servers. One owner, on one thread: the owner absorbs what the links delivered, lets time
/// pass, and sends commands. Never shared; only the links' delivery crosses threads, through the mailbox.
package final class LiveBoard {
    /// The board as folded so far.
    package private(set) var board: Board
    package let clock: BoardClock
    private let log: Logger

    private let mailbox: Mailbox<FeedItem>
    private let answers: AnswerBox
    private let links: [AMILink]
    private let feeds: [ServerFeed]
    private let settings: [BoardSettings]
    /// µs between two checkpoints of a board that hardly hears anything: others have one at so many records that a seek
    /// folds them in a tenth of a second, and more would fill the memory for nothing.
    package static let checkpointInterval: Int64 = 21_600_000_000
    /// Bytes that checkpoints may take on a board that is mostly looked at live: a day of a centre of 400 agents.
    static let checkpointMemory = 96 << 20
    /// Bytes of a board's living tables beyond which it keeps none: a board of thousands of agents would spend its time
    /// packing them.
    static let largestCheckpoint = 4 << 20
    /// Minutes of the timeline, and callers, commands and alarms by which somebody goes through the past: a busy day.
    static let travelMoments = 65_536

    package static func travelIndex(interval: Int64 = checkpointInterval) -> TravelIndex {
        TravelIndex(
            interval: interval, memory: checkpointMemory, largest: largestCheckpoint,
            packing: .zstd, moments: travelMoments)
    }
    private static let mostNotes = 2_000
    /// Each server's past, which grows with the board.
    package let past: [TravelSource]
    private var streams: [JournalProgress]
    private var plans: [SnapshotPlan]
    private var trunkPlans: [TrunkPlan]
    private var bootWatches: [BootWatch]
    private var epochs: [UInt32]
    /// The audit that was sent and whose `actionSent` has not come round yet: until then the fold would ask for it again.
    private var auditsOnTheWay: [String?]
    private var stops = StopWatch()
    private var originations = OriginationWatch()
    private var outcomes: [TicketOutcome] = []
    private let dayStart: DayMarks.Start
    /// The day that was begun for a server and whose fact has not come round yet.
    private var daysOnTheWay: [Int64?]
    private var progress: [Int: CommandProgress] = [:]
    private var listWatch = ListWatch()
    private var lists: [TicketList] = []
    private var trails: [AuditTrail]
    private var foreign: ForeignActions
    private var notes: [AuditNote] = []
    private var clockStep = 0.0

    /// - Parameters:
    ///   - person: who sits before it, for the audit trail.
    ///   - reconnects: whether a lost or failed link is tried again for ever.
    ///   - dayStart: when the day of a moment began, both µs since 1970: then callboard's own counters begin at nothing. Nil
    ///     lets them go on for ever.
    ///   - log: what happens to the links, and what is asked of the PBX; never a secret, never a caller.
    ///   - mailboxLimit: bytes of packets that may wait for the owner; what is beyond is read from the journal.
    ///   - wake: called on any thread when there is something to absorb.
    package init(
        servers: [Server], person: Operator = Operator(), clock: BoardClock, reconnects: Bool,
        group: MultiThreadedEventLoopGroup,
        dayStart: @escaping DayMarks.Start = { _ in nil },
        log: Logger = Logger(label: "callboard", factory: { _ in SwiftLogNoOpLogHandler() }),
        mailboxLimit: Int = 32 << 20, wake: @escaping @Sendable () -> Void
    ) {
        board = Board(
            servers: servers.map { server in
                var board = ServerBoard(name: server.name)
                board.pseudonyms = server.pseudonyms
                return board
            })
        self.clock = clock
        self.log = log
        self.dayStart = dayStart
        daysOnTheWay = servers.map { _ in nil }
        answers = AnswerBox(wake: wake)
        let mailbox = Mailbox<FeedItem>(limit: mailboxLimit, wake: wake)
        self.mailbox = mailbox
        let feeds = servers.enumerated().map { index, server in
            ServerFeed(server: index, clock: clock, journal: server.journal, mailbox: mailbox)
        }
        self.feeds = feeds
        links = zip(servers, feeds).map { server, feed in
            AMILink(endpoint: server.endpoint, group: group, reconnects: reconnects) { feed.receive($0) }
        }
        settings = servers.map(\.settings)
        past = servers.map {
            TravelSource(
                name: $0.name, log: $0.history, index: Guarded(Self.travelIndex()),
                marks: DayMarks(dayStart))
        }
        streams = servers.map { JournalProgress(writes: $0.journal != nil) }
        foreign = ForeignActions()
        trails = servers.map { AuditTrail(person, head: $0.auditHead, pseudonyms: $0.pseudonyms) }
        plans = servers.map { _ in SnapshotPlan() }
        trunkPlans = servers.map { _ in TrunkPlan() }
        bootWatches = servers.map { _ in BootWatch() }
        epochs = servers.map { _ in 0 }
        auditsOnTheWay = servers.map { _ in nil }
    }

    package func start() {
        for case let end? in past.map({ (try? $0.log?.span())?.last }) { clock.lead(to: end) }
        let now = clock.now
        let today = dayStart(now) ?? .min
        let yesterday = today == .min ? today : dayStart(today - 1) ?? today
        for index in feeds.indices {
            streams[index].began(at: past[index].log?.endSequence ?? 0)
            let last = (try? past[index].log?.span())?.last
            // Nobody was there at midnight: the day begins when somebody is.
            let isNewDay = last.map { $0 < today } ?? false
            if isNewDay { feeds[index].receive(.dayBegan, epoch: 0) }
            if settings[index] != BoardSettings() { feeds[index].receive(.settings(settings[index]), epoch: 0) }
            // Another board's journal lacks the mark of a day that begins here.
            if let log = past[index].log, let last, last >= yesterday, streams[index].writes || !isNewDay {
                streams[index].historyAsked()
                HistoryLoader.load(
                    server: index, name: past[index].name, log: log, now: now, marks: past[index].marks
                ) { [answers] in answers.post(.history($0)) }
                // What another board writes is read first: both streams at once would count twice.
                if !streams[index].writes { continue }
            }
            links[index].start()
        }
    }

    package func stop() {
        for link in links { link.stop() }
    }

    /// The owner draws the board next in so many µs, and then every `gap` of them: nobody needs what comes before.
    package func willLook(in microseconds: Int64, every gap: Int64) {
        for link in links { link.willLook(in: microseconds, every: gap) }
    }

    /// Writes a sentence of somebody else's trouble into the log.
    package func note(_ trouble: String) { log.warning("\(trouble)") }

    /// Tries a server again whose login was refused, or at once instead of after its back-off.
    package func retry(server: String) {
        for (index, entry) in board.servers.enumerated() where entry.name == server { links[index].retryNow() }
    }

    /// Folds everything that was delivered; true when the board or an outcome changed.
    ///
    /// - Parameter comingBack: the owner will absorb again soon by itself when this was true, and need not be woken.
    package func absorb(comingBack: Bool = false) -> Bool {
        let contents = mailbox.take(comingBack: comingBack)
        let answered = answers.take()
        for server in contents.dropped.keys.sorted() {
            let end = past[server].log?.endSequence ?? 0
            if !streams[server].itemsDropped(end: end) { resynchronise(server, .torn(.records, seconds: 0)) }
        }
        for item in contents.items { take(item) }
        for answer in answered { handle(answer) }
        var isCatchingUp = false
        for server in streams.indices where streams[server].isBehind { isCatchingUp = catchUp(server) || isCatchingUp }
        return !contents.isEmpty || !answered.isEmpty || isCatchingUp
    }

    /// Lets time pass: deadlines of the fold, audits that are due, lists that a booting PBX refused.
    package func advance() {
        if let seconds = clock.followWall() {
            clockStep += seconds
            for index in feeds.indices { feeds[index].receive(.clockStep(seconds), epoch: epochs[index]) }
            // Before any time passes on the clock as it is now, and before anything is drawn.
            _ = absorb()
        }
        let now = clock.now
        if let seconds = stops.looked(at: BoardClock.timeSinceBoot()) {
            for index in board.servers.indices where board.servers[index].link == .live {
                resynchronise(index, .torn(.stopped, seconds: seconds))
            }
        }
        for (ticket, open) in progress where open.command.isOrigination && now >= open.deadline {
            lost(ticket, "The PBX never said how it ended: to \(open.command.summary).")
        }
        for index in board.servers.indices where !streams[index].isBehind {
            board.servers[index].advance(to: now)
            beginDay(of: index, at: now)
            for request in plans[index].due(at: now) { ask(request, of: index) }
            for request in trunkPlans[index].due(at: now) { ask(request, of: index) }
            for function in trunkPlans[index].questions(board.servers[index].trunkQuestions) {
                _ = links[index].send(Getvar(function: function), scope: "")
            }
            if bootWatches[index].isDue(at: now) {
                links[index].send(ListCommands()) { [answers] in answers.post(.commands(server: index, $0)) }
            }
            guard auditsOnTheWay[index] == nil, let request = board.servers[index].nextAudit(at: now) else { continue }
            auditsOnTheWay[index] =
                switch request {
                case .queue(let name): links[index].send(QueueStatus(queue: name), scope: name)
                case .channels: links[index].send(CoreShowChannels())
                }
        }
    }

    /// Sends a command that has passed the gate; its outcome comes from `takeOutcomes` under the ticket, when the PBX has
    /// said it.
    package func perform(_ authorised: AuthorisedCommand, ticket: Int) {
        let command = authorised.command
        guard let index = board.servers.firstIndex(where: { $0.name == command.server }) else {
            return outcomes.append(.failed(ticket, "There is no server \(command.server)."))
        }
        guard !command.requests.isEmpty else {
            return outcomes.append(.failed(ticket, "There is nothing to do: to \(command.summary)."))
        }
        progress[ticket] = CommandProgress(command, server: index, now: clock.now)
        foreign.asked(summary: command.summary, at: clock.now)
        record(trails[index].asked(command, ticket: ticket, board: board.servers[index], at: clock.now), of: index)
        for request in command.requests {
            let identifier = links[index].send(request, scope: command.scope) { [answers] result in
                answers.post(.command(ticket: ticket, result))
            }
            if command.isOrigination { originations.sent(identifier, ticket: ticket) }
        }
    }

    /// Asks for a list that no event keeps up; its items come from `takeLists` under the ticket. It changes nothing at the
    /// PBX, so it needs no gate.
    package func ask(_ list: PBXList, of server: String, ticket: Int) {
        guard let index = board.servers.firstIndex(where: { $0.name == server }), let grouping = list.grouping else {
            return lists.append(TicketList(ticket: ticket, items: [], problem: "There is no server \(server)."))
        }
        let identifier = links[index].send(list.request) { [answers] result in
            answers.post(.list(ticket: ticket, result))
        }
        listWatch.sent(identifier, grouping, ticket: ticket)
    }

    /// What the audit trail gained since the last call.
    package func takeNotes() -> [AuditNote] {
        defer { notes = [] }
        return notes
    }

    /// The seconds by which the clock was set since the last call, as the fold was told; nil for none. Whoever keeps
    /// moments of it moves them along.
    package func takeClockStep() -> Double? {
        defer { clockStep = 0 }
        return clockStep == 0 ? nil : clockStep
    }

    /// The lists that came since the last call.
    package func takeLists() -> [TicketList] {
        defer { lists = [] }
        return lists
    }

    /// The outcomes that became known since the last call.
    package func takeOutcomes() -> [TicketOutcome] {
        defer { outcomes = [] }
        return outcomes
    }

    /// A day that begins is a fact, so that a replay begins it at the same record. The lists are asked for again, so that
    /// the journal of a day stands by itself.
    private func beginDay(of server: Int, at now: Int64) {
        // A clock that is set back shifts what it counts from by a part of a second more or less.
        guard let counted = board.servers[server].countedSince, let start = dayStart(now), counted < start - 2_000_000,
            daysOnTheWay[server] != start
        else { return }
        daysOnTheWay[server] = start
        feeds[server].receive(.dayBegan, epoch: epochs[server])
        // A replay that begins here has to know them too.
        if settings[server] != BoardSettings() {
            feeds[server].receive(.settings(settings[server]), epoch: epochs[server])
        }
        guard plans[server].isLoggedIn else { return }
        let known = board.servers[server]
        feeds[server].receive(.peer(banner: known.banner, version: known.version), epoch: epochs[server])
        feeds[server].receive(.loggedIn(commands: board.servers[server].commands.sorted()), epoch: epochs[server])
    }

    /// Folds an item, or leaves it to the journal when the board still reads there; what it means for the link is done
    /// either way.
    private func take(_ item: FeedItem) {
        epochs[item.server] = item.stamp.epoch
        let folds = streams[item.server].itemCame(end: item.end)
        switch item.content {
        case .packets(let bytes, let ends):
            if folds { bytes.withUnsafeBytes { board.servers[item.server].apply(packets: $0, at: item.stamp) } }
            let others = bytes.withUnsafeBytes { foreign.received(packets: $0, ends: ends, at: item.stamp.time) }
            notes += others.map { AuditNote(server: board.servers[item.server].name, content: .other($0)) }
            // Without a screen nobody takes them.
            if notes.count > Self.mostNotes { notes.removeFirst(notes.count - Self.mostNotes / 2) }
            for outcome in originations.received(packets: bytes) { ended(outcome) }
            for list in listWatch.received(packets: bytes) {
                lists.append(
                    TicketList(ticket: list.ticket, items: list.items.compactMap(PBXListItem.init), problem: ""))
            }
            if folds, item.end > 0 { note(bytes.withUnsafeBytes { .init(packets: $0, ends: ends) }, item) }
        case .fact(let fact):
            if folds { board.servers[item.server].apply(fact, at: item.stamp) }
            if folds, item.end > 0 { note(.init(fact: fact), item) }
            report(fact, of: board.servers[item.server].name)
            switch fact {
            case .loggedIn(let commands):
                trunkPlans[item.server].loggedIn(commands: commands, at: item.stamp.time)
                bootWatches[item.server].loggedIn(commands: commands, at: item.stamp.time)
                // The names of a UCM's queues are in its own list alone.
                if board.servers[item.server].dialect == .ucm, commands.contains(where: { $0.lowercased() == "queues" })
                {
                    links[item.server].send(UCMQueues())
                }
                for request in plans[item.server].snapshotNeeded(at: item.stamp.time) { ask(request, of: item.server) }
            case .actionSent(let id, _, _):
                if auditsOnTheWay[item.server] == id { auditsOnTheWay[item.server] = nil }
            case .disconnected:
                plans[item.server].disconnected()
                trunkPlans[item.server].disconnected()
                bootWatches[item.server].disconnected()
                for (ticket, open) in progress where open.command.isOrigination && open.server == item.server {
                    lost(ticket, "The connection was lost; how it ended is not known: to \(open.command.summary).")
                }
                auditsOnTheWay[item.server] = nil
            default: break
            }
        }
    }

    private func note(_ content: TravelIndex.Content, _ item: FeedItem) {
        past[item.server].index.withLock { index in
            let count = index.next == 0 || item.end <= index.next ? 1 : Int(item.end - index.next)
            index.folded(
                content, at: item.stamp.time, count: count, next: item.end, board: board.servers[item.server])
        }
    }

    // MARK: The journal, when it is ahead

    private static let catchUpRecords = 20_000

    /// Folds what the journal has and the mailbox had no room for, a part at a time; true while there is more.
    private func catchUp(_ server: Int) -> Bool {
        guard streams[server].isReading, let journal = past[server].log else { return false }
        var folder = RecordFolder()
        var index = past[server].index.withLock { $0 }
        var count = 0
        var isTorn = false
        do {
            let next = try journal.read(from: streams[server].next) { record in
                folder.apply(record, to: &board.servers[server], noting: &index)
                if record.kind == LogEntry.gap { isTorn = true }
                count += 1
                return count < Self.catchUpRecords
            }
            streams[server].read(upTo: next)
        } catch {
            log.error("\(error)", metadata: ["server": "\(board.servers[server].name)"])
            streams[server].gaveUp()
            isTorn = true
        }
        let grown = index
        past[server].index.withLock { $0 = grown }
        if isTorn { resynchronise(server, .torn(.records, seconds: 0)) }
        return streams[server].isBehind
    }

    private func restored(_ loaded: HistoryLoader.Loaded) {
        let server = loaded.server
        if let trouble = loaded.trouble {
            log.error("\(trouble)", metadata: ["server": "\(board.servers[server].name)"])
        }
        let pseudonyms = board.servers[server].pseudonyms
        board.servers[server] = loaded.board
        board.servers[server].pseudonyms = pseudonyms
        past[server].index.withLock { $0 = loaded.index }
        streams[server].historyCame(next: loaded.next)
        if !streams[server].writes { links[server].start() }
    }

    private func report(_ fact: OwnFact, of server: String) {
        let server: Logger.Metadata = ["server": "\(server)"]
        switch fact {
        case .connecting: log.info("connecting", metadata: server)
        case .connected(let banner): log.info("connected: \(banner)", metadata: server)
        case .loggedIn(let commands): log.info("logged in, \(commands.count) actions allowed", metadata: server)
        case .disconnected(let reason, _): log.warning("disconnected: \(reason)", metadata: server)
        case .actionTimedOut(let id): log.warning("no answer to \(id)", metadata: server)
        case .gap(let lost): log.error("records lost: \(lost)", metadata: server)
        case .torn(let cause, let seconds):
            log.warning("not followed for \(seconds) s (\(cause.rawValue)): asking for every list", metadata: server)
        case .actionSent(let id, let name, let scope):
            log.debug("\(name) sent as \(id) about \(scope.isEmpty ? "everything" : scope)", metadata: server)
        case .pong, .clockStep, .settings, .peer, .dayBegan, .dayFilled, .queueLog, .command: break
        }
    }

    /// The stream is torn, or was read long after it came: the board is taken anew.
    private func resynchronise(_ server: Int, _ why: OwnFact) {
        feeds[server].receive(why, epoch: epochs[server])
        trunkPlans[server].snapshotNeeded(at: clock.now)
        for request in plans[server].snapshotNeeded(at: clock.now) { ask(request, of: server) }
    }

    private func ask(_ request: SnapshotPlan.Request, of server: Int) {
        if request == .queueStatus, bootWatches[server].isBooting { return }
        let completion: @Sendable (Result<Packet, LinkFailure>) -> Void = { [answers] result in
            answers.post(.snapshot(server: server, request, result))
        }
        switch request {
        case .coreSettings: _ = links[server].send(CoreSettings(), scope: "", completion: completion)
        case .queueStatus: _ = links[server].send(QueueStatus(), scope: "", completion: completion)
        case .coreShowChannels: _ = links[server].send(CoreShowChannels(), scope: "", completion: completion)
        }
    }

    private func ask(_ request: TrunkPlan.Request, of server: Int) {
        let completion: @Sendable (Result<Packet, LinkFailure>) -> Void = { [answers] result in
            answers.post(.trunks(server: server, request, result))
        }
        switch request {
        case .registrations:
            _ = links[server].send(PJSIPShowRegistrationsOutbound(), scope: "", completion: completion)
        case .endpoints: _ = links[server].send(PJSIPShowEndpoints(), scope: "", completion: completion)
        case .deviceStates: _ = links[server].send(DeviceStateList(), scope: "", completion: completion)
        }
    }

    private func handle(_ answer: AnswerBox.Answer) {
        switch answer {
        case .history(let loaded): restored(loaded)
        case .snapshot(let server, let request, .success(let packet)):
            if packet["Response"] == "Error" {
                plans[server].refused(request, message: packet["Message"] ?? "", at: clock.now)
            }
        case .snapshot(let server, let request, .failure(let failure)):
            if failure.code == .actionTimedOut { plans[server].timedOut(request, at: clock.now) }
        case .commands(let server, .success(let packet)):
            let commands = ListCommandsResponse(packet).commands
            // As at a login: what may be done is known anew, and every list is asked for.
            if bootWatches[server].listed(commands) {
                feeds[server].receive(.loggedIn(commands: commands), epoch: epochs[server])
            }
        case .commands(_, .failure): break
        case .trunks(let server, let request, .success(let packet)):
            if packet["Response"] == "Error" { trunkPlans[server].failed(request, message: packet["Message"] ?? "") }
        case .trunks(_, _, .failure): break
        case .command(let ticket, let result):
            guard let outcome = progress[ticket]?.answered(result) else { return }
            // The call's own outcome comes later, as an event.
            if progress[ticket]?.command.isOrigination == true, outcome.succeeded { return }
            originations.failed(ticket: ticket)
            ended(TicketOutcome(ticket: ticket, outcome: outcome))
        case .list(let ticket, .success(let packet)):
            guard packet["Response"] == "Error" else { return }
            listWatch.failed(ticket: ticket)
            // An empty list is an error to some modules: `No active conferences.`
            let message = packet["Message"] ?? ""
            let isEmpty = message.lowercased().hasPrefix("no active")
            lists.append(TicketList(ticket: ticket, items: [], problem: isEmpty ? "" : message))
        case .list(let ticket, .failure(let failure)):
            listWatch.failed(ticket: ticket)
            lists.append(TicketList(ticket: ticket, items: [], problem: failure.description))
        }
    }

    /// A command whose outcome will never be known.
    private func lost(_ ticket: Int, _ text: String) {
        originations.failed(ticket: ticket)
        ended(.failed(ticket, text))
    }

    /// A command has come to its end.
    private func ended(_ outcome: TicketOutcome) {
        let server = progress.removeValue(forKey: outcome.ticket)?.server
        outcomes.append(outcome)
        guard let server,
            let entry = trails[server].ended(
                outcome.ticket, outcome.outcome, board: board.servers[server], at: clock.now)
        else { return }
        record(entry, of: server)
    }

    /// Puts a line into the journal, and into what the screen shows.
    private func record(_ entry: AuditEntry, of server: Int) {
        feeds[server].receive(.command(entry), epoch: epochs[server])
        notes.append(AuditNote(server: board.servers[server].name, content: .own(entry)))
        log.notice("\(entry.phase.rawValue) by \(entry.who): \(entry.command)")
    }
}
