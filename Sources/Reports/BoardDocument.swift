// Reports: what other programs read. Pure: a board and a moment in, bytes out. It may not depend on a clock,
// a file or a terminal.

import CallCenter

/// The board as JSON, schema `callboard.board/1`: a contract with the programs that read it.
///
/// Asterisk's mirrored counters are its own numbers, zero included. Null means never told, or a ratio of ours over
/// nothing. Fields may be added, never renamed; keys and arrays have a fixed order.
package struct BoardDocument {
    private let board: Board
    private let now: Int64
    private let rule: (_ queue: String, _ server: String) -> ServiceRule
    private let shifts: ShiftTimes
    let privacy: Privacy

    /// - Parameters:
    ///   - now: the moment that the document shows, our clock, µs since 1970.
    ///   - rule: how a queue's calls are judged, where the configuration says it in the PBX's place.
    ///   - privacy: whether callers' numbers and names are hidden.
    ///   - shifts: when shifts begin; without any there is no window of a shift.
    package init(
        _ board: Board, at now: Int64, privacy: Privacy = Privacy(isMasked: false), shifts: ShiftTimes = ShiftTimes(),
        rule: @escaping (_ queue: String, _ server: String) -> ServiceRule = { _, _ in ServiceRule() }
    ) {
        self.board = board
        self.now = now
        self.shifts = shifts
        self.privacy = privacy
        self.rule = rule
    }

    /// One line of UTF-8 without a line end.
    package func encoded() -> [UInt8] {
        var json = JSONWriter()
        let windows = WindowSums(board, at: now, shifts: shifts, rule: rule)
        json.object { json in
            json.key("schema")
            json.string("callboard.board/1")
            json.key("asOf")
            json.string(UTCTime.text(now))
            json.key("servers")
            json.array(board.servers, server)
            json.key("queues")
            json.array(each { server in server.queues.map { (server, $0) } }) { queue(&$0, $1.0, $1.1, windows) }
            json.key("members")
            json.array(each { server in server.members.map { (server, $0) } }) { member(&$0, $1.0, $1.1) }
            json.key("agents")
            json.array(each { server in server.agents(at: now).map { (server, $0) } }) {
                agent(&$0, $1.0, $1.1, windows)
            }
            json.key("callers")
            json.array(each { server in server.callers.map { (server, $0) } }) { caller(&$0, $1.0, $1.1) }
            json.key("channels")
            json.array(each { server in server.channels.map { (server, $0) } }) { channel(&$0, $1.0, $1.1) }
            json.key("lostCallers")
            // Of the day, the latest first, as on the screen.
            json.array(
                each { server in server.lostCalls(from: server.countedSince ?? .min).map { (server, $0) } }
            ) { lostCaller(&$0, $1.0, $1.1) }
        }
        return json.bytes
    }

    private func each<Row>(_ rows: (ServerBoard) -> [(ServerBoard, Row)]) -> [(ServerBoard, Row)] {
        board.servers.flatMap(rows)
    }

    /// Whole and tenths of seconds since a moment; never negative.
    private func seconds(since moment: Int64) -> Double {
        Double(max(0, now - moment)) / 1_000_000
    }

    private func server(_ json: inout JSONWriter, _ server: ServerBoard) {
        json.object { json in
            json.key("name")
            json.string(server.name)
            json.key("state")
            json.string(server.link.word)
            json.key("banner")
            json.known(server.banner)
            json.key("version")
            json.known(server.version)
            json.key("dialect")
            json.string(server.dialect.rawValue)
            json.key("lastEventAge")
            json.number(server.lastEventAt.map(seconds(since:)), decimals: 1)
            json.key("events")
            json.integer(server.events)
            json.key("audit")
            json.object { json in
                json.key("checked")
                json.integer(server.audit.checked)
                json.key("corrected")
                json.integer(server.audit.corrected)
                json.key("lastAt")
                if let lastAt = server.audit.lastAt { json.string(UTCTime.text(lastAt)) } else { json.null() }
                json.key("kinds")
                json.object { json in
                    for (kind, count) in server.audit.kinds.sorted(by: { $0.key < $1.key }) {
                        json.key(dynamic: kind)
                        json.integer(count)
                    }
                }
            }
            json.key("reason")
            json.known(server.link.reason)
            json.key("gaps")
            json.array(server.gaps, gap)
        }
    }

    /// A span that no figure of the day knows of, but for what queue_log told.
    private func gap(_ json: inout JSONWriter, _ gap: Gap) {
        json.object { json in
            json.key("from")
            json.string(UTCTime.text(gap.began))
            json.key("to")
            if let ended = gap.ended { json.string(UTCTime.text(ended)) } else { json.null() }
            json.key("cause")
            json.string(gap.cause.rawValue)
            json.key("queueLog")
            json.integer(gap.linesFilled)
        }
    }

    private func queue(_ json: inout JSONWriter, _ server: ServerBoard, _ queue: Queue, _ windows: WindowSums) {
        let longest = server.longestWait(of: queue.name, at: now)
        json.object { json in
            json.key("server")
            json.string(server.name)
            json.key("name")
            json.string(queue.name)
            json.key("strategy")
            json.known(queue.strategy)
            json.key("max")
            json.integer(queue.max)
            json.key("weight")
            json.integer(queue.weight)
            json.key("waiting")
            json.integer(queue.waiting)
            json.key("longestWait")
            json.number(longest.map { Double(max(0, $0)) / 1_000_000 } ?? 0, decimals: 1)
            json.key("completed")
            json.integer(queue.completed)
            json.key("abandoned")
            json.integer(queue.abandoned)
            json.key("holdTime")
            json.integer(queue.holdTime)
            json.key("talkTime")
            json.integer(queue.talkTime)
            json.key("serviceLevel")
            json.integer(queue.serviceLevel)
            json.key("serviceLevelPerf")
            json.number(queue.serviceLevelPerf, decimals: 1)
            json.key("serviceLevelPerf2")
            json.number(queue.serviceLevelPerf2, decimals: 1)
            json.key("today")
            figures(&json, windows.today(queue, of: server))
            json.key("windows")
            json.object { json in
                for window in windows.kinds {
                    json.key(dynamic: window.rawValue)
                    figures(&json, windows.sums(window, queue, of: server))
                }
            }
        }
    }

    private func figures(_ json: inout JSONWriter, _ day: CallSums) {
        json.object { json in
            json.key("offered")
            json.integer(day.offered)
            json.key("answered")
            json.integer(day.answered)
            json.key("abandoned")
            json.integer(day.abandoned)
            json.key("timedOut")
            json.integer(day.timedOut)
            json.key("asa")
            json.number(day.averageSpeedOfAnswer, decimals: 1)
            json.key("aht")
            json.number(day.averageHandleTime, decimals: 1)
            json.key("serviceLevel")
            json.object { json in
                json.key("handled")
                json.number(day.levelHandled, decimals: 1)
                json.key("ignored")
                json.number(day.levelIgnored, decimals: 1)
                json.key("negative")
                json.number(day.levelNegative, decimals: 1)
                json.key("positive")
                json.number(day.levelPositive, decimals: 1)
            }
            json.key("leftByKey")
            json.integer(day.leftByKey)
            json.key("turnedAway")
            json.integer(day.turnedAway)
            json.key("transferred")
            json.integer(day.transferred)
            json.key("handled")
            json.integer(day.handled)
            json.key("abandonedShort")
            json.integer(day.abandonedShort)
            json.key("longestWait")
            json.integer(day.longestWait)
            json.key("abandonTime")
            json.number(day.averageAbandonTime, decimals: 1)
            json.key("abandonRate")
            json.number(day.abandonRate, decimals: 1)
        }
    }

    private func member(_ json: inout JSONWriter, _ server: ServerBoard, _ member: Member) {
        json.object { json in
            json.key("server")
            json.string(server.name)
            json.key("queue")
            json.string(member.queue)
            json.key("interface")
            json.string(member.interface)
            json.key("name")
            json.string(member.name)
            json.key("stateInterface")
            json.string(member.stateInterface)
            json.key("membership")
            json.string(member.membership)
            json.key("penalty")
            json.integer(member.penalty)
            json.key("callsTaken")
            json.integer(member.callsTaken)
            json.key("lastCall")
            json.integer(member.lastCall)
            json.key("lastPause")
            json.integer(member.lastPause)
            json.key("loginTime")
            json.integer(member.loginTime)
            json.key("inCall")
            json.boolean(member.inCall)
            json.key("status")
            json.integer(Int(member.status.rawValue))
            json.key("paused")
            json.boolean(member.paused)
            json.key("pausedReason")
            json.string(member.pausedReason)
            json.key("wrapupTime")
            json.integer(member.wrapupTime)
        }
    }

    private func agent(_ json: inout JSONWriter, _ server: ServerBoard, _ agent: Agent, _ windows: WindowSums) {
        json.object { json in
            json.key("server")
            json.string(server.name)
            json.key("id")
            json.string(agent.id)
            json.key("name")
            json.string(agent.name)
            json.key("interfaces")
            json.array(agent.interfaces) { $0.string($1) }
            json.key("state")
            json.string(agent.state.rawValue)
            json.key("paused")
            json.boolean(agent.paused)
            json.key("since")
            json.integer(Int(agent.since / 1_000_000))
            json.key("queues")
            json.array(agent.queues) { $0.string($1) }
            json.key("talkingTo")
            json.known(agent.call?.otherParty ?? "")
            json.key("today")
            day(&json, windows.agent(agent.id, of: server))
        }
    }

    private func day(_ json: inout JSONWriter, _ sums: AgentSums) {
        func seconds(_ json: inout JSONWriter, _ value: Int64) { json.number(Double(value) / 1_000_000, decimals: 1) }
        json.object { json in
            json.key("answered")
            json.integer(sums.answered)
            json.key("handled")
            json.integer(sums.handled)
            json.key("transferred")
            json.integer(sums.transferred)
            json.key("aht")
            json.number(sums.averageHandleTime, decimals: 1)
            json.key("occupancy")
            json.number(sums.occupancy, decimals: 1)
            json.key("utilisation")
            json.number(sums.utilisation, decimals: 1)
            json.key("onCall")
            seconds(&json, sums.onCall + sums.ownCall + sums.onHold)
            json.key("wrapUp")
            seconds(&json, sums.wrapUp)
            json.key("idle")
            seconds(&json, sums.idle)
            json.key("paused")
            seconds(&json, sums.paused)
            json.key("loggedIn")
            seconds(&json, sums.loggedIn)
        }
    }

    private func caller(_ json: inout JSONWriter, _ server: ServerBoard, _ caller: Caller) {
        json.object { json in
            json.key("server")
            json.string(server.name)
            json.key("queue")
            json.string(caller.queue)
            json.key("position")
            json.integer(caller.position)
            json.key("channel")
            json.string(caller.channel)
            json.key("uniqueID")
            json.string(caller.uniqueID)
            json.key("callerNumber")
            json.known(privacy.number(caller.number))
            json.key("callerName")
            json.known(privacy.name(caller.name))
            json.key("wait")
            json.number(seconds(since: caller.joinedAt), decimals: 1)
            json.key("priority")
            if let priority = caller.priority { json.integer(priority) } else { json.null() }
        }
    }

    private func channel(_ json: inout JSONWriter, _ server: ServerBoard, _ channel: Channel) {
        json.object { json in
            json.key("server")
            json.string(server.name)
            json.key("name")
            json.string(privacy.text(channel.name))
            json.key("uniqueID")
            json.string(channel.uniqueID)
            json.key("linkedID")
            json.string(channel.linkedID)
            json.key("state")
            json.string(channel.state.word)
            json.key("callerNumber")
            json.known(privacy.number(channel.callerNumber))
            json.key("callerName")
            json.known(privacy.name(channel.callerName))
            json.key("connectedNumber")
            json.known(privacy.number(channel.connectedNumber))
            json.key("connectedName")
            json.known(privacy.name(channel.connectedName))
            json.key("context")
            json.string(channel.context)
            json.key("extension")
            json.string(privacy.text(channel.exten))
            json.key("priority")
            json.integer(channel.priority)
            json.key("application")
            json.known(channel.application)
            json.key("bridgeID")
            json.string(channel.bridgeID)
            json.key("duration")
            json.number(seconds(since: channel.createdAt), decimals: 1)
            json.key("recording")
            json.known(channel.recording?.word ?? "")
        }
    }
}
