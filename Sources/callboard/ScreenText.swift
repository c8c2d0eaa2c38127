import BoardScreen
import CallCenter
import Cells

/// The screen as text: what a person would see of a board at a moment, without a terminal.
enum ScreenText {
    /// - Parameter options: how figures are judged, and what is hidden.
    /// - Throws: `ProgramError` when the theme is not to be had.
    static func draw(
        _ board: Board, at time: Int64, size: Size, theme: String?, options: ScreenOptions
    ) throws -> String {
        var options = options
        options.mode = .replay
        options.readOnly = true
        do {
            var state = ScreenState(
                options: options, theme: try ThemeChoice.theme(theme), keymap: try Keymap.standard())
            _ = update(&state, .resized(size), board: board, now: time)
            return BoardScreen.draw(&state, board: board, now: time, size: size).text
        } catch let error as ProgramError {
            throw error
        } catch {
            throw ProgramError(.wrongUsage, "\(error)")
        }
    }
}
