import AMI

/// The lists of channels, devices, extensions and parked calls.
extension Exchange {
    /// Slots of the channels that live, in the order of their names as far as slots keep it.
    private var liveChannels: [Int] { channels.indices.filter { channels[$0].alive } }

    /// The slot of a channel by name or unique id.
    func channel(named name: Octets) -> Int? {
        name.isEmpty ? nil : channels.firstIndex { $0.alive && ($0.name == name || $0.uniqueID == name) }
    }

    mutating func listChannels(_ answer: Answer) {
        var bytes = Octets()
        let live = liveChannels
        bytes.reserveCapacity(live.count * 500)
        for slot in live {
            let channel = channels[slot]
            bytes.put("Event: CoreShowChannel\r\n")
            bytes.append(contentsOf: answer.idLine)
            channel.write(prefix: "", to: &bytes)
            bytes.header("Application: ", channel.application.word)
            bytes.header("ApplicationData: ", channel.applicationData)
            bytes.put("Duration: ")
            bytes.put(clock: Int((now - channel.createdAt) / 1_000_000))
            bytes.put("\r\n")
            bytes.header("BridgeId: ", channel.bridge >= 0 ? bridges[channel.bridge].uniqueID : [])
            bytes.put("\r\n")
        }
        answerList(
            answer, "Channels will follow", complete: "CoreShowChannelsComplete", items: live.count, bytes)
    }

    mutating func listStatus(_ answer: Answer) {
        var chosen = liveChannels
        let name = answer.text("Channel")
        if !name.isEmpty {
            guard let one = channel(named: name) else {
                refuse(answer, "No such channel")
                return
            }
            chosen = [one]
        }
        var bytes = Octets()
        for slot in chosen {
            let channel = channels[slot]
            bytes.put("Event: Status\r\nPrivilege: Call\r\n")
            channel.write(prefix: "", to: &bytes)
            bytes.put(channel.phone >= 0 ? "Type: PJSIP\r\n" : "Type: Local\r\n")
            bytes.header("DNID: ", channel.context.elementsEqual("from-trunk".utf8) ? channel.exten : [])
            bytes.put("EffectiveConnectedLineNum: ")
            bytes.putKnown(channel.connected.number)
            bytes.put("EffectiveConnectedLineName: ")
            bytes.putKnown(channel.connected.name)
            bytes.put("TimeToHangup: 0\r\n")
            bytes.header("BridgeID: ", channel.bridge >= 0 ? bridges[channel.bridge].uniqueID : [])
            bytes.header("Application: ", channel.application.word)
            bytes.header("Data: ", channel.applicationData)
            bytes.put("Nativeformats: (ulaw)\r\nReadformat: ulaw\r\nReadtrans: \r\nWriteformat: ulaw\r\n")
            bytes.put("Writetrans: \r\nCallgroup: 0\r\nPickupgroup: 0\r\n")
            bytes.header("Seconds: ", Int((now - channel.createdAt) / 1_000_000))
            bytes.append(contentsOf: answer.idLine)
            bytes.put("\r\n")
        }
        var items = Octets("Items: ")
        items.put(chosen.count)
        var whole = Octets("Response: Success\r\n") + answer.idLine
        whole.put("EventList: start\r\nMessage: Channel status will follow\r\n\r\n")
        whole.append(contentsOf: bytes)
        whole.put("Event: StatusComplete\r\n")
        whole.append(contentsOf: answer.idLine)
        whole.put("EventList: Complete\r\n")
        whole.header("ListItems: ", chosen.count)
        whole.append(contentsOf: items)
        whole.put("\r\n\r\n")
        sessions[answer.session].pending.append(contentsOf: whole)
    }

    mutating func listDeviceStates(_ answer: Answer) {
        var bytes = Octets()
        var count = 0
        func write(_ device: Octets, _ state: DeviceState) {
            bytes.put("Event: DeviceStateChange\r\n")
            bytes.append(contentsOf: answer.idLine)
            bytes.header("Device: ", device)
            bytes.header("State: ", state.word)
            bytes.put("\r\n")
            count += 1
        }
        for phone in phones { write(phone.device, phone.state) }
        for queue in queues {
            var device = Octets("Queue:")
            device.append(contentsOf: queue.name)
            device.put("_avail")
            write(device, queue.available > 0 ? .notInUse : .inUse)
            for member in queue.members where members[member].present {
                var device = Octets("Queue:")
                device.append(contentsOf: queue.name)
                device.put("_pause_")
                device.append(contentsOf: members[member].interface)
                write(device, members[member].paused ? .inUse : .notInUse)
            }
        }
        answerList(
            answer, "Device State Changes will follow", complete: "DeviceStateListComplete", items: count, bytes)
    }

