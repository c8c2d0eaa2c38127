import AMI
import AMITransport
import NIOCore
import NIOPosix
import PBXSimulator

/// Serves a simulated PBX as an AMI server: the simulator decides, this moves bytes and lets its time pass.
///
/// Everything happens on one event loop, which owns the simulator.
package final class SimulatorServer: Sendable {
    /// Virtual time is advanced in steps of at least this: events closer together share one.
    private static let step: Int64 = 5_000

    private struct State {
        var simulator: Simulator
        var listener: AMIListener?
        var timer: Scheduled<Void>?
        var stopped = false
    }

    private let state: NIOLoopBoundBox<State>
    private let loop: any EventLoop
    private let clock: BoardClock
    private let speed: Double

    /// - Parameters:
    ///   - clock: the simulator's time, in µs since 1970; it begins at the simulator's own start time.
    ///   - speed: how fast that clock runs against the machine's.
    package init(_ simulator: sending Simulator, clock: BoardClock, speed: Double, loop: any EventLoop) {
        self.loop = loop
        self.clock = clock
        self.speed = speed
        state = NIOLoopBoundBox.makeBoxSendingValue(State(simulator: simulator), eventLoop: loop)
    }

    /// Begins to listen and to let time pass.
    ///
    /// - Returns: the port that was bound.
    /// - Throws: `LinkFailure` when the address is not to be had.
    package func start(host: String, port: Int) throws(LinkFailure) -> Int {
        let behaviour = AMIListener.Behaviour(
            connectionOpened: { [self] id in perform { $0.connected(Int(id.rawValue)) } },
            packetReceived: { [self] id, packet in perform { $0.received(packet, from: Int(id.rawValue)) } },
            connectionClosed: { [self] id in
                perform {
                    $0.disconnected(Int(id.rawValue))
                    return []
                }
            })
        let listener = try AMIListener(host: host, port: port, group: loop, behaviour: behaviour)
        loop.execute { [self] in
            state.value.listener = listener
            schedule()
        }
        return listener.port
    }

    /// Stops listening and lets time stand still.
    package func stop() {
        loop.execute { [self] in
            state.value.stopped = true
            state.value.timer?.cancel()
            state.value.listener?.stop()
        }
    }

    /// Brings the simulator to this moment, does something with it, and sends what it has to say.
    private func perform(_ body: (inout Simulator) -> [SimulatorOutput]) {
        let passed = state.value.simulator.advance(to: clock.now)
        send(passed)
        send(body(&state.value.simulator))
        schedule()
    }

    private func send(_ outputs: [SimulatorOutput]) {
        guard let listener = state.value.listener else { return }
        for output in outputs {
            switch output {
            case .send(let bytes, let session):
                listener.write(bytes, to: ConnectionID(rawValue: UInt64(session)))
            case .close(let session): listener.close(ConnectionID(rawValue: UInt64(session)))
            }
        }
    }

    private func schedule() {
        state.value.timer?.cancel()
        guard !state.value.stopped, let next = state.value.simulator.nextEventTime else { return }
        let wait = max(Self.step, Int64(Double(next - clock.now) / speed))
        state.value.timer = loop.scheduleTask(in: .microseconds(min(wait, 1_000_000))) { [weak self] in
            self?.perform { _ in [] }
        }
    }
}
