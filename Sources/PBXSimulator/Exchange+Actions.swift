import AMI

/// Which action does what, and the shapes that answers have.
extension Exchange {
    /// Runs an action that its session may run.
    mutating func obey(_ command: ManagerCommand, _ answer: Answer) {
        switch command {
        case .login: logIn(answer)
        case .challenge: challenge(answer)
        case .logoff: logOff(answer)
        case .ping: ping(answer)
        case .events: changeEvents(answer)
        case .listCommands: listCommands(answer)
        case .coreSettings: coreSettings(answer)
        case .coreStatus: coreStatus(answer)
        case .command: runCommandLine(answer)
        case .userEvent: sendUserEvent(answer)
        case .reload: reload(answer)
        case .coreShowChannels: listChannels(answer)
        case .status: listStatus(answer)
        case .deviceStateList: listDeviceStates(answer)
        case .extensionStateList: listExtensionStates(answer)
        case .extensionState: extensionState(answer)
        case .pjsipShowEndpoints: listEndpoints(answer)
        case .pjsipShowRegistrationsOutbound: listRegistrations(answer)
        case .parkinglots: listParkingLots(answer)
        case .parkedCalls: listParkedCalls(answer)
        case .queueStatus: queueStatus(answer)
        case .queueSummary: queueSummary(answer)
        case .queues: ucmQueues(answer)
        case .gsAgents: ucmAgents(answer)
        case .queueLogin: ucmLogIn(answer)
        case .queueLogoff: ucmLogOff(answer)
        case .queueClean: ucmClean(answer)
        case .unsupported: refuse(answer, "Not supported")
        case .queuePause: pauseMember(answer)
        case .queueAdd: queueAdd(answer)
        case .queueRemove: queueRemove(answer)
        case .queuePenalty: setPenalty(answer)
        case .queueMemberRingInUse: setRingInUse(answer)
        case .queueReset: resetQueues(answer)
        case .queueReload: reloadQueues(answer)
        case .queueLog: queueLog(answer)
        case .queueChangePriorityCaller: changePriority(answer)
        case .queueWithdrawCaller: withdrawCaller(answer)
        case .hangup: hangupAction(answer)
        case .originate: originateAction(answer)
        case .redirect: redirectAction(answer)
        case .blindTransfer: blindTransferAction(answer)
        case .park: parkAction(answer)
        case .mixMonitor: startRecording(answer)
        case .stopMixMonitor: stopRecording(answer)
        case .mixMonitorMute, .muteAudio, .playDTMF, .sendText, .absoluteTimeout: touchChannel(command, answer)
        case .controlPlayback: controlPlayback(answer)
        case .attendedTransfer: attendedTransferAction(answer)
        case .cancelAttendedTransfer: cancelAttendedTransfer(answer)
        case .bridgeKick: bridgeKick(answer)
        case .monitor: startMonitor(answer)
        case .stopMonitor: stopMonitor(answer)
        case .pauseMonitor: pauseMonitor(answer, true)
        case .unpauseMonitor: pauseMonitor(answer, false)
        case .nWayRedirect: redirectAction(answer)
        case .acceptCall: acceptCall(answer)
        case .pauseCall: pauseCall(answer)
        case .mailboxCount: mailboxCount(answer)
        case .voicemailUsersList: listVoicemail(answer)
        case .confbridgeListRooms: listRooms(answer)
        case .confbridgeList: listRoom(answer)
        case .confbridgeLock: lockRoom(answer, true)
        case .confbridgeUnlock: lockRoom(answer, false)
        case .confbridgeUpdateAdminPin: changeRoomPIN(answer)
        case .confbridgeKick, .confbridgeMute, .confbridgeUnmute, .confbridgeRenameUser,
            .confbridgeTransferModerator, .confbridgeSetSingleVideoSrc:
            changeParticipant(command, answer)
        case .setvar: setVariableAction(answer)
        case .getvar: getVariableAction(answer)
        }
    }

    // MARK: Shapes of answers

    /// `Response: Error` with a message.
    mutating func refuse(_ answer: Answer, _ message: StaticString) { refuse(answer, Octets(message)) }

    /// `Response: Error` with a message.
    mutating func refuse(_ answer: Answer, _ message: Octets) {
        var bytes = Octets("Response: Error\r\n") + answer.idLine
        bytes.header("Message: ", message)
        bytes.put("\r\n")
        sessions[answer.session].pending.append(contentsOf: bytes)
    }

    /// `Response: Success` with a message.
    mutating func acknowledge(_ answer: Answer, _ message: StaticString) {
        answerSuccess(answer) { $0.header("Message: ", message) }
    }

    /// `Response: Success` with headers of its own.
    mutating func answerSuccess(_ answer: Answer, _ write: (inout Octets) -> Void) {
        var bytes = Octets("Response: Success\r\n") + answer.idLine
        write(&bytes)
        bytes.put("\r\n")
        sessions[answer.session].pending.append(contentsOf: bytes)
    }

    /// A list: its response, its items, its end. `more` are the headers that the end has besides.
    mutating func answerList(
        _ answer: Answer, _ message: StaticString, complete: StaticString, items: Int, _ bytes: Octets,
        more: StaticString = ""
    ) {
        var whole = Octets("Response: Success\r\n")
        whole.reserveCapacity(bytes.count + 512)
        whole.append(contentsOf: answer.idLine)
        whole.put("EventList: start\r\n")
        whole.header("Message: ", message)
        whole.put("\r\n")
        whole.append(contentsOf: bytes)
        whole.header("Event: ", complete)
        whole.append(contentsOf: answer.idLine)
        whole.put("EventList: Complete\r\n")
        whole.header("ListItems: ", items)
        whole.put(more)
        whole.put("\r\n")
        sessions[answer.session].pending.append(contentsOf: whole)
    }