    mutating func listExtensionStates(_ answer: Answer) {
        var bytes = Octets()
        var count = 0
        for phone in phones where !phone.isTrunk {
            let state = phone.state.extensionState
            bytes.put("Event: ExtensionStatus\r\n")
            bytes.append(contentsOf: answer.idLine)
            bytes.header("Exten: ", phone.exten)
            bytes.put("Context: from-internal\r\n")
            bytes.header("Hint: ", phone.device)
            bytes.header("Status: ", state.number)
            bytes.header("StatusText: ", state.text)
            bytes.put("\r\n")
            count += 1
        }
        answerList(
            answer, "Extension Statuses will follow", complete: "ExtensionStateListComplete", items: count, bytes)
    }

    mutating func extensionState(_ answer: Answer) {
        let exten = answer.text("Exten")
        if exten.isEmpty {
            refuse(answer, "Extension not specified")
            return
        }
        let phone = phoneByExten[exten].map { phones[$0] }
        let context = answer.text("Context")
        answerSuccess(answer) { bytes in
            bytes.put("Message: Extension Status\r\n")
            bytes.header("Exten: ", exten)
            bytes.header("Context: ", context.isEmpty ? Octets("default") : context)
            bytes.header("Hint: ", phone?.device ?? [])
            bytes.header("Status: ", phone?.state.extensionState.number ?? -1)
            bytes.header("StatusText: ", phone?.state.extensionState.text ?? "Unknown")
        }
    }

    mutating func listEndpoints(_ answer: Answer) {
        var bytes = Octets()
        for phone in phones {
            let name = Octets(phone.device.dropFirst(6))
            bytes.put("Event: EndpointList\r\n")
            bytes.append(contentsOf: answer.idLine)
            bytes.put("ObjectType: endpoint\r\n")
            bytes.header("ObjectName: ", name)
            bytes.put("Transport: \r\n")
            bytes.header("Aor: ", name)
            bytes.put("Auths: \r\nOutboundAuths: \r\nContacts: ")
            // A phone's contact is there while it is registered, the carrier's stands in the configuration.
            if phone.registered || phone.isTrunk {
                bytes.append(contentsOf: name)
                bytes.put("/sip:")
                bytes.append(contentsOf: name)
                bytes.put("@127.0.0.1:5070,")
            }
            bytes.put("\r\n")
            bytes.header("DeviceState: ", phone.state.sentence)
            bytes.header("ActiveChannels: ", phone.channels)
            bytes.put("\r\n")
        }
        answerList(
            answer, "A listing of Endpoints follows, presented as EndpointList events",
            complete: "EndpointListComplete", items: phones.count, bytes)
    }

    /// The carrier's registration, as a PBX registers with it.
    mutating func listRegistrations(_ answer: Answer) {
        var bytes = Octets("Event: OutboundRegistrationDetail\r\n")
        bytes.append(contentsOf: answer.idLine)
        bytes.put("ObjectType: registration\r\nObjectName: carrier\r\nServerUri: sip:127.0.0.1:5080\r\n")
        bytes.put("ClientUri: sip:pbx@127.0.0.1:5080\r\nEndpoint: carrier\r\n")
        let isRegistered = phones[trunk].registered
        bytes.put(isRegistered ? "Status: Registered\r\n" : "Status: Unregistered\r\n")
        bytes.put("NextReg: 55\r\n\r\n")
        var whole = Octets("Response: Success\r\n")
        whole.append(contentsOf: answer.idLine)
        whole.put("EventList: start\r\nMessage: Following are Events for each Outbound registration\r\n\r\n")
        whole.append(contentsOf: bytes)
        whole.put("Event: OutboundRegistrationDetailComplete\r\n")
        whole.append(contentsOf: answer.idLine)
        whole.put("EventList: Complete\r\nListItems: 1\r\n")
        whole.put(
            isRegistered ? "Registered: 1\r\nNotRegistered: 0\r\n\r\n" : "Registered: 0\r\nNotRegistered: 1\r\n\r\n")
        sessions[answer.session].pending.append(contentsOf: whole)
    }

    mutating func listParkingLots(_ answer: Answer) {
        var bytes = Octets("Event: Parkinglot\r\n")
        bytes.append(contentsOf: answer.idLine)
        bytes.put("Name: default\r\nStartSpace: 701\r\nStopSpace: 720\r\nTimeout: 45\r\n\r\n")
        answerList(answer, "Parking lots will follow", complete: "ParkinglotsComplete", items: 1, bytes)
    }

    mutating func listParkedCalls(_ answer: Answer) {
        var bytes = Octets()
        var count = 0
        for call in calls where call.alive && call.stage == .parked {
            bytes.put("Event: ParkedCall\r\n")
            bytes.append(contentsOf: answer.idLine)
            writeParked(call, timeLeft: true, to: &bytes)
            bytes.put("\r\n")
            count += 1
        }
        var whole = Octets("Response: Success\r\n") + answer.idLine
        whole.put("EventList: start\r\nMessage: Parked calls will follow\r\n\r\n")
        whole.append(contentsOf: bytes)
        whole.put("Event: ParkedCallsComplete\r\n")
        whole.append(contentsOf: answer.idLine)
        whole.put("EventList: Complete\r\n")
        whole.header("ListItems: ", count)
        whole.header("Total: ", count)
        whole.put("\r\n")
        sessions[answer.session].pending.append(contentsOf: whole)
    }
}
