#define _GNU_SOURCE
#include "internal.h"
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved;
static int have_saved, saved_terminal = -1;
static char restore_bytes[512];
static volatile size_t restore_count;
static int restore_terminal = -1;
static _Atomic int armed;

static const int crashes[] = { SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE };
enum { crash_count = sizeof crashes / sizeof crashes[0] };
static struct sigaction before_crash[crash_count];
static int guarding;

int cb_save_modes(int terminal) {
    if (tcgetattr(terminal, &saved)) return -1;
    have_saved = 1;
    saved_terminal = terminal;
    return 0;
}

void cb_restore_modes(void) {
    if (have_saved) tcsetattr(saved_terminal, TCSANOW, &saved); /* TCSADRAIN would wait for a frozen terminal */
}

int cb_set_screen_modes(int terminal) {
    struct termios modes;
    if (tcgetattr(terminal, &modes)) return -1;
    modes.c_iflag &= ~(tcflag_t)(IXON | IXOFF | ICRNL | INLCR | IGNCR | ISTRIP);
    modes.c_oflag &= ~(tcflag_t)(ONLCR | TABDLY);
    modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | IEXTEN);
    modes.c_lflag |= ISIG;
    modes.c_cc[VQUIT] = _POSIX_VDISABLE;
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    return tcsetattr(terminal, TCSANOW, &modes);
}

static void write_restore_bytes(void) {
    if (restore_terminal < 0) return;
    size_t done = 0;
    int flushed = 0;
    while (done < restore_count) {
        ssize_t written = write(restore_terminal, restore_bytes + done, restore_count - done);
        if (written > 0) { done += (size_t)written; continue; }
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno == EAGAIN && !flushed) {
            /* Nobody reads: what waits there is of a screen that is gone; make room for the way back. */
            tcflush(restore_terminal, TCOFLUSH);
            flushed = 1;
            continue;
        }
        return;
    }
}

void cb_restore_now(void) {
    if (!atomic_exchange(&armed, 0)) return;
    /* In the background, touching the terminal would stop the process instead. */
    sigset_t background, before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &before);
    cb_pump_hold_all();
    write_restore_bytes();
    cb_restore_modes();
    pthread_sigmask(SIG_SETMASK, &before, 0);
}

static void on_crash(int number, siginfo_t *information, void *context) {
    (void)context;
    cb_restore_now();
    for (unsigned i = 0; i < crash_count; i++)
        if (crashes[i] == number) sigaction(number, &before_crash[i], 0);
    /* A fault repeats by itself on return, into the handler that was there before; abort() raises again too, but a
       trap instruction has been passed, and a signal that somebody sent (si_code of 0 or below) does not come again. */
    int was_sent = information && information->si_code <= 0;
    if (was_sent || number == SIGABRT || number == SIGTRAP) raise(number);
}

static void guard_crashes(void) {
    if (guarding) return;
    guarding = 1;
    static char stack[65536];
    stack_t current;
    if (!sigaltstack(0, &current) && (current.ss_flags & SS_DISABLE)) {
        stack_t ours = { .ss_sp = stack, .ss_size = sizeof stack };
        sigaltstack(&ours, 0);
    }
    for (unsigned i = 0; i < crash_count; i++) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_sigaction = on_crash;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK;
        sigemptyset(&action.sa_mask);
        sigaction(crashes[i], &action, &before_crash[i]);
    }
}

int cb_arm(int terminal, const char *bytes, size_t count, int guards_crashes) {
    if (count > sizeof restore_bytes) return -1;
    atomic_store(&armed, 0);
    memcpy(restore_bytes, bytes, count);
    restore_count = count;
    if (restore_terminal >= 0) close(restore_terminal);
    restore_terminal = cb_reopen_nonblocking(terminal);
    if (restore_terminal < 0) restore_terminal = dup(terminal);
    if (guards_crashes) guard_crashes();
    cb_pump_go_on();
    atomic_store(&armed, 1);
    return 0;
}

void cb_disarm(void) {
    atomic_store(&armed, 0);
    if (restore_terminal >= 0) close(restore_terminal);
    restore_terminal = -1;
}