    // MARK: Small actions

    private mutating func ping(_ answer: Answer) {
        let now = now
        answerSuccess(answer) { bytes in
            bytes.put("Ping: Pong\r\nTimestamp: ")
            bytes.put(Int(now / 1_000_000))
            bytes.append(46)
            bytes.put(Int(now % 1_000_000), width: 6)
            bytes.put("\r\n")
        }
    }

    private mutating func changeEvents(_ answer: Answer) {
        let asked = answer.packet["EventMask"] ?? ""
        if asked.isEmpty {
            refuse(answer, "Invalid event mask")
            return
        }
        let mask = EventClass(eventMask: asked)
        ask(answer.session, asked)
        answerSuccess(answer) { $0.put(mask.isEmpty ? "Events: Off\r\n" : "Events: On\r\n") }
    }

    private mutating func listCommands(_ answer: Answer) {
        let dialect = options.dialect
        let writable = sessions[answer.session].writable
        answerSuccess(answer) { bytes in
            for row in ManagerCommandRow.all(dialect) {
                guard row.classes.isEmpty || !row.classes.isDisjoint(with: writable) else { continue }
                bytes.put(row.name)
                bytes.put(": ")
                bytes.put(row.synopsis)
                if dialect == .asterisk || row.synopsis.utf8CodeUnitCount > 0 { bytes.put(" ") }
                bytes.put("(Priv: ")
                bytes.append(contentsOf: row.classes.text)
                bytes.put(")\r\n")
            }
        }
    }

    private mutating func coreSettings(_ answer: Answer) {
        let dialect = options.dialect
        answerSuccess(answer) { bytes in
            switch dialect {
            case .asterisk:
                bytes.put("AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\nSystemName: \r\n")
            case .ucm:
                bytes.put("AMIversion: 5.0.0\r\nAsteriskVersion: 16.20.0\r\nSystemName: \r\n")
            }
            bytes.put("CoreMaxCalls: 0\r\nCoreMaxLoadAvg: 0.000000\r\nCoreRunUser: \r\nCoreRunGroup: \r\n")
            bytes.put("CoreMaxFilehandles: 0\r\nCoreRealTimeEnabled: No\r\nCoreCDRenabled: Yes\r\n")
            bytes.put("CoreHTTPenabled: No\r\nSoundsSearchCustomDir: No\r\n")
        }
    }

    private mutating func coreStatus(_ answer: Answer) {
        var date = Octets()
        var time = Octets()
        date.put(date: bootTime)
        time.put(timeOfDay: bootTime)
        let current = channels.count - freeChannels.count
        let processed = processedCalls
        answerSuccess(answer) { bytes in
            bytes.header("CoreStartupDate: ", date)
            bytes.header("CoreStartupTime: ", time)
            bytes.header("CoreReloadDate: ", date)
            bytes.header("CoreReloadTime: ", time)
            bytes.header("CoreCurrentCalls: ", current)
            bytes.header("CoreProcessedCalls: ", processed)
        }
    }

    private mutating func runCommandLine(_ answer: Answer) {
        let asked = (answer.packet["Command"] ?? "").lowercased()
        let current = channels.count - freeChannels.count
        if asked.isEmpty {
            refuse(answer, "No command provided")
            return
        }
        let isUCM = options.dialect == .ucm
        let processed = processedCalls
        answerSuccess(answer) { bytes in
            bytes.put("Message: Command output follows\r\n")
            switch asked {
            case "core show version":
                bytes.put(isUCM ? "Output: Asterisk 16.20.0" : "Output: Asterisk 22.10.1")
                bytes.put(" built by buildd @ pbx on a x86_64 running Linux on 2026-08-12 09:14:51 UTC\r\n")
            case "core show channels count":
                bytes.put("Output: ")
                bytes.put(current)
                bytes.put(" active channels\r\nOutput: ")
                bytes.put(processed)
                bytes.put(" calls processed\r\n")
            default:
                bytes.put("Output: No such command '")
                bytes.append(contentsOf: answer.text("Command"))
                bytes.put("' (type 'core show help ")
                bytes.append(contentsOf: answer.text("Command"))
                bytes.put("' for other possible commands)\r\n")
            }
        }
    }

    private mutating func sendUserEvent(_ answer: Answer) {
        acknowledge(answer, "Event Sent")
        guard begin(.user, "Event: UserEvent\r\nPrivilege: user,all\r\n") else { return }
        line.header("UserEvent: ", answer.text("UserEvent"))
        for field in answer.packet.headers {
            let name = field.name.lowercased()
            if name == "userevent" || name == "action" { continue }
            line.append(contentsOf: Answer.clean(field.name))
            line.put(": ")
            line.append(contentsOf: Answer.clean(field.value))
            line.put("\r\n")
        }
        end(.user)
    }

    private mutating func reload(_ answer: Answer) {
        acknowledge(answer, "Module Reloaded")
        guard begin(.system, "Event: Reload\r\nPrivilege: system,all\r\n") else { return }
        let module = answer.text("Module")
        line.header("Module: ", module.isEmpty ? Octets("All") : module)
        line.put("Status: 0\r\n")
        end(.system)
    }
}
