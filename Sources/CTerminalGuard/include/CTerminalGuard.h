#ifndef CTERMINALGUARD_H
#define CTERMINALGUARD_H
/* What must not be Swift: signal handlers, the way back to a usable terminal after a crash, and the thread that copies
   frames to the terminal. One terminal at a time is guarded, as a process has one. */
#include <stddef.h>
#include <stdint.h>

/* MARK: Signals */

/* What came in; bits of cb_take_signals(). */
static const uint32_t CB_RESIZED = 1;    /* SIGWINCH */
static const uint32_t CB_SUSPEND = 2;    /* SIGTSTP */
static const uint32_t CB_CONTINUED = 4;  /* SIGCONT */
static const uint32_t CB_TERMINATE = 8;  /* SIGTERM, SIGQUIT */
static const uint32_t CB_INTERRUPT = 16; /* SIGINT */
static const uint32_t CB_HANGUP = 32;    /* SIGHUP, or the terminal went away */

/* Turns the signals of `which` into pending bits and a byte down a pipe; call it before curses starts, which takes
   only signals that nobody has. SIGPIPE is ignored from then on; SIGHUP and SIGINT stay ignored where the process was
   started so. May be called again. Gives the pipe's read end, or -1. */
int cb_watch_signals(uint32_t which);
/* The bits since the last call. */
uint32_t cb_take_signals(void);
/* Makes the pipe readable, from any thread and from signal handlers. Does nothing before cb_watch_signals(). */
void cb_wake(void);
/* Empties the pipe. */
void cb_drain_wakes(void);
/* The pipe's read end, -1 before cb_watch_signals(). */
int cb_wake_descriptor(void);
/* Stops this process as SIGTSTP does by default, and returns once it goes on. */
void cb_stop_self(void);

/* MARK: Restoring the terminal */

/* Remembers the modes of a terminal. 0, or -1 with errno. */
int cb_save_modes(int terminal);
/* Puts the remembered modes back at once. */
void cb_restore_modes(void);
/* Sets what a full-screen program wants: keys at once and unechoed, ^S ^Q ^V ^\ as keys, no newline translation. */
int cb_set_screen_modes(int terminal);
/* Until cb_disarm(): a crash, or cb_restore_now(), writes these bytes (at most 512) and the remembered modes to the
   terminal. `guards_crashes` also takes SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS and SIGFPE; the handlers that were
   there (Swift's backtrace) run afterwards. 0, or -1 if there are too many bytes. */
int cb_arm(int terminal, const char *bytes, size_t count, int guards_crashes);
void cb_disarm(void);
/* Async-signal-safe; never waits for a terminal that does not read, but empties what it has not read. */
void cb_restore_now(void);

/* MARK: The pump */

/* A pipe that curses writes into and a thread that copies it to the terminal, so that a terminal that does not read
   holds up that thread alone. */
typedef struct cb_pump cb_pump;
/* Starts one on a terminal, or null with errno. */
cb_pump *cb_pump_start(int terminal);
/* The end to write into. The pump keeps it; make a copy to close. */
int cb_pump_input(const cb_pump *pump);
/* Whether everything written so far has reached the terminal. Only for the thread that writes. */
int cb_pump_is_idle(cb_pump *pump);
/* Calls cb_wake() once when it becomes idle. */
void cb_pump_wake_when_idle(cb_pump *pump);
/* Waits until it is idle, at most so many milliseconds; whether it is. */
int cb_pump_wait(cb_pump *pump, int milliseconds);
/* Whether the terminal went away; everything written since is thrown away. */
int cb_pump_has_failed(const cb_pump *pump);
/* Bytes that reached the terminal. */
uint64_t cb_pump_bytes(const cb_pump *pump);
/* Ends the thread, without waiting for the terminal, and frees the pump. */
void cb_pump_stop(cb_pump *pump);

/* MARK: Terminals */

/* Rows and columns that the terminal says it has; -1 where it does not say. */
int cb_window_size(int terminal, int *rows, int *columns);
/* Gives a pseudo-terminal a size. */
int cb_set_window_size(int terminal, int rows, int columns);
/* A new pseudo-terminal: the near side, and in `far` the far side, whose path goes to `name` (64 bytes). -1 with errno. */
int cb_open_pty(int *far, char *name);

#endif
