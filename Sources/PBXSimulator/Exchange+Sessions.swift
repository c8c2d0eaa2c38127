import AMI

/// Manager sessions: banner, login, and which action may run.
extension Exchange {
    /// A client connected.
    mutating func connected(_ id: Int) {
        guard !sessions.contains(where: { $0.id == id }) else { return }
        var session = SessionRecord(id: id, stamp: freshStamp())
        session.pending.put(
            options.dialect == .asterisk ? "Asterisk Call Manager/11.0.0\r\n" : "Asterisk Call Manager/5.0.0\r\n")
        sessions.append(session)
        // `authtimeout`: half a minute.
        later(.loginOverdue, after: 30, subject: id, stamp: session.stamp)
    }

    /// A client is gone.
    mutating func disconnected(_ id: Int) {
        sessions.removeAll { $0.id == id }
        sessionsChanged()
    }

    /// A session's deadline: the login that did not come, or the answer to one that was refused.
    mutating func sessionIsDue(_ due: Due) {
        guard let index = sessions.firstIndex(where: { $0.stamp == due.stamp }) else {
            return
        }
        if due.occurrence == .loginRefused {
            sessions[index].pending.append(contentsOf: sessions[index].refusal)
            sessions[index].closing = true
        } else if !sessions[index].authenticated {
            sessions[index].closing = true
        }
    }

    /// A client sent a packet.
    mutating func received(_ packet: Packet, from id: Int) {
        guard let index = sessions.firstIndex(where: { $0.id == id }),
            !sessions[index].closing, sessions[index].refusal.isEmpty
        else { return }
        let name = packet["Action"] ?? ""
        let answer = Answer(session: index, packet: packet)
        if name.isEmpty {
            refuse(answer, "Missing action in request")
            return
        }
        let row = ManagerCommandRow.named(name, dialect: options.dialect)
        if !sessions[index].authenticated {
            switch row?.command {
            case .login, .logoff, .challenge: break
            default:
                refuse(answer, "Permission denied")
                return
            }
        }
        guard let row else {
            var message = Octets("Invalid/unknown command: ")
            message.append(contentsOf: answer.text("Action"))
            message.put(". Use Action: ListCommands to show available commands.")
            refuse(answer, message)
            return
        }
        guard row.classes.isEmpty || !row.classes.isDisjoint(with: sessions[index].writable) else {
            refuse(answer, "Permission denied")
            return
        }
        obey(row.command, answer)
    }

    // MARK: Logging in

    mutating func logIn(_ answer: Answer) {
        let index = answer.session
        if sessions[index].authenticated {
            acknowledge(answer, "Already authenticated")
            return
        }
        let name = answer.packet["Username"] ?? ""
        let everyone = [SimulatorUser(name: options.user, secret: options.secret)] + options.otherUsers
        guard let user = everyone.first(where: { $0.name == name }), user.isPermitted, secretIsRight(answer, user)
        else {
            sessions[index].refusal = Octets("Response: Error\r\n") + answer.idLine
            sessions[index].refusal.put("Message: Authentication failed\r\n\r\n")
            later(.loginRefused, after: 1, subject: sessions[index].id, stamp: sessions[index].stamp)
            return
        }
        let most: EventClass = options.dialect == .ucm ? .ucm : .all
        sessions[index].authenticated = true
        sessions[index].userName = Octets(name.utf8)
        sessions[index].readable = EventClass(list: user.read).intersection(most)
        sessions[index].writable = EventClass(list: user.write).intersection(most)
        ask(index, answer.packet["Events"] ?? "")
        acknowledge(answer, "Authentication accepted")
        if options.dialect == .asterisk, sessions[index].delivered.contains(.system) {
            var event = Octets("Event: FullyBooted\r\nPrivilege: system,all\r\n")
            event.header("Uptime: ", Int((now - bootTime) / 1_000_000))
            event.header("LastReload: ", Int((now - bootTime) / 1_000_000))
            event.put("Status: Fully Booted\r\n\r\n")
            sessions[index].pending.append(contentsOf: event)
        }
        tellSuccessfulAuth(index, digest: answer.packet["Key"] != nil)
    }

