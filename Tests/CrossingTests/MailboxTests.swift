import Crossing
import Foundation
import Testing

@Suite("The door between threads")
struct MailboxTests {
    @Test("A box that nobody empties stays within its limit and says what it dropped")
    func bounded() {
        let box = Mailbox<Int>(limit: 1_000, wake: {})
        for _ in 0..<100 { box.post([300], from: 4, size: { $0 }) }
        box.post([0], from: 4, size: { $0 })
        let contents = box.take()
        #expect(contents.items == [300, 300, 300, 0])
        #expect(contents.dropped == [4: 97 * 300])
        box.post([300], from: 4, size: { $0 })
        #expect(box.take().dropped.isEmpty)
    }

    @Test("The owner is woken once for many batches")
    func wakes() {
        let count = Guarded(0)
        let box = Mailbox<Int>(wake: { count.withLock { $0 += 1 } })
        for item in 0..<5 { box.post([item], from: 0, size: { _ in 1 }) }
        #expect(count.withLock { $0 } == 1)
        #expect(box.take().items == [0, 1, 2, 3, 4])
        box.post([5], from: 0, size: { _ in 1 })
        #expect(count.withLock { $0 } == 2)
    }

    @Test("An owner that comes back by itself is woken only after it found nothing")
    func comesBack() {
        let count = Guarded(0)
        let box = Mailbox<Int>(wake: { count.withLock { $0 += 1 } })
        box.post([1], from: 0, size: { _ in 1 })
        #expect(box.take(comingBack: true).items == [1])
        box.post([2], from: 0, size: { _ in 1 })
        #expect(count.withLock { $0 } == 1)
        #expect(box.take(comingBack: true).items == [2])
        #expect(box.take(comingBack: true).isEmpty)
        box.post([3], from: 0, size: { _ in 1 })
        #expect(count.withLock { $0 } == 2)
    }

    @Test("Posted by several threads and emptied by another, every item arrives once and in its sender's order")
    func threads() {
        let senders = 4
        let count = 5_000
        let ready = DispatchSemaphore(value: 0)
        let box = Mailbox<[Int]>(wake: { ready.signal() })
        for sender in 0..<senders {
            Thread.detachNewThread {
                for number in 0..<count { box.post([[sender, number]], from: sender, size: { _ in 1 }) }
            }
        }
        var next = [Int](repeating: 0, count: senders)
        var inOrder = true
        while next.reduce(0, +) < senders * count {
            guard ready.wait(timeout: .now() + 30) == .success else { break }
            for item in box.take().items {
                if next[item[0]] != item[1] { inOrder = false }
                next[item[0]] += 1
            }
        }
        #expect(inOrder)
        #expect(next == [Int](repeating: count, count: senders))
    }
}
