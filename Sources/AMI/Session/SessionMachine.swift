/// One AMI session from the connection to its end: login, correlation of answers, keep-alive.
///
/// A pure machine: it is told what happened and when, and answers with what to do. Times are microseconds of any
/// clock that never goes back. The secret never enters it; digest and encoding of the login are done by whoever runs
/// its actions. It does not keep live events: they pass by, and it looks only at those that concern the session.
package struct SessionMachine: Sendable {
    /// Who logs in, and how.
    package struct Configuration: Sendable {
        /// Whether to try a challenge before the plain login.
        package var usesChallenge: Bool
        /// What the ActionIDs of the session's own actions begin with.
        package var idPrefix: String
        /// Time-outs.
        package var timing: SessionTiming

        /// A configuration.
        package init(usesChallenge: Bool = true, idPrefix: String = "callboard-s", timing: SessionTiming = .init()) {
            self.usesChallenge = usesChallenge
            self.idPrefix = idPrefix
            self.timing = timing
        }
    }

    /// How far a session is.
    package enum Phase: Sendable, Equatable {
        /// Not connected yet.
        case idle
        /// Connected; the banner is to come.
        case awaitingBanner
        /// The challenge was asked for.
        case awaitingChallenge(id: String)
        /// The login was written.
        case awaitingLogin(id: String)
        /// Logged in; `FullyBooted` or the end of the wait for it, and the list of commands, are to come.
        case settling
        /// Logged in and told so.
        case online
        /// Over.
        case ended
    }

    /// How far the session is.
    package private(set) var phase = Phase.idle
    /// When the login was accepted; nil before.
    package private(set) var loggedInAt: Int64?

    private let configuration: Configuration
    private var counter = 0
    private var phaseDeadline: Int64?
    private var hasBooted = false
    private var listingID: String?
    private var commands: [String]?
    private var isShuttingDown = false
    private var outstanding = OutstandingActions()
    private var held: [Submission] = []
    private var pingID: String?
    private var pingSentAt: Int64 = 0
    private var pingDue: Int64?
    private var lastHeardAt: Int64 = 0
    private var lastWrittenAt: Int64 = 0

    /// Microseconds within which a healthy PBX has answered.
    private static let promptAnswer: Int64 = 500_000

    /// A session that is not connected yet.
    package init(_ configuration: Configuration) { self.configuration = configuration }

    // MARK: What its surroundings may ask

    /// Whether actions can be submitted.
    package var takesActions: Bool { phase == .settling || phase == .online }

    /// Whether an answer is on its way, so that it is worth reading at once. What is late already is not hurried after.
    package func expectsAnswer(at now: Int64) -> Bool {
        guard pingID != nil || outstanding.awaitsResponse || phase != .online else { return false }
        return now - lastWrittenAt < SessionMachine.promptAnswer
    }

    /// When `deadlinePassed` is to be called next; nil when nothing is due.
    package var nextDeadline: Int64? {
        var next = phaseDeadline
        func consider(_ time: Int64?) {
            guard let time else { return }
            next = next.map { min($0, time) } ?? time
        }
        consider(outstanding.nextDeadline)
        if pingID != nil {
            consider(silenceDeadline)
        } else {
            consider(pingDue)
        }
        return next
    }

    // MARK: What happened

    /// The connection stands (with TLS: the TCP part of it).
    package mutating func connected(at now: Int64) -> [SessionAction] {
        guard phase == .idle else { return [] }
        phase = .awaitingBanner
        phaseDeadline = now + micros(configuration.timing.banner)
        return []
    }

    /// The first line came.
    package mutating func bannerReceived(at now: Int64) -> [SessionAction] {
        guard phase == .awaitingBanner else { return [] }
        phaseDeadline = now + micros(configuration.timing.login)
        lastWrittenAt = now
        guard configuration.usesChallenge else { return [logIn(answering: nil)] }
        let id = nextID()
        phase = .awaitingChallenge(id: id)
        return [.send(Challenge().packet(id: id))]
    }

    /// A packet came. Its bytes are delivered by whoever received them; this is about what it means for the session.
    package mutating func packetReceived(_ view: MessageView, at now: Int64) -> [SessionAction] {
        switch view.kind {
        case .response: return responseReceived(view, at: now)
        case .event(let name): return eventReceived(name, view, at: now)
        default: return []
        }
    }

    /// Some bytes came, whatever they are: the other end lives.
    package mutating func heard(at now: Int64) { lastHeardAt = now }

    /// The bytes that came are not AMI, or break its limits.
    package mutating func streamRefused(_ error: AMIWireError) -> [SessionAction] {
        end(phase == .awaitingBanner ? .notAMI(error) : .protocolViolation(error))
    }

    /// The other end closed.
    package mutating func closed() -> [SessionAction] {
        switch phase {
        case .idle, .ended: end(.closed)
        case .awaitingBanner: end(.closedWithoutBanner)
        case .awaitingChallenge, .awaitingLogin: end(isShuttingDown ? .shuttingDown : .closedDuringLogin)
        case .settling, .online: end(isShuttingDown ? .shuttingDown : .closed)
        }
    }

    /// Somebody wants an action sent. Only while `takesActions`.
    package mutating func actionSubmitted(_ submission: Submission, at now: Int64) -> [SessionAction] {
        guard takesActions else { return [.timeOut(id: submission.id)] }
        if submission.list?.echoesActionID == false && (outstanding.hasSolitaryList || !held.isEmpty) {
            held.append(submission)
            return []
        }
        return [transmit(submission, at: now)]
    }

    /// Time went by, as far as `nextDeadline` or farther.
    package mutating func deadlinePassed(at now: Int64) -> [SessionAction] {
        if let deadline = phaseDeadline, deadline <= now {
            phaseDeadline = nil
            switch phase {
            case .awaitingBanner: return end(.noBanner(seconds: configuration.timing.banner))
            case .awaitingChallenge, .awaitingLogin:
                return end(.loginUnanswered(seconds: configuration.timing.login))
            case .settling:
                hasBooted = true
                return settled(at: now) + otherDeadlinesPassed(at: now)
            case .idle, .online, .ended: break
            }
        }
        return otherDeadlinesPassed(at: now)
    }

    // MARK: Login

    private mutating func logIn(answering challenge: String?) -> SessionAction {
        let id = nextID()
        phase = .awaitingLogin(id: id)
        return .logIn(id: id, answering: challenge)
    }

    private mutating func loginAnswered(_ view: MessageView, at now: Int64) -> [SessionAction] {
        let answer = Packet(view)
        guard answer.isSuccess else {
            let message = answer["Message"] ?? ""
            let words = message.lowercased()
            if words.contains("already in use") { return end(.loginInUse) }
            if words.contains("shutting down") { return end(.shuttingDown) }
            return end(.loginRefused(message: message))
        }
        phase = .settling
        loggedInAt = now
        lastHeardAt = now
        phaseDeadline = now + micros(configuration.timing.boot)
        return [listCommands(at: now)]
    }

    private mutating func listCommands(at now: Int64) -> SessionAction {
        let id = nextID()
        listingID = id
        lastWrittenAt = now
        outstanding.written(id: id, list: nil, deadline: now + micros(configuration.timing.action))
        return .send(ListCommands().packet(id: id))
    }

    private mutating func commandsListed(_ names: [String], at now: Int64) -> [SessionAction] {
        listingID = nil
        commands = names
        // A UCM grants nobody the class of FullyBooted: there is nothing to wait for.
        if names.contains(where: { $0.lowercased() == "gsagents" }) { hasBooted = true }
        return settled(at: now)
    }

    /// Goes online when both the PBX has booted (or long enough was waited) and the commands are known.
    private mutating func settled(at now: Int64) -> [SessionAction] {
        guard hasBooted, listingID == nil, let commands else { return [] }
        self.commands = nil
        phaseDeadline = nil
        let isFirst = phase == .settling
        phase = .online
        guard isFirst else { return [.loggedIn(commands: commands)] }
        return [.loggedIn(commands: commands), ping(at: now)]
    }

    // MARK: Packets

    private mutating func responseReceived(_ view: MessageView, at now: Int64) -> [SessionAction] {
        let id = view[.actionID]
        switch phase {
        case .awaitingChallenge(let expected):
            guard id.isFor(expected) else { return [] }
            let answer = ChallengeResponse(Packet(view))
            return [logIn(answering: answer.challenge)]
        case .awaitingLogin(let expected):
            guard id.isFor(expected) else { return [] }
            return loginAnswered(view, at: now)
        case .settling, .online:
            return answerReceived(view, id: id, at: now)
        case .idle, .awaitingBanner, .ended:
            return []
        }
    }

    private mutating func answerReceived(_ view: MessageView, id: Bytes?, at now: Int64) -> [SessionAction] {
        // Without an ActionID it is the Ping's if nothing else is owed.
        if let pingID, id?.equals(pingID) ?? !outstanding.awaitsResponse {
            self.pingID = nil
            let roundTrip = Double(max(0, now - pingSentAt)) / 1e6
            return [.pong(roundTrip: roundTrip, pbxTime: PingResponse(Packet(view)).timestamp)]
        }
        let answer = Packet(view)
        let answered = outstanding.responded(
            id: id, begins: answer.isSuccess, deadline: now + micros(configuration.timing.action))
        guard let answered else { return [] }
        if answered == listingID { return commandsListed(ListCommandsResponse(answer).commands, at: now) }
        return [.finish(id: answered, answer)] + releaseHeld(at: now)
    }

    private mutating func eventReceived(_ name: EventName, _ view: MessageView, at now: Int64) -> [SessionAction] {
        guard phase == .settling || phase == .online else { return [] }
        switch name {
        case .fullyBooted:
            guard !hasBooted || phase == .online else { return [] }
            let isLate = phase == .online || commands != nil
            hasBooted = true
            // What was listed while modules were still loading is not the whole list.
            return isLate && listingID == nil ? [listCommands(at: now)] : settled(at: now)
        case .shutdown:
            isShuttingDown = true
            return []
        default:
            guard outstanding.listingCount > 0, let bytes = view[.event] else { return [] }
            let isComplete = outstanding.eventPassed(
                name: bytes, id: view[.actionID], deadline: now + micros(configuration.timing.action))
            return isComplete ? releaseHeld(at: now) : []
        }
    }

    // MARK: Actions and time

    private mutating func transmit(_ submission: Submission, at now: Int64) -> SessionAction {
        lastWrittenAt = now
        outstanding.written(
            id: submission.id, list: submission.list, deadline: now + micros(configuration.timing.action))
        return .transmit(submission)
    }

    private mutating func releaseHeld(at now: Int64) -> [SessionAction] {
        guard !held.isEmpty, !outstanding.hasSolitaryList else { return [] }
        return [transmit(held.removeFirst(), at: now)]
    }

    private mutating func ping(at now: Int64) -> SessionAction {
        let id = nextID()
        pingID = id
        pingSentAt = now
        lastWrittenAt = now
        pingDue = now + micros(configuration.timing.pingInterval)
        return .send(Ping().packet(id: id))
    }

    /// Silence counts from the Ping or from the last bytes heard after it: a PBX that works through a long list
    /// answers a Ping late, but is not gone.
    private var silenceDeadline: Int64 { max(pingSentAt, lastHeardAt) + micros(configuration.timing.pong) }

    private mutating func otherDeadlinesPassed(at now: Int64) -> [SessionAction] {
        guard takesActions else { return [] }
        var actions: [SessionAction] = []
        if pingID != nil {
            if silenceDeadline <= now { return end(.unanswered(seconds: configuration.timing.pong)) }
        } else if let due = pingDue, due <= now {
            actions.append(ping(at: now))
        }
        for id in outstanding.takeOverdue(at: now) {
            if id == listingID {
                actions += commandsListed([], at: now)
            } else {
                actions.append(.timeOut(id: id))
            }
        }
        return actions + releaseHeld(at: now)
    }

    private mutating func end(_ failure: SessionFailure) -> [SessionAction] {
        guard phase != .ended else { return [] }
        phase = .ended
        phaseDeadline = nil
        pingID = nil
        pingDue = nil
        _ = outstanding.takeAll()
        held = []
        return [.close(failure)]
    }

    private mutating func nextID() -> String {
        counter &+= 1
        return "\(configuration.idPrefix)\(counter)"
    }
}

extension Bytes? {
    /// Whether a response with this ActionID answers the only request that is out: none at all is as good as its own.
    fileprivate func isFor(_ expected: String) -> Bool {
        guard let id = self, !id.isEmpty else { return true }
        return id.equals(expected)
    }
}

/// Seconds in microseconds; a time-out beyond a year is a year.
private func micros(_ seconds: Double) -> Int64 {
    guard seconds > 0 else { return 0 }
    return Int64(min(seconds, 31_536_000) * 1e6)
}