    /// Sets what a session gets. An empty mask leaves everything on, as a user's default is.
    mutating func ask(_ index: Int, _ mask: String) {
        sessions[index].asked = mask.isEmpty ? .all : EventClass(eventMask: mask)
        sessions[index].delivered = sessions[index].asked.intersection(sessions[index].readable)
        sessionsChanged()
    }

    private func secretIsRight(_ answer: Answer, _ user: SimulatorUser) -> Bool {
        if (answer.packet["AuthType"] ?? "").lowercased() == "md5" {
            let challenge = sessions[answer.session].challenge
            guard let digest = options.digest, let key = answer.packet["Key"], !challenge.isEmpty else { return false }
            return key.lowercased() == digest(challenge + Octets(user.secret.utf8)).lowercased()
        }
        return (answer.packet["Secret"] ?? "") == user.secret
    }

    private mutating func tellSuccessfulAuth(_ index: Int, digest: Bool) {
        guard begin(.security, "Event: SuccessfulAuth\r\nPrivilege: security,all\r\n") else { return }
        var time = Octets()
        time.put(timestamp: now)
        line.header("EventTV: ", time)
        line.put("Severity: Informational\r\nService: AMI\r\nEventVersion: 1\r\n")
        line.header("AccountID: ", sessions[index].userName)
        line.put("SessionID: 0x")
        let isUCM = options.dialect == .ucm
        let session = UInt64(sessions[index].stamp) &* 16
        line.put(hexadecimal: session &+ (isUCM ? 0x7f_8000_0000 : 0x7f13_d000_0000), width: isUCM ? 10 : 12)
        line.put(
            isUCM ? "\r\nLocalAddress: IPV4/TCP/0.0.0.0/7777" : "\r\nLocalAddress: IPV4/TCP/127.0.0.1/5038")
        line.put("\r\nRemoteAddress: IPV4/TCP/127.0.0.1/")
        line.put(32_768 + Int(sessions[index].stamp % 28_000))
        // The guide's UCM says 0 after a login with the secret itself.
        line.put(digest || isUCM ? "\r\nUsingPassword: 0\r\n" : "\r\nUsingPassword: 1\r\n")
        line.header("SessionTV: ", time)
        end(.security)
    }

    mutating func challenge(_ answer: Answer) {
        guard (answer.packet["AuthType"] ?? "").lowercased() == "md5", options.digest != nil else {
            refuse(answer, "Must specify AuthType")
            return
        }
        if sessions[answer.session].challenge.isEmpty {
            var text = Octets()
            text.put(Int(truncatingIfNeeded: random.next() >> 33))
            sessions[answer.session].challenge = text
        }
        let text = sessions[answer.session].challenge
        answerSuccess(answer) { $0.header("Challenge: ", text) }
    }

    mutating func logOff(_ answer: Answer) {
        var bytes = Octets("Response: Goodbye\r\n") + answer.idLine
        bytes.put("Message: Thanks for all the fish.\r\n\r\n")
        sessions[answer.session].pending.append(contentsOf: bytes)
        sessions[answer.session].closing = true
    }
}

/// An action that is being answered.
struct Answer {
    /// Index of the session.
    let session: Int
    let packet: Packet
    /// `ActionID: x` and the line's end, or nothing when the action had none.
    let idLine: Octets

    init(session: Int, packet: Packet) {
        self.session = session
        self.packet = packet
        var idLine = Octets()
        if let id = packet["ActionID"], !id.isEmpty { idLine.header("ActionID: ", Answer.clean(id)) }
        self.idLine = idLine
    }

    /// A header's value as bytes that cannot end a line.
    func text(_ name: String) -> Octets { packet[name].map(Answer.clean) ?? [] }

    /// The text's bytes without anything that could end a header's line.
    static func clean(_ text: String) -> Octets { text.utf8.filter { $0 != 13 && $0 != 10 && $0 != 0 } }
}
